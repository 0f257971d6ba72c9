"""A rule: a function with a manual, a code, a severity, and a trigger that decides when it is called."""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lint.primitives.fact import Fact, Wanted
from lint.primitives.finding import Issue, Severity, page_of
from lint.primitives.patterns import regex
from lint.rule.options import declared
from lint.rule.trigger import LinkClass, Needs, Pattern, Subject, Trigger, make_trigger

# Returns the facts of a document, which is any parameter's type to those who call it.
Collector = Callable[..., Iterable[Fact | Wanted]]
CODE = regex(r"[A-Z]{2,8}[0-9]{3}\Z")


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule.

    Parameters:
        code: its stable code, a family and three digits.
        name: its name in kebab case, which describes the defect.
        severity: the default severity of its findings.
        default: whether it runs without being selected.
        find: the function; yields the issues in what it looks at.
        trigger: when it is called, and with what.
        any_encoding: whether it also runs on files that are not UTF-8.
        options: the frozen dataclass of its options; `None` for none.
        collect: for a rule on the archive, what returns the facts of a document that it compares, or wants.
        among: the collectors of what the archive must have.
    """

    code: str
    name: str
    severity: Severity
    default: bool
    find: Callable[..., Iterable[Issue]]
    trigger: Trigger
    any_encoding: bool = False
    options: type | None = None
    collect: Collector | None = None
    among: tuple[Collector, ...] = ()

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
    def comparing(self) -> str:
        """The module of a rule on the archive, which compares posts; empty for other rules."""
        return self.find.__module__ if self.collect is not None else ""

    @property
    def kinds(self) -> str:
        """The names of its collectors, with spaces between them."""
        return " ".join(each.__name__ for each in (self.collect, *self.among) if each is not None)

    @property
    def wants(self) -> bool:
        """Whether it looks for what the archive must have."""
        return bool(self.among)

    @property
    def url(self) -> str:
        """The address of the rule's page."""
        return page_of(self.code)


def _check_archive(collect: object, wants: object, among: object) -> None:
    """Check the arguments of a rule on the archive; raise ValueError if they contradict each other."""
    if collect is not None and wants is not None:
        raise ValueError("expected collect or wants, not both")
    if (wants is None) == bool(among):
        raise ValueError("wants needs among, and among wants")


def rule(  # noqa: PLR0913 - an argument for each kind of trigger
    code: str,
    *,
    severity: Literal["error", "warning", "info"],
    default: bool = True,
    of: LinkClass | tuple[LinkClass, ...] | None = None,
    field: str | tuple[str, ...] | None = None,
    tags: tuple[str, ...] | None = None,
    match: Pattern | None = None,
    raw: Pattern | None = None,
    name: Pattern | None = None,
    text: Pattern | None = None,
    body: Pattern | None = None,
    in_text: Pattern | str | None = None,
    in_links: Pattern | str | None = None,
    any_encoding: bool = False,
    options: type | None = None,
    collect: Collector | None = None,
    wants: Collector | None = None,
    among: tuple[Collector, ...] = (),
) -> Callable[[Callable[..., Iterable[Issue]]], Rule]:
    r"""Make a rule from a function; its name becomes the rule's name, its docstring the manual.

    By default, the function has one parameter, `document`, and is called for every document. With one of
    these arguments, it is called only for what it looks at, and receives that:

    - `of="link"`: `(link, document)`, for every link that a reader can follow; `"image"` for images and other
      media, `"text"` for bare URLs in running text; or a tuple of these. URLs with template code are skipped.
    - `of=…, match=PATTERN`: `(match, link, document)`, if the URL matches, as a browser reads it.
    - `of=…, raw=PATTERN`: the same, for the URL as written in the file.
    - `field="date"`: `(field, document)`, for the field with a role, or with each of several roles.
    - `field=…, match=PATTERN`: `(match, field, document)`, if its value is a string that matches.
    - `tags=("img",)`: `(tag, document)`, for every start tag with one of these names.
    - `name=PATTERN`: `(match, document)`, if the file's name matches.
    - `text=PATTERN`: `(matches, document)`, if the file's text matches, with a sequence of all matches.
    - `body=PATTERN`: the same, in the body only.
    - `collect=COLLECTOR`: `(fact, others)`, for each fact of a post whose key other posts of the archive have
      too, with the facts of those. The collector receives a document, and yields each `Fact`; its name is
      their kind. It depends on nothing but the document, and the function on nothing but what it receives.
    - `wants=COLLECTOR, among=(COLLECTOR, …)`: `(wanted, found)`, for each `Wanted` that the first collector
      yields, if the archive has none of its places, or if it looks inside. Places are the keys of the facts
      of `among`; facts without a key say more about the post that has them.

    Patterns are searched; one that starts with `\A` is only tried at the start. `match.string` is the string
    that was searched. A text or body is searched only if it contains one of the literals that the pattern
    needs, as returned by `lint.rule.literals.needed`: write them plainly, without `re.IGNORECASE`, or every
    post pays.

    A rule may say what it needs, and then costs nothing where that is missing: `in_text=PATTERN` if the
    file's text matches wherever the rule reports anything; `in_links=PATTERN` if a link or image does, as
    written, as a browser reads it or resolved; `in_links="proxies"` if one goes through an image proxy.
    With both, one of them must match. By default, it is the pattern of `text`, `body` or `of`. All of them
    are searched at once, by RE2, without lookarounds, back-references and the edges of words. The text of a
    pattern will do, which is faster to import. A pattern that is too narrow loses findings: a run looks for
    those in one post of 500.

    A function whose first parameter is `suppression` looks at the comments that hide findings. Its second
    one, `document`, may be left out, so that known posts are not read again for it. A rule with options has a
    keyword-only parameter `options`.

    Parameters:
        code: letters and three digits, such as `KEEP001`.
        severity: the default severity of its findings.
        default: whether it runs without being selected.
        any_encoding: whether it also runs on files that are not UTF-8; a rule on names always does.
        options: a frozen dataclass whose fields are made by `lint.rule.option`.

    Raises:
        ValueError: when the code is malformed, the docstring is missing, arguments contradict each other, the
            function has other parameters, or an option has an unsupported type.
    """
    if not CODE.match(code):
        raise ValueError(f"code {code!r} is not valid; expected letters and three digits, such as FMT001")

    def make(find: Callable[..., Iterable[Issue]]) -> Rule:
        if not find.__doc__:
            raise ValueError(f"rule {code} has no docstring; expected the rule's manual")
        signature = inspect.signature(find).parameters
        names = [each.name for each in signature.values() if each.kind is not each.KEYWORD_ONLY]
        keywords = [each.name for each in signature.values() if each.kind is each.KEYWORD_ONLY]
        try:
            subject: Subject = "suppression" if names[:1] == ["suppression"] else "document"
            subject = "archive" if collect is not None else "wanted" if wants is not None else subject
            _check_archive(collect, wants, among)
            trigger = make_trigger(
                subject, of, field, tags, match=match, raw=raw, name=name, text=text, body=body,
                needs=Needs(in_text, in_links),
            )  # fmt: skip
            if names == ["suppression"] or subject in ("archive", "wanted"):
                trigger = trigger._replace(needs_document=False)
            if options is not None:
                declared(options)
        except ValueError as error:
            raise ValueError(f"rule {code}: {error}") from error
        wanted = [*trigger.parameters, *(["*", "options"] if options is not None else [])]
        if [*names, *(["*"] if keywords else []), *keywords] != wanted:
            shown = ", ".join(wanted)
            raise ValueError(f"rule {code}: {find.__name__} has the wrong parameters; expected ({shown})")
        kebab, anywhere = find.__name__.replace("_", "-"), any_encoding or name is not None
        facts = collect or wants
        return Rule(code, kebab, Severity(severity), default, find, trigger, anywhere, options, facts, among)

    return make
