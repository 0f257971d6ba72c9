"""Blocks of kramdown by their text, for a process that reads the same post after each change.

Where no block is open, at the beginning of a line, what comes next is read alike wherever it is, up to where
again none is open. Only the lists' items that are open decide on it, and an option.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lint.post.kramdown_spans import Definition
from lint.post.many import PlaceList
from lint.post.stretches import LONGEST, Stretches, moved, several
from lint.primitives.source import Span

# The open items, the option, and the first lines.
_Key = tuple[tuple[int, ...], bool, str]
# How many blocks with the same first lines are kept.
_SAME = 8


class Known(NamedTuple):
    """What was read from an offset on.

    Parameters:
        size: how many characters were read.
        rest: the text after the first lines.
        texts: the places of running text, from the offset.
        lists: those in each of the other lists, each as one number; empty if there are none.
        items: the items that are open after it.
        definitions: each label with the places of its destination and of the whole, from the offset.
    """

    size: int
    rest: str
    texts: list[tuple[int, int]]
    lists: tuple[list[int], ...]
    items: tuple[int, ...]
    definitions: list[tuple[str, Span, Span]]


class _Begun(NamedTuple):
    """What is being read: from where to where at least, its key, and what was in the lists before."""

    start: int
    stop: int
    key: _Key
    counts: tuple[int, ...]


class KnownBlocks:
    """Passes over blocks that were read before, and keeps those that were not.

    Parameters:
        kept: what was read before.
        text: the whole text.
        end: the end of the body.
        texts: the places of running text, to which those of known blocks are added.
        lists: lists of other places.
        definitions: the definitions by label.

    Attributes:
        is_tied: whether what is being read has something to do with what is elsewhere.
        groups: the texts in a row that are read alike wherever they are: the numbers of the first one and of
            the one after the last, and the place of their blocks.
    """

    def __init__(
        self,
        kept: Stretches[list[Known]],
        text: str,
        end: int,
        texts: list[tuple[int, int, int]],
        lists: Sequence[PlaceList],
        definitions: dict[str, Definition],
    ) -> None:
        self._kept = kept
        self._text = text
        self._end = end
        self._texts = texts
        self._lists = lists
        self._empty_line = "\n\r\n" if "\r\n" in text else "\n\n"
        self._definitions = definitions
        self._defined: list[str] = []
        self.groups: list[tuple[int, int, int, int]] = []
        self._begun: _Begun | None = None
        self.is_tied = False

    def after(self, position: int, items: list[int], *, parses_html: bool) -> tuple[int, list[int]]:
        """Keep what was read before an offset where no block is open; return where unknown text begins.

        The items that are open there are returned, too.
        """
        kept, text = self._kept, self._text
        if self._begun is not None:
            if position < self._begun.stop or text[position - 1] != "\n":
                return position, items
            self._keep(self._begun, position, items)
            self._begun = None
        while 0 < position < self._end and text[position] != "\n" and text[position - 1] == "\n":
            stop = self._stop(position)
            if stop < 0:
                break
            key = (tuple(items), parses_html, text[position:stop])
            for found in kept.get(key) or ():
                if text.startswith(found.rest, stop):
                    break
            else:
                self._begun = _Begun(position, stop, key, self._counts())
                self.is_tied = False
                self._defined = []
                break
            self._add(found, position)
            items = list(found.items)
            position = stop + len(found.rest)
        return position, items

    def define(self, label: str, end: int) -> None:
        """Note that a reference was defined; it may go on in the next line, if that is elsewhere."""
        self._defined.append(label)
        if self._begun is not None and end >= self._begun.stop:
            self.is_tied = True

    def _stop(self, position: int) -> int:
        """Return where blocks that begin at an offset may end; -1 if that cannot be told.

        Nothing goes on after an empty line, nor after a line that begins with a tag, but for what says how it
        ends.
        """
        limit = min(position + LONGEST, self._end)
        if self._text[position] == "<":
            return several(self._text, position, limit, "\n", "<")
        return several(self._text, position, limit, self._empty_line)

    def _counts(self) -> tuple[int, ...]:
        return (len(self._texts), *map(len, self._lists))

    def _add(self, found: Known, at: int) -> None:
        if found.texts:
            first = len(self._texts)
            self._texts.extend([(start + at, end + at, -1) for start, end in found.texts])
            self.groups.append((first, len(self._texts), at, at + found.size))
        if found.lists:
            for places, more in zip(self._lists, found.lists, strict=True):
                if more:
                    places.extend(moved(more, at))
        for label, (start, end), (first, last) in found.definitions:
            self._definitions[label] = Definition(Span(start + at, end + at), Span(first + at, last + at))

    def _keep(self, begun: _Begun, end: int, items: list[int]) -> None:
        start, stop, key, (first, *counts) = begun
        # What goes on to the end may go on further in another text.
        if self.is_tied or end == self._end or end - start > LONGEST or self._text[end - 1] != "\n":
            return
        found = Known(
            end - start,
            self._text[stop:end],
            [(at - start, to - start) for at, to, _ in self._texts[first:]],
            tuple(moved(each[count:], -start) for each, count in zip(self._lists, counts, strict=True)),
            tuple(items),
            [self._definition(label, start) for label in self._defined],
        )
        if found.texts:
            self.groups.append((first, len(self._texts), start, end))
        if not any(found.lists):
            found = found._replace(lists=())
        others = self._kept.get(key) or []
        self._kept.put(key, [found, *others[: _SAME - 1]], end - start)

    def _definition(self, label: str, start: int) -> tuple[str, Span, Span]:
        """Return a definition, whose places are from an offset on."""
        (at, to), (first, last) = self._definitions[label]
        return label, Span(at - start, to - start), Span(first - start, last - start)
