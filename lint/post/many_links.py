"""Lists of many links in little memory: where each one is, and what of it the text does not show."""

from collections.abc import Iterable, Sequence
from typing import Any

from lint.post.links import Link
from lint.post.many import MANY, Item, Packed
from lint.post.markdown import MarkdownLink
from lint.primitives.source import Span


class _Shaped(Packed[Item]):
    """Places, each with a value that is mostly as written, and with a shape of which there are few.

    Parameters:
        text: the text that the places are in.
    """

    def __init__(self, text: str) -> None:
        super().__init__(7, len(text))
        self._text = text
        self._values: list[str] = [""]
        self._shapes: list[tuple[object, ...]] = []
        self._known: dict[tuple[object, ...], int] = {}

    def _packed(self, span: Span, whole: Span, written: str, value: str, *shape: object) -> tuple[int, ...]:
        number = self._known.setdefault(shape, len(self._shapes))
        if number == len(self._shapes):
            self._shapes.append(shape)
        text = self._text[span.start : span.end]
        return *span, *whole, self._differing(written, text), self._differing(value, written), number

    def _differing(self, value: str, expected: str) -> int:
        """Return the number of a value; 0 for the expected one."""
        if value == expected:
            return 0
        self._values.append(value)
        return len(self._values) - 1

    def _unpacked(self, start: int, end: int, written: int, value: int) -> tuple[str, str]:
        raw = self._values[written] if written else self._text[start:end]
        return raw, self._values[value] if value else raw


class PackedLinks(_Shaped[Link]):
    """Many links."""

    def _item(self, *numbers: int) -> Link:
        start, end, first, last, written, value, number = numbers
        shape: Any = self._shapes[number]
        element, attribute, kind, noscript, linked = shape
        raw, seen = self._unpacked(start, end, written, value)
        place, tag = Span(start, end), Span(first, last)
        return Link(element, attribute, kind, raw, seen, place, tag, noscript, linked)

    def _numbers(self, item: Link) -> tuple[int, ...]:
        element, attribute, kind, raw, value, span, tag, noscript, linked = item
        return self._packed(span, tag, raw, value, element, attribute, kind, noscript, linked)


class PackedMarkdownLinks(_Shaped[MarkdownLink]):
    """Many links of Markdown."""

    def _item(self, *numbers: int) -> MarkdownLink:
        start, end, first, last, written, value, number = numbers
        shape: Any = self._shapes[number]
        image, form = shape
        _, destination = self._unpacked(start, end, written, value)
        return MarkdownLink(image, form, destination, Span(start, end), Span(first, last))

    def _numbers(self, item: MarkdownLink) -> tuple[int, ...]:
        image, form, value, span, whole = item
        return self._packed(span, whole, self._text[span.start : span.end], value, image, form)


def packed_markdown(links: Iterable[MarkdownLink], text: str) -> PackedMarkdownLinks:
    """Return many links of Markdown in little memory."""
    packed = PackedMarkdownLinks(text)
    packed.extend(links)
    return packed


def packed_links(links: Iterable[Link], text: str) -> PackedLinks:
    """Return many links in little memory."""
    packed = PackedLinks(text)
    packed.extend(links)
    return packed


def extended(links: Sequence[Link], more: Iterable[Link], text: str) -> list[Link] | Packed[Link]:
    """Return links with more of them, packed if there are many; a list is changed."""
    found: list[Link] | Packed[Link] = links if isinstance(links, list | Packed) else list(links)
    if isinstance(found, list) and isinstance(more, list) and len(found) + len(more) < MANY:
        found += more
        return found
    for link in more:
        found.append(link)
        if len(found) >= MANY and isinstance(found, list):
            found = packed_links(found, text)
    return found
