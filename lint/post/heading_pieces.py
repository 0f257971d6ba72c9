"""The pieces of the texts of headings: text, code, addresses, tags, and notes."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from lint.archive.builders.headings import HeadingSyntax
from lint.post.kramdown_names import BLOCK_CONTENTS, BLOCKS, SPAN_CONTENTS, WITHOUT_BODY
from lint.primitives.patterns import regex

Piece = tuple[str, str]

_LABEL = regex(r"\[([^\[\]\n]{1,200})\]")
_DEFINITION = regex(r"^ {0,3}\[([^\[\]\n]{1,200})\]:[^\n]*", re.MULTILINE)
_TAG = regex(r"<(/?)([A-Za-z][^\s/<>]*+)[^<>\n]*?(/?)>")
_OPENED = regex(r"<([A-Za-z][^\s/<>]*+)")
_ENDINGS = ("text", "code", "alt")
_EMPHASIS = {"Emphasis": 1, "Strong": 2}
_AROUND = frozenset((*_EMPHASIS, "Strikethrough", "Link", "Image"))
_PARSED = SPAN_CONTENTS | BLOCK_CONTENTS


class Pieces(NamedTuple):
    """The pieces of one heading.

    Parameters:
        all: all of them.
        leading: without those after the first in emphasis, a link or an image.
    """

    all: list[Piece]
    leading: list[Piece]


def read_pieces(contents: Sequence[str], body: str, syntax: HeadingSyntax) -> tuple[list[Pieces], bool]:
    """Return the pieces of each heading's text, and whether one refers to a note.

    Parameters:
        contents: the texts of the headings as they are written.
        body: the body, which may define what the headings refer to.
    """
    if not contents:
        return [], False
    import pyromark  # only a page with links to its own headings needs it

    options = pyromark.Options.ENABLE_STRIKETHROUGH
    if syntax.smart:
        options |= pyromark.Options.ENABLE_SMART_PUNCTUATION
    if syntax.footnotes:
        options |= pyromark.Options.ENABLE_FOOTNOTES
    sources = [f"{each}\n===" if "\n" in each else f"# {_guarded(each)}" for each in contents]
    data = "\n\n".join([*sources, *_definitions(sources, body)]).encode("utf-8", "replace")
    readers: list[_Reader] = []
    notes: dict[str, int] = {}
    is_inside = False
    for event, reach in pyromark.events_with_range(data.decode(), options=options):
        kind, detail = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        name = next(iter(detail)) if isinstance(detail, dict) else detail
        start, end = reach["start"], reach["end"]
        if kind in ("Start", "End") and name == "Heading":
            is_inside = kind == "Start"
            if is_inside and len(readers) < len(contents):
                content_end = start + len(f"# {contents[len(readers)]}".encode("utf-8", "replace"))
                readers.append(_Reader(data, content_end, notes, is_kramdown=syntax.blocks == "kramdown"))
        elif is_inside:
            readers[-1].read(kind, name, detail, start, end)
    return [reader.pieces for reader in readers], bool(notes)


class _Reader:
    """Reads the events inside one heading, which ends at `end` in the data of all headings."""

    def __init__(self, data: bytes, end: int, notes: dict[str, int], *, is_kramdown: bool) -> None:
        self.pieces = Pieces([], [])
        self._data = data
        self._end = end
        self._notes = notes
        self._is_kramdown = is_kramdown
        self._open: list[str] = []
        self._first: list[str] = []  # what each of these began with: `nothing`, `text`, or it is `over`
        self._is_url = False
        self._tags: list[str] = []  # the elements that are open
        self._raw_until = 0

    def read(self, kind: str, name: Any, detail: Any, start: int, end: int) -> None:  # noqa: ANN401
        """Read an event of pyromark with its place in the data."""
        if start < self._raw_until:
            return
        if kind in ("Start", "End") and name in _AROUND:
            self._read_span(name, detail, start, is_start=kind == "Start")
            return
        raw = self._data[start : min(end, self._end)]
        piece = _piece(kind, detail, raw, self._notes)
        if piece is None:
            return
        part, text = piece
        if part == "html" and self._is_kramdown:
            self._read_tag(text, end)
            return
        if "Image" in self._open and part in _ENDINGS:
            part = "alt"
        elif self._is_url and part == "text":
            part = "url"
        is_plain = kind == "Text" and (text == raw.decode() or part == "entity")  # and no typographic sign
        self._add(part, text, is_plain=is_plain)

    def _read_span(self, name: str, detail: Any, start: int, *, is_start: bool) -> None:  # noqa: ANN401
        if not is_start:
            self._open.pop()
            self._first.pop()
        if name == "Link":
            self._is_url = isinstance(detail, dict) and detail["Link"]["link_type"] in ("Autolink", "Email")
        if self._is_kramdown and name in _EMPHASIS and name in self._open:
            # kramdown leaves `__init__` in `**__init__**` as it is.
            self._add("text", self._data[start : start + _EMPHASIS[name]].decode())
        if is_start:
            is_leading = self._is_leading("span", is_plain=False)
            self._open.append(name)
            self._first.append("nothing" if is_leading else "over")

    def _read_tag(self, tag: str, end: int) -> None:
        """Read a tag as kramdown does: what is in an element that it does not know is not Markdown."""
        match = _TAG.match(tag)
        name = match[2].lower() if match is not None else ""
        if match is None or match[3] or name in WITHOUT_BODY:
            self._add("html", tag)
        elif match[1]:
            self._add("html" if name in self._tags else "text", tag)
        elif name in BLOCKS:
            self._add("text", tag)
        elif name in _PARSED:
            self._tags.append(name)
            self._add("html", tag)
        else:
            closing = f"</{match[2]}>".encode()
            found = self._data.find(closing, end, self._end)
            inside = self._data[end : found if found >= 0 else self._end].decode("utf-8", "replace")
            self._raw_until = found + len(closing) if found >= 0 else self._end
            self._add("code", _without_tags(inside))

    def _add(self, part: str, text: str, *, is_plain: bool = False) -> None:
        self.pieces.all.append((part, text))
        if self._is_leading(part, is_plain=is_plain):
            self.pieces.leading.append((part, text))

    def _is_leading(self, part: str, *, is_plain: bool) -> bool:
        if not self._first:
            return True
        first = self._first[-1]
        self._first[-1] = "text" if is_plain and first != "over" else "over"
        return first == "nothing" or (first == "text" and (is_plain or part == "break"))


def _without_tags(inside: str) -> str:
    """Return what is in an element that kramdown does not know without the tags that are no text."""
    opened = sorted(set(_OPENED.findall(inside)))

    def shown(tag: re.Match[str]) -> str:
        name = tag[2]
        at = bisect_left(opened, name)
        is_opened = at < len(opened) and opened[at].startswith(name)
        return tag[0] if name.lower() in BLOCKS or (tag[1] and not is_opened) else ""

    return _TAG.sub(shown, inside)


def _guarded(content: str) -> str:
    """Return text that keeps its last `#`, which would be read as the closing of the heading."""
    return content + " #" if content.endswith("#") else content


def _piece(kind: str, detail: Any, raw: bytes, notes: dict[str, int]) -> Piece | None:  # noqa: ANN401
    if kind == "Text":
        return ("entity", raw.decode()) if raw[:1] == b"&" and raw != b"&" else ("text", detail)
    if kind == "Code":
        return "code", detail
    if kind == "InlineHtml":
        return "comment" if detail.startswith("<!--") else "html", detail
    if kind == "FootnoteReference":
        return "footnote", str(notes.setdefault(detail, len(notes) + 1))
    return ("break", "\n") if kind in ("SoftBreak", "HardBreak") else None


def _definitions(sources: Sequence[str], body: str) -> Iterator[str]:
    """Yield the definitions of references and notes that the headings refer to."""
    labels = {label.casefold() for source in sources for label in _LABEL.findall(source)}
    if labels:
        for match in _DEFINITION.finditer(body):
            if match[1].casefold() in labels:
                yield match[0]
