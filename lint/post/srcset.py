"""The candidates of a `srcset`, by the WHATWG algorithm.

https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute: a URL extends to the next
whitespace, so commas inside it belong to it; only commas at its end separate candidates. A browser drops a
candidate whose descriptors are not valid.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lint.post.many import MANY, PackedSpans, packed
from lint.primitives.patterns import regex
from lint.primitives.source import Span

_WS = r"\t\n\f\r "
_BEFORE = regex(rf"[{_WS},]*+")
_URL = regex(rf"[^{_WS}]++")
# Parentheses, which no descriptor has yet, may contain spaces and commas.
_DESCRIPTOR = regex(rf"(?:\([^)]*+(?:\)|\Z)|[^{_WS},(])+")
_SPACES = regex(rf"[{_WS}]*+")
# One of so many is wrong, whichever they are: there are three kinds, and none may be repeated.
_JUDGED = 4
_USUAL = regex(r"[1-9][0-9]*w")
# One URL, or several with widths, and no comma in a URL: as nearly all are.
_REGULAR = regex(rf"[{_WS}]*(?:[^{_WS},]++(?:[{_WS}]*\Z| [1-9][0-9]*w(?:,[{_WS}]+|[{_WS}]*\Z)))+")
_WIDTH = regex(r"[0-9]++w")
_HEIGHT = regex(r"[0-9]++h")
_DENSITY = regex(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?x")


class Candidate(NamedTuple):
    """One candidate of a `srcset`.

    Parameters:
        url: the place of its URL.
        descriptors: the places of its descriptors.
        problem: why a browser drops it; empty if it does not.
        size: its width or density: `320w`, `2x`; empty without one.
    """

    url: Span
    descriptors: Sequence[Span]
    problem: str
    size: str

    @property
    def span(self) -> Span:
        """The place of the candidate, from its URL to its last descriptor."""
        return Span(self.url.start, self.descriptors[-1].end if self.descriptors else self.url.end)


def is_regular(text: str, span: Span) -> bool:
    """Return whether each candidate in `text[span]` is plainly a URL, alone or with a width."""
    return _REGULAR.fullmatch(text, *span) is not None


def candidates(text: str, span: Span) -> Iterator[Candidate]:
    """Yield the candidates in `text[span]`, also those that a browser drops."""
    position, end = span
    while True:
        position = _end(_BEFORE, text, position, end)
        match = _URL.match(text, position, end)
        if match is None:
            return
        start, position = match.span()
        url = match.group().rstrip(",")
        descriptors: list[Span] | PackedSpans = []
        if len(url) == position - start:
            position = _end(_SPACES, text, position, end)
            while (found := _DESCRIPTOR.match(text, position, end)) is not None:
                descriptors.append(Span(*found.span()))
                if len(descriptors) == MANY and isinstance(descriptors, list):
                    descriptors = packed(descriptors)
                position = _end(_SPACES, text, found.end(), end)
        if url:
            problem, size = _judge([text[at.start : at.end] for at in descriptors[:_JUDGED]])
            yield Candidate(Span(start, start + len(url)), descriptors, problem, size)


def _end(pattern: re.Pattern[str], text: str, position: int, end: int) -> int:
    match = pattern.match(text, position, end)
    return match.end() if match is not None else position


def _judge(descriptors: Sequence[str]) -> tuple[str, str]:
    """Return why a browser drops a candidate with these descriptors, if it does, and its width or density."""
    if not descriptors:
        return "", ""
    if len(descriptors) == 1 and _USUAL.fullmatch(descriptors[0]) is not None:
        return "", descriptors[0]
    found: dict[str, str] = {}
    for each in descriptors:
        unit = each[-1]
        pattern = {"w": _WIDTH, "h": _HEIGHT, "x": _DENSITY}.get(unit)
        if pattern is None or pattern.fullmatch(each) is None:
            return f"{each!r} is not a width or a density", ""
        if (unit != "x" and not each[:-1].strip("0")) or (unit == "x" and float(each[:-1]) < 0):
            return f"{each!r} is not positive", ""
        if unit in found or (found and "x" in (unit, *found)):
            return f"it has both {next(iter(found.values()))!r} and {each!r}", ""
        found[unit] = each
    if "h" in found and "w" not in found:
        return f"it has the height {found['h']!r} without a width", ""
    return "", found.get("w", found.get("x", ""))
