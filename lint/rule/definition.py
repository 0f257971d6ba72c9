"""What a rule is: a function with a manual, a code and a severity."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from lint.primitives.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lint.post.settings import Settings
    from lint.primitives.finding import Issue

    OptionCheck = Callable[[object, Settings], str | None]

Target = Literal["document", "link", "suppression"]
LinkClass = Literal["link", "image", "text"]

_CODE = re.compile(r"[A-Z]{2,8}[0-9]{3}\Z")
_TARGETS: dict[str, Target] = {"Document": "document", "Link": "link", "Suppression": "suppression"}


@dataclass(frozen=True)
class Rule:
    """One rule.

    Parameters:
        code: its stable code, family and three digits.
        name: its name in kebab case, which names the defect.
        severity: what its findings weigh unless configured otherwise.
        default: whether it runs without being selected.
        check: the function; gives the issues of one document or of one link.
        target: what `check` looks at.
        raw: whether it also runs on files that are not UTF-8.
        of: for a rule on links, which ones: `link` for what a reader can follow, `image` for images and
            media, `text` for bare URLs in running text.
        options: what `[rules.CODE]` may hold. A check is given the value and the settings, and gives what was
            expected instead; `None` for a value that is right.
    """

    code: str
    name: str
    severity: Severity
    default: bool
    check: Callable[..., Iterator[Issue]]
    target: Target
    raw: bool = False
    of: LinkClass = "link"
    options: Mapping[str, OptionCheck] = field(default_factory=dict)

    @cached_property
    def manual(self) -> str:
        """The docstring, without its indentation."""
        import inspect  # only manuals and tests need it

        return inspect.getdoc(self.check) or ""

    @property
    def summary(self) -> str:
        """The manual's first line."""
        return self.manual.partition("\n")[0]

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code.rstrip("0123456789")

    @property
    def url(self) -> str:
        """The page of the rule's manual."""
        return page_of(self.code)


def page_of(code: str) -> str:
    """Give the address of a rule's page."""
    return f"https://github.com/archive-lint/archive-lint/blob/main/docs/rules/{code}.md"


def rule(
    code: str,
    *,
    severity: Literal["error", "warning", "info"],
    default: bool = True,
    raw: bool = False,
    of: LinkClass = "link",
    options: Mapping[str, OptionCheck] | None = None,
) -> Callable[[Callable[..., Iterator[Issue]]], Rule]:
    """Make a rule of a function; its name becomes the rule's, its docstring the manual.

    What the function looks at is the type of its first parameter: `Document`, `Link`, or `Suppression` for a
    comment that hides findings; the latter two take the document second. A function on links is given the
    class of links that `of` names: what a reader can follow, images and media, or bare URLs. What a
    template fills in is no URL yet, and is not given. Its `options` are found under its code in
    `document.settings.options`.

    Raises:
        ValueError: for a malformed code, a missing docstring, or an unknown first parameter.
    """
    if not _CODE.match(code):
        raise ValueError(f"rule code {code!r}: expected letters and three digits, such as FMT001")

    def make(check: Callable[..., Iterator[Issue]]) -> Rule:
        if not check.__doc__:
            raise ValueError(f"rule {code} has no docstring: it is the rule's manual")
        annotation = next(iter(check.__annotations__.values()), None)
        type_name = getattr(annotation, "__name__", annotation)
        if type_name not in _TARGETS:
            raise ValueError(f"rule {code} looks at {type_name}: expected one of {', '.join(_TARGETS)}")
        name = check.__name__.replace("_", "-")
        return Rule(
            code, name, Severity(severity), default, check, _TARGETS[type_name], raw, of, options or {}
        )

    return make
