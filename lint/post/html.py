"""HTML tags with exact places, found by a scan that follows the WHATWG tokenizer.

https://html.spec.whatwg.org/multipage/parsing.html#tokenization. The patterns are possessive and every
alternative continues to `>` or to the end, so each character is read once and the scan is always linear.
Comments, raw text elements (`script`, `style`, `textarea`…) and places that the caller masks, such as
Markdown code, contain no tags.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from html.entities import html5
from typing import NamedTuple

from lint.post.many import MANY, Packed, PackedSpans
from lint.primitives.patterns import regex
from lint.primitives.source import Span

_WS = r"\t\n\f\r "
_VALUE = rf"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^{_WS}>]*+)"""
_ATTRIBUTES = rf"(?:[{_WS}/]++|[^{_WS}/>][^{_WS}/>=]*+(?:[{_WS}]*+=[{_WS}]*+{_VALUE})?+)*+"
_TOKEN = regex(
    rf"<(?:(/?[a-zA-Z][^{_WS}/>]*+){_ATTRIBUTES}(?:(>)|\Z)"
    r"|!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|[!?][^>]*+(?:>|\Z)"
    r"|/(?!\Z)[^>]*+(?:>|\Z))",
    re.DOTALL,
)
_ATTRIBUTE = regex(
    rf"[{_WS}/]*+([^{_WS}/>][^{_WS}/>=]*+)"
    rf"""(?:[{_WS}]*+=[{_WS}]*+(?:"([^"]*+)"?+|'([^']*+)'?+|([^{_WS}>]*+)))?+"""
)
RAW_TEXT = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
_RAW_END = {name: regex(rf"</{name}(?=[{_WS}/>])", re.IGNORECASE) for name in RAW_TEXT}
_QUOTES = ("", "", '"', "'", "")  # by the group that has the value
_ENTITY = regex(r"&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[a-zA-Z][a-zA-Z0-9]*;?)")
_LONGEST_ENTITY = 32


class Tag(NamedTuple):
    """One start or end tag.

    Parameters:
        name: its name in lower case.
        closing: whether it is an end tag.
        span: the whole tag.
        attributes: the place of its attributes, between the name and the `>`.
    """

    name: str
    closing: bool
    span: Span
    attributes: Span


class PackedTags(Packed[Tag]):
    """Many tags.

    Parameters:
        largest: an offset that none is beyond.
    """

    def __init__(self, largest: int) -> None:
        super().__init__(5, largest)
        self._names: list[str] = []
        self._known: dict[str, int] = {}

    def _item(self, *numbers: int) -> Tag:
        name, start, end, first, last = numbers
        return Tag(self._names[name >> 1], bool(name & 1), Span(start, end), Span(first, last))

    def _numbers(self, item: Tag) -> tuple[int, ...]:
        name = self._known.setdefault(item.name, len(self._known))
        if name == len(self._names):
            self._names.append(item.name)
        return name << 1 | item.closing, *item.span, *item.attributes


class Attribute(NamedTuple):
    """One attribute: its name in lower case, its value's place without quotes, and the quote, if any."""

    name: str
    name_span: Span
    span: Span
    quote: str


class Scan(NamedTuple):
    """The result of a scan.

    Parameters:
        tags: the tags, in order.
        covered: the places of tags, comments and raw text, in order, disjoint; everything else is text.
        raw_texts: the contents of raw text elements, each with the element's name.
        unfinished: the offset of a tag that never ends and swallows the rest; `None` without one.
    """

    tags: Sequence[Tag]
    covered: Sequence[Span]
    raw_texts: list[tuple[str, Span]]
    unfinished: int | None


def scan(text: str, span: Span, masked: Sequence[Span] = (), *, self_closing: bool = False) -> Scan:
    """Find the tags in `text[span]`, but not in `masked` places, which are in order and disjoint.

    Parameters:
        self_closing: whether `/>` closes an element such as `<iframe … />`, as in JSX and Vue.
    """
    tags: list[Tag] | PackedTags = []
    covered: list[Span] | PackedSpans = []
    raw_texts: list[tuple[str, Span]] = []
    new = tuple.__new__  # much faster than `Span(…)`, and half of all calls are here
    position, end = span
    masks = iter(masked)
    mask = next(masks, None)
    matches: Iterable[re.Match[str]]
    while position < end:
        if mask is None:
            matches = _TOKEN.finditer(text, position, end)
        else:
            # A search comes before the match, so that masked text is never read to its end.
            start = text.find("<", position, end)
            if start < 0:
                break
            while mask is not None and mask.end <= start:
                mask = next(masks, None)
            if mask is None:
                continue
            if mask.start <= start:
                position = mask.end
                continue
            position = start + 1
            matches = filter(None, (_TOKEN.match(text, start, end),))
        for match in matches:
            start, position = match.span()
            if match.lastindex == 1:  # it never ends
                return Scan(tags, covered, raw_texts, start)
            place = new(Span, (start, position))
            covered.append(place)
            if match.lastindex is None:  # a comment or the like
                continue
            name = match[1]
            inner = new(Span, (start + 1 + len(name), position - 1))
            closing = name[0] == "/"
            name = name[1:].lower() if closing else name.lower()
            tags.append(new(Tag, (name, closing, place, inner)))
            if len(tags) == MANY:
                tags, covered = _packed(tags, covered, end)
            if name in _RAW_END and not closing and not (self_closing and text[position - 2] == "/"):
                found = _RAW_END[name].search(text, position, end)
                place = Span(position, found.start() if found else end)
                raw_texts.append((name, place))
                covered.append(place)
                position = place.end
                break
        else:
            if mask is None:
                break
    return Scan(tags, covered, raw_texts, None)


def _packed(tags: Iterable[Tag], covered: Iterable[Span], end: int) -> tuple[PackedTags, PackedSpans]:
    packed, places = PackedTags(end), PackedSpans(end)
    packed.extend(tags)
    places.extend(covered)
    return packed, places


def values(text: str, place: Span) -> Iterator[tuple[str, int, int]]:
    """Yield the name of each attribute in lower case, and where its value begins and ends.

    As `attributes`, in half of the time, for what looks at every attribute of a post.
    """
    for match in _ATTRIBUTE.finditer(text, *place):
        group = match.lastindex
        if group == 1:
            yield match[1].lower(), match.end(1), match.end(1)
        else:
            yield match[1].lower(), *match.span(group or 1)


def attributes(text: str, tag: Tag) -> Iterator[Attribute]:
    """Yield the attributes of a tag, in order; browsers use the first of repeated names."""
    new = tuple.__new__  # as in `scan`
    for match in _ATTRIBUTE.finditer(text, *tag.attributes):
        group = match.lastindex or 1
        name = match.span(1)
        place = match.span(group) if group > 1 else (name[1], name[1])
        yield new(Attribute, (match[1].lower(), new(Span, name), new(Span, place), _QUOTES[group]))


def unescape(raw: str) -> str:
    """Decode the character references in an attribute's value as a browser does.

    A name without a semicolon is kept before `=`, a letter or a digit, so that `?a=1&copy=2` keeps its
    parameter (WHATWG HTML, section 13.2.5.73).
    """
    return _ENTITY.sub(_character, raw) if "&" in raw else raw


def _character(match: re.Match[str]) -> str:
    reference = match.group()[1:]
    if reference[0] == "#":
        return _number(reference[1:].rstrip(";"))
    if reference[-1] == ";" and reference in html5:
        return html5[reference]
    for length in range(min(len(reference), _LONGEST_ENTITY), 1, -1):
        name = reference[:length]
        if name in html5:
            after = reference[length : length + 1] or match.string[match.end() : match.end() + 1]
            if after == "=" or (after.isascii() and after.isalnum()):
                break
            return html5[name] + reference[length:]
    return match.group()


# Numeric references to controls mean Windows-1252 characters (WHATWG HTML, section 13.2.5.80).
_WINDOWS = dict(zip(range(0x80, 0xA0), bytes(range(0x80, 0xA0)).decode("cp1252", "replace"), strict=True))


def _number(digits: str) -> str:
    code = int(digits[1:13], 16) if digits[:1] in ("x", "X") else int(digits[:12])
    if code == 0 or code > sys.maxunicode or 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - surrogates
        return "\ufffd"
    character = _WINDOWS.get(code, "\ufffd")
    return character if character != "\ufffd" else chr(code)
