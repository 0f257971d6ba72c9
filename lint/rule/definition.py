"""A rule: a function with a manual, a code, a severity, and a trigger that says when it is called."""

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lint.primitives.finding import Issue, Severity
from lint.rule.options import declared
from lint.rule.trigger import LinkClass, Pattern, Trigger, make_trigger

CODE = re.compile(r"[A-Z]{2,8}[0-9]{3}\Z")


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule.

    Parameters:
        code: its stable code, family and three digits.
        name: its name in kebab case, which names the defect.
        severity: what its findings weigh unless configured otherwise.
        default: whether it runs without being selected.
        find: the function; gives the issues of what it looks at.
        trigger: when it is called, and with what.
        any_encoding: whether it also runs on files that are not UTF-8.
        options: the frozen dataclass of its options; `None` for a rule that has none.
    """

    code: str
    name: str
    severity: Severity
    default: bool
    find: Callable[..., Iterable[Issue]]
    trigger: Trigger
    any_encoding: bool = False
    options: type | None = None

    @cached_property
    def manual(self) -> str:
        """The docstring, without its indentation."""
        return inspect.getdoc(self.find) or ""

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


def rule(  # noqa: PLR0913 - an argument for each thing that a rule may look at
    code: str,
    *,
    severity: Literal["error", "warning", "info"],
    default: bool = True,
    of: LinkClass | None = None,
    field: str | tuple[str, ...] | None = None,
    tags: tuple[str, ...] | None = None,
    match: Pattern | None = None,
    raw: Pattern | None = None,
    name: Pattern | None = None,
    text: Pattern | None = None,
    body: Pattern | None = None,
    any_encoding: bool = False,
    options: type | None = None,
) -> Callable[[Callable[..., Iterable[Issue]]], Rule]:
    r"""Make a rule of a function; its name becomes the rule's, its docstring the manual.

    Without more, the function has one parameter, `document`, and is called for every document. With one of
    these it is called only where there is something to look at, and is handed what was found:

    - `of="link"`: `(link, document)`, for every link that a reader can follow; `"image"` for images and other
      media, `"text"` for bare URLs in running text. What a template fills in is no URL yet, and is not given.
    - `of=…, match=PATTERN`: `(match, link, document)`, for those whose URL, as a browser reads it, has the
      pattern.
    - `of=…, raw=PATTERN`: the same, searched in the URL as the file has it: places in the match are places
      there.
    - `field="date"`: `(field, document)`, for the field of a role, or of each of several.
    - `field=…, match=PATTERN`: `(match, field, document)`, where its value is a text that has the pattern.
    - `tags=("img",)`: `(tag, document)`, for every start tag of these names.
    - `name=PATTERN`: `(match, document)`, for a file whose name has the pattern.
    - `text=PATTERN`: `(matches, document)`, for a file whose text has it, with a list of all its matches.
    - `body=PATTERN`: the same, in the body alone.

    A pattern is searched, from the start alone where `\A` anchors it; `match.string` is what it was searched
    in. A text or body is searched only if it holds one of the literals that the pattern needs, which
    `lint.rule.literals.needed` shows: write them plainly, without `re.IGNORECASE`, or every post pays.

    A function whose first parameter is `suppression` looks at the comments that hide findings. A rule with
    options has one more parameter, `options`, which is keyword-only.

    Parameters:
        code: letters and three digits, such as `KEEP001`.
        severity: what its findings weigh unless configured otherwise.
        default: whether it runs without being selected.
        any_encoding: whether it also runs on files that are not UTF-8; a rule on names always does.
        options: a frozen dataclass whose fields are made by `lint.rule.option`.

    Raises:
        ValueError: for a malformed code, a missing docstring, contradicting arguments, parameters of other
            names, or options of a type that no configuration can hold.
    """
    if not CODE.match(code):
        raise ValueError(f"rule code {code!r}: expected letters and three digits, such as FMT001")

    def make(find: Callable[..., Iterable[Issue]]) -> Rule:
        if not find.__doc__:
            raise ValueError(f"rule {code} has no docstring: it is the rule's manual")
        signature = inspect.signature(find).parameters
        names = [each.name for each in signature.values() if each.kind is not each.KEYWORD_ONLY]
        keywords = [each.name for each in signature.values() if each.kind is each.KEYWORD_ONLY]
        subject: Literal["document", "suppression"] = (
            "suppression" if names[:1] == ["suppression"] else "document"
        )
        try:
            trigger = make_trigger(
                subject, of=of, field=field, tags=tags, match=match, raw=raw, name=name, text=text, body=body
            )
            if options is not None:
                declared(options)
        except ValueError as error:
            raise ValueError(f"rule {code}: {error}") from error
        wanted = (list(trigger.parameters), ["options"] if options is not None else [])
        if (names, keywords) != wanted:
            shown = ", ".join([*wanted[0], *(["*", "options"] if wanted[1] else [])])
            raise ValueError(f"rule {code}: {find.__name__} has the wrong parameters: expected ({shown})")
        return Rule(
            code,
            find.__name__.replace("_", "-"),
            Severity(severity),
            default,
            find,
            trigger,
            any_encoding or name is not None,
            options,
        )

    return make
