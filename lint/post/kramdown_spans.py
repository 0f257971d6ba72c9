"""The running text of kramdown and Python-Markdown: links, images, code, and references.

https://github.com/gettalong/kramdown/tree/master/lib/kramdown/parser/kramdown: link.rb, codespan.rb, html.rb.
Each part of the text is read once: what is not closed is not looked for again.
"""

import re
import sys
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from lint.post.backticks import Backticks
from lint.post.html import unescape
from lint.post.kramdown_destinations import Destinations
from lint.post.kramdown_names import BLOCK_CONTENTS, BLOCKS, SPAN_CONTENTS, WITHOUT_BODY
from lint.post.kramdown_search import Search
from lint.post.kramdown_tags import NAME, kramdown_tag
from lint.post.many import MANY, Packed, PlaceList
from lint.post.markdown import MarkdownLink
from lint.post.stretches import AFTER, BEFORE, LONGEST, NOTHING, Found, Stretches, known, moved
from lint.primitives.patterns import regex
from lint.primitives.source import Span

# The Markdown goes on after these tags.
_READ_ON = BLOCKS | BLOCK_CONTENTS | SPAN_CONTENTS | WITHOUT_BODY
_TOKEN = regex(
    r"\\[\\.*_+`<>()\[\]{}#!:|\"'$=\-~]|(?P<code>`+)|(?P<open>!?\[)|(?P<close>\])|(?P<less><)|(?P<math>\$\$)|(?P<extension>\{:)"
)
# https://github.com/Python-Markdown/markdown/blob/master/markdown/inlinepatterns.py
_ANY_TAG = regex(r"</?[a-zA-Z][^<>@ ]*+(?: [^<>]*+)?>")
_END_TAG = regex(rf"</(?:{NAME})\s*>")
_AUTOLINK = regex(r"<(?:(?:mailto|https?|ftps?):[^>\n]++|[\w.-]++@[\w.-]++)>")
_ANY_AUTOLINK = regex(r"<(?:(?:https?|ftps?)://[^<>]*+|[^<>@ !]++@[^@<> ]++)>", re.IGNORECASE)
_FOOTNOTE = regex(r"\[\^([^\]\n]*+)\]")
_EXTENSION = regex(r"\{::(comment|nomarkdown)(?:\s[^}]*+)?\}")
_BEGINS_EXTENSION = regex(r"\{::(?:comment|nomarkdown)[\s}]")
_ATTRIBUTES = regex(r"\{:[^}]++\}")
_LABEL = regex(r"\s*+\[([^\]]*+)\]", re.ASCII)
_ESCAPED = regex(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=\-])")
_LONGEST_LABEL = 1000
_SPACE = regex(r"\s+")


class Definition(NamedTuple):
    """A definition of a reference: the places of its destination and of the whole."""

    destination: Span
    whole: Span


class Spans:
    """Reads stretches of running text.

    Parameters:
        text: the whole text.
        definitions: the definitions by normalised label.
        footnotes: the labels of all footnotes.
        is_python: whether it is Python-Markdown, which knows fewer elements and signs.

    Attributes:
        links: the links and images that were found, without those to definitions.
        references: the places of the links and images to definitions.
        used: the labels of definitions that are used, and whether only by images.
        referred: the footnotes that are referred to.
        code: the places of code and formulas.
        less_than: the places of `<` that begin no tag.
    """

    def __init__(
        self, text: str, definitions: dict[str, Definition], footnotes: frozenset[str], *, is_python: bool
    ) -> None:
        self._is_python = is_python
        self._text = text
        self._definitions = definitions
        self._footnotes = footnotes
        self._longest_note = max(map(len, footnotes), default=0)
        self._end = 0
        self._search = Search(text, 0)
        self._backticks: Backticks | None = None
        self._destinations = Destinations(text, 0, self._search, is_python=is_python)
        # What is found in a stretch, by its end. The value of a link of the form `reference` is a label.
        self._found: list[MarkdownLink] | Packed[MarkdownLink] = []
        self._opened = array("Q")
        self._stretches: Stretches[Found] | None = known((is_python, frozenset(definitions), footnotes))
        self._is_tied = False  # whether a stretch has something to do with others
        self._known: set[str] = set()
        self.links: list[MarkdownLink] | Packed[MarkdownLink] = []
        self.used: dict[str, bool] = {}
        self.references = PlaceList("Q")
        self.referred: list[str] = []
        self.code = PlaceList("Q")
        self.less_than = PlaceList("Q")

    def recall(self, start: int, end: int, *, of_blocks: bool = False) -> bool:
        """Add what is known to be in a stretch; return whether that is known.

        Parameters:
            of_blocks: whether it is the place of some blocks in a row, of whose texts it is known.
        """
        if self._stretches is None or start < BEFORE:
            return False
        found = self._stretches.get(self._key(start, end, of_blocks))
        if found is None:
            return False
        if found is not NOTHING:
            for link in found.links_at(start):
                self._add(link)
            if found.code:
                self.code.extend(moved(found.code, start))
            if found.less_than:
                self.less_than.extend(moved(found.less_than, start))
        return True

    def begin(self) -> tuple[int, int, int]:
        """Begin to read what will be kept."""
        self._is_tied = False
        return len(self.links), len(self.code), len(self.less_than)

    def keep(self, start: int, end: int, begun: tuple[int, int, int], *, of_blocks: bool = False) -> bool:
        """Keep what was found since `begin`; return whether it has nothing to do with what is elsewhere.

        Parameters:
            of_blocks: as for `recall`; each of the texts has nothing to do with what is elsewhere.
        """
        is_free = of_blocks or not self._is_tied
        if self._stretches is not None and is_free and start >= BEFORE and end - start <= LONGEST:
            links, code, less_than = begun
            lists = self.links[links:], self.code[code:], self.less_than[less_than:]
            found = Found.of(*lists, start) if any(lists) else NOTHING
            self._stretches.put(self._key(start, end, of_blocks), found, end - start)
        return is_free

    def _key(self, start: int, end: int, of_blocks: bool) -> tuple[int, bool, str]:  # noqa: FBT001 - the key of a table
        return end - start, of_blocks, self._text[start - BEFORE : end + AFTER]

    def read(self, start: int, end: int) -> None:
        """Read one stretch of text, such as a paragraph."""
        text = self._text
        self._end = end
        self._search = Search(text, end)
        self._backticks = None
        self._destinations = Destinations(text, end, self._search, is_python=self._is_python)
        self._found = []
        del self._opened[:]
        position = start
        while (match := _TOKEN.search(text, position, end)) is not None:
            position = self._token(match)
        self._keep()

    def _keep(self) -> None:
        """Add what was found in a stretch, without the links in other links."""
        for link, kept in zip(self._found, _outermost(self._found), strict=True):
            if not kept:
                continue
            if link.form == "reference":
                self._is_tied = True
                self.references.add(*link.whole)
                self.used[link.value] = self.used.get(link.value, True) and link.image
            else:
                self._add(link)
        self._found = []

    def _add(self, link: MarkdownLink) -> None:
        self.links.append(link)
        if len(self.links) == MANY:
            self.links = self._packed(self.links)

    def _packed(self, links: list[MarkdownLink] | Packed[MarkdownLink]) -> Packed[MarkdownLink]:
        from lint.post.many_links import packed_markdown  # few posts have so many

        return packed_markdown(links, self._text)

    def _token(self, match: re.Match[str]) -> int:
        """Read what begins at a token; return where to go on."""
        kind, at, position = match.lastgroup, match.start(), match.end()
        if kind == "code":
            return self._code(match)
        if kind == "open":
            return self._open(match)
        if kind == "close":
            return self._close(position)
        if kind == "less":
            return self._tag(at)
        if self._is_python:
            return position
        if kind == "extension":
            return self._extension(at, position)
        if kind == "math":
            close = self._search.find("$$", position)
            if close >= 0:
                self.code.add(at, close + 2)
                return close + 2
        elif self._text[at + 1] == "<":
            self.less_than.add(at + 1, position)
        return position

    def _open(self, match: re.Match[str]) -> int:
        position = match.end()
        if self._longest_note and self._text.startswith("^", position):
            footnote = _FOOTNOTE.match(
                self._text, position - 1, min(position + self._longest_note + 2, self._end)
            )
            if footnote is not None and footnote[1] in self._footnotes:
                self._refer(footnote[1])
                return footnote.end()
        if self._is_python or self._text[position : position + 1] != "^":
            self._opened.append(match.start())
        return position

    def _close(self, position: int) -> int:
        if not self._opened:
            return position
        begin = self._opened.pop()
        link = self._link(begin, position, image=self._text[begin] == "!")
        if link is None:
            return position
        self._found.append(link)
        if len(self._found) == MANY:
            self._found = self._packed(self._found)
        return link.whole.end

    def _refer(self, footnote: str) -> None:
        self._is_tied = True
        if footnote not in self._known:
            self._known.add(footnote)
            self.referred.append(footnote)

    def _code(self, match: re.Match[str]) -> int:
        text, run = self._text, match[0]
        if self._is_python:
            return self._python_code(*match.span())
        start, end = match.span()
        if len(run) == 1 and text[end : end + 1].isspace() and (start == 0 or text[start - 1].isspace()):
            return end
        close = self._search.find(run, end)
        if close < 0:
            return end
        self.code.add(start, close + len(run))
        return close + len(run)

    def _python_code(self, start: int, end: int) -> int:
        """Read code that ends with as many backticks as it begins with, or with fewer."""
        if self._backticks is None:
            self._backticks = Backticks(self._text, Span(end, self._end))
        for length in range(end - start, 0, -1):
            close = self._backticks.find(length, end)
            if close is not None:
                self.code.add(start, close + length)
                return close + length
        return end

    def _tag(self, at: int) -> int:
        text, end = self._text, self._end
        if text.startswith("<!--", at):
            close = self._search.find("-->", at + 4)
            if close >= 0:
                return close + 3
        elif self._search.find(">", at) < 0:
            pass
        elif (match := self._autolink(at)) is not None:
            place = Span(at + 1, match.end() - 1)
            url = text[place.start : place.end]
            is_mail = "@" in url and ":" not in url
            value = f"mailto:{url}" if is_mail else unescape(url)
            self._add(MarkdownLink(False, "autolink", value, place, Span(*match.span())))  # noqa: FBT003 - it is no image
            return match.end()
        elif self._is_python:
            match = _ANY_TAG.match(text, at, end)
            if match is not None:
                return match.end()
        elif (match := _END_TAG.match(text, at, end)) is not None:
            return match.end()
        elif (tag := kramdown_tag(text, at, end)) is not None:
            if tag.closed or tag.name in _READ_ON:
                return tag.span.end
            close = self._search.find(f"</{text[at + 1 : at + 1 + len(tag.name)]}", tag.span.end)
            return close if close >= 0 else end
        self.less_than.add(at, at + 1)
        return at + 1

    def _autolink(self, at: int) -> re.Match[str] | None:
        if self._is_python:
            return _ANY_AUTOLINK.match(self._text, at, self._end)
        line_end = self._search.find("\n", at)
        if 0 <= line_end < self._search.find(">", at):
            return None
        return _AUTOLINK.match(self._text, at, self._end)

    def _extension(self, at: int, position: int) -> int:
        if self._search.find("}", at) < 0:
            return position
        if self._search.find("{:/", position) < 0 and _BEGINS_EXTENSION.match(self._text, at, self._end):
            return position
        match = _EXTENSION.match(self._text, at, self._end)
        if match is None:
            attributes = _ATTRIBUTES.match(self._text, at, self._end)
            return attributes.end() if attributes is not None else position
        close = self._search.find("{:/", match.end())
        if close < 0:
            return position
        if match[1] == "comment":
            self.code.add(at, close)
        return close

    def _link(self, begin: int, after: int, *, image: bool) -> MarkdownLink | None:
        """Return the link whose text ends at `after`; that to a definition has its label for a value."""
        text, end = self._text, self._end
        label = _LABEL.match(text, after, end)
        if label is not None or text[after : after + 1] != "(" or after >= end:
            written = label[1] if label is not None else ""
            if not written:
                if after - begin > _LONGEST_LABEL:
                    return None
                written = _ESCAPED.sub(r"\1", text[begin + 1 + image : after - 1])
            known = normalised(written, is_python=self._is_python)
            if known not in self._definitions:
                return None
            stop = label.end() if label is not None else after
            return MarkdownLink(image, "reference", sys.intern(known), Span(begin, stop), Span(begin, stop))
        found = self._destinations.find(after)
        if found is None:
            return None
        place, stop = found
        value = text[place.start : place.end]
        value = unescape(_ESCAPED.sub(r"\1", value) if self._is_python else value)
        return MarkdownLink(image, "markdown", value, place, Span(begin, stop))


def _outermost(found: Sequence[MarkdownLink]) -> bytearray:
    """Return for each link, in order of their ends, whether it is an image or in no other link."""
    kept = bytearray(len(found))
    outer = sys.maxsize
    for at, link in zip(range(len(found) - 1, -1, -1), reversed(found), strict=True):
        if link.image:
            kept[at] = True
        elif link.whole.start < outer:  # else in one that ends after it
            kept[at] = True
            outer = link.whole.start
    return kept


def normalised(label: str, *, is_python: bool) -> str:
    """Return a label as it is compared."""
    return label.replace("\n", " ").strip().lower() if is_python else _SPACE.sub(" ", label).lower()
