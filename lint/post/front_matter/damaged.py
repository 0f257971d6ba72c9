"""A front matter that people see and the site's builder does not find, and why."""

import re
from collections.abc import Sequence

from lint.post.front_matter.fences import AnyFences, DefectKind, FenceDefect, Fences, Located
from lint.post.front_matter.syntaxes import SYNTAXES, Syntax
from lint.primitives.patterns import regex
from lint.primitives.source import BOM, Span

_TRAILING_TEXT = regex(r"---[ \t]+(?!-)(\S[^\r\n]*+)(?:\r\n|\n|\r)(?=[^\s:#\-][^\r\n:]*:(?:\s|\Z))")
# A line break of two characters is read as one more empty line.
_EMPTY_LINES = r"(?:[ \t]*+(?:#[^\r\n]*+)?[\r\n])*"
_KEY_LINES = {
    "yaml": re.compile(_EMPTY_LINES + r"[A-Za-z_][\w\- ]*+:(?:[ \t]|[\r\n]|\Z)"),
    "toml": re.compile(_EMPTY_LINES + r"(?:\[|[\w\-.\"]++[ \t]*=)"),
}
_OPENED = regex(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")


def locate(text: str, syntax: Syntax) -> tuple[Located, Sequence[FenceDefect]] | None:
    """Return what looks like a front matter, with the reasons why a builder's syntax does not find it."""
    any_syntax = SYNTAXES["any"]
    located = any_syntax.locate(text)
    if located is None:
        return (
            _trailing_text(text, any_syntax.start(text)) or _unterminated(text, syntax) or _mark(text, syntax)
        )
    fences = [each for each in syntax.fences if each.format == located.format]
    if text[located.fence.start] == ";":
        fences = [each for each in fences if isinstance(each, Fences)]
    if not fences:
        return located, (FenceDefect("format", located.fence),)
    return located, _before(text, located.fence.start, syntax) or defects_of(text, located, fences)


def defects_of(text: str, located: Located, fences: Sequence[AnyFences]) -> Sequence[FenceDefect]:
    """Return what is wrong with the fences of a front matter, of which a builder wants others."""
    start = located.fence.start
    opening = next((each for each in fences if isinstance(each, Fences)), None)
    if opening is not None and re.match(opening.opening, text[start : located.content.start + 1]) is None:
        line = Span(start, start + len(text[start : located.content.start].rstrip("\r\n")))
        return (FenceDefect("opening", line),)
    end = text.find("\n", located.content.end)
    closing = text[located.content.end : end if end >= 0 else len(text)].rstrip()
    if closing == "...":
        return (FenceDefect("dots", Span(located.content.end, located.content.end + len(closing))),)
    return (FenceDefect("unterminated", located.fence),)


def _before(text: str, start: int, syntax: Syntax) -> Sequence[FenceDefect]:
    """Return what comes before the fence and may not."""
    allowed = syntax.start(text)
    if allowed >= start:
        return ()
    if text.startswith(BOM) and allowed == 0:
        return (FenceDefect("bom", Span(0, 1)),)
    return (FenceDefect("blank", Span(allowed, start)),)


def _trailing_text(text: str, start: int) -> tuple[Located, Sequence[FenceDefect]] | None:
    match = _TRAILING_TEXT.match(text, start)
    if match is None:
        return None
    yaml = SYNTAXES["any"].fences[0]
    # As if the text after the fence were not there.
    located = yaml.locate("---" + "\n" + text[match.end() :], 0)
    if located is None:
        return None
    shift = match.end() - 4
    content = Span(located.content.start + shift, located.content.end + shift)
    trailing = Span(match.start(1), match.start(1) + len(match.group(1).rstrip()))
    fence = Span(start, start + 3)
    return Located("yaml", fence, content, located.body + shift), (FenceDefect("trailing-text", trailing),)


def _unterminated(text: str, syntax: Syntax) -> tuple[Located, Sequence[FenceDefect]] | None:
    start = SYNTAXES["any"].start(text)
    opened = _OPENED.match(text, start)
    if opened is None:
        return None
    format_ = "toml" if opened[1] == "+++" else "yaml"
    if not _KEY_LINES[format_].match(text, opened.end()):
        return None
    fence, nothing = Span(start, start + 3), Span(opened.end(), opened.end())
    defects = _before(text, start, syntax)
    if not any(fences.format == format_ for fences in syntax.fences):
        defects = (FenceDefect("format", fence),)
    return Located("other", fence, nothing, opened.end()), defects or (FenceDefect("unterminated", fence),)


def _mark(text: str, syntax: Syntax) -> tuple[Located, Sequence[FenceDefect]] | None:
    """Return the beginning of a text that a builder takes for a fence, as Hugo does with a list."""
    start = syntax.start(text)
    if not syntax.marks or text[start : start + 1] not in tuple(syntax.marks):
        return None
    mark = Span(start, start + 1)
    kind: DefectKind = "unterminated" if text.startswith(("---", "+++"), start) else "mark"
    return Located("other", mark, Span(start, start), start), (FenceDefect(kind, mark),)


def is_certain(text: str, located: Located) -> bool:
    """Return whether the first line shows that a front matter is meant, even if it does not parse."""
    line = _KEY_LINES.get(located.format)
    return located.format == "other" or (
        line is not None and line.match(text, located.content.start) is not None
    )


def unknown_language(text: str, located: Located, engines: frozenset[str]) -> Span | None:
    """Return the place of the language after a fence, as in `---toml`, if the builder cannot read it."""
    word = located.language
    if not word or word.lower() in engines:
        return None
    # gray-matter ignores the language of an empty front matter.
    if not re.sub(r"^\s*#[^\n]+", "", text[slice(*located.content)], flags=re.MULTILINE).strip():
        return None
    start = text.index(word, located.fence.start)
    return Span(start, start + len(word))
