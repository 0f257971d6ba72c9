"""The links, images and code of CommonMark and the flavours built on it.

The parser is pulldown-cmark (https://docs.rs/pulldown-cmark), which follows CommonMark 0.31.2.
"""

import re
from typing import TYPE_CHECKING, Any

from lint.archive.builders.markdown import Markdown
from lint.post.bare_urls import without_swallowed
from lint.post.byte_offsets import Places
from lint.post.many import MANY, Packed, PlaceList, only, sort
from lint.post.markdown import MarkdownLink, Reading
from lint.primitives.patterns import regex
from lint.primitives.source import Span, within

if TYPE_CHECKING:
    from pyromark import Options

_WORTH_PARSING = regex(r"[\[`<]|~~~|^(?: {4}|\t)", re.MULTILINE)
_DESTINATION = regex(r"\]\([ \t]*(?:\r?\n[ \t]*)?(?:<((?:[^<>\\\n]|\\.)*)>|([^\s]*))")
_PARENTHESIS = regex(r"\\.|[()]", re.DOTALL)
_DEFINITION = regex(r"\]:[ \t]*(?:\r?\n[ \t]*)?(?:<((?:[^<>\\\n]|\\.)*)>|(\S+))")
# markdown-it makes no link of these (https://github.com/markdown-it/markdown-it/blob/master/docs/security.md).
_SCRIPT = regex(r"(?:vbscript|javascript|file|data):(?!image/(?:gif|png|jpeg|webp);)", re.IGNORECASE)
_SPACE = regex(r"\s+")
_LESS_THAN = regex("<")
# Vue's name for a handler is no name in CommonMark.
_HANDLER = regex(r"@(?<=\s@)(?=[a-zA-Z][\w.:-]*=)")
_INDENTED = regex(r"^[ \t](?=[ \t])", re.MULTILINE)


def read_markdown(text: str, span: Span, markdown: Markdown) -> Reading:
    """Parse the Markdown in `text[span]`."""
    if not _WORTH_PARSING.search(text, span.start, span.end):
        return Reading([], [], [], [span], [], [])
    shown = without_swallowed(text, span, markdown.bare_urls)
    if markdown.components and "@" in shown:
        shown = _HANDLER.sub("_", shown)
    reading = _Parser(text, shown, span, markdown).read()
    if not markdown.indented_code:
        indented = [place for place in reading.code if text[place.start] not in "`~$"]
        if indented:
            reading = _Parser(text, _marked(shown, indented), span, markdown).read()
    return reading


def _marked(text: str, places: list[Span]) -> str:
    """Return the text with a letter at the beginning of each indented block, which makes it a paragraph."""
    pieces: list[str] = []
    copied = 0
    for place in places:
        line = text.rfind("\n", 0, place.start) + 1
        start = line + len(text[line : place.start].rstrip(" \t"))
        start += start > line  # a list's mark keeps its space
        if copied <= start < place.end:
            pieces += (text[copied:start], "x", _INDENTED.sub("x", text[start + 1 : place.end]))
            copied = place.end
    return "".join((*pieces, text[copied:]))


class _Parser:
    """Collects what the events of the parser say.

    Parameters:
        text: the whole text, from which destinations are taken.
        shown: the text that the parser sees, which has the same offsets.
    """

    def __init__(self, text: str, shown: str, span: Span, markdown: Markdown) -> None:
        self._text = text
        self._span = span
        self._markdown = markdown
        self._places = Places(shown[span.start : span.end], span.start)
        self._links: list[MarkdownLink] | Packed[MarkdownLink] = []
        self._code, self._indented, self._blocks = PlaceList("Q"), PlaceList("Q"), PlaceList("Q")
        self._running, self._tags = PlaceList("Q"), PlaceList("Q")
        self._used: dict[str, bool] = {}
        self._references = PlaceList("Q")
        self._footnotes = _Footnotes()
        self._opened: list[tuple[dict[str, str], bool, int]] = []
        self._label_end = 0

    def read(self) -> Reading:
        """Parse the text."""
        import pyromark  # a body that is one HTML block does not need it

        content = self._places.data.decode()
        options = _options(self._markdown)
        opened, bare_urls = self._opened, self._markdown.bare_urls
        for event, reach in pyromark.events_with_range(content, options=options):
            if isinstance(event, str):
                continue
            ((kind, detail),) = event.items()
            # Most events are paragraphs and text outside of links, which say nothing.
            if kind == "End":
                if opened:
                    self._stop(detail, reach["end"])
            elif kind == "Start":
                if isinstance(detail, dict) or detail == "HtmlBlock":
                    self._start(detail, reach["start"], reach["end"])
            elif opened or bare_urls or kind != "Text":
                self._inside(kind, detail, reach["start"], reach["end"])
        if self._used:
            self._add_definitions(pyromark.reference_definitions(content, options=options))
        return self._finished()

    def _start(self, detail: Any, start: int, stop: int) -> None:  # noqa: ANN401 - the parser's own types
        if detail == "HtmlBlock":
            self._blocks.add(*self._places.span(start, stop))
        if not isinstance(detail, dict):
            return
        ((name, value),) = detail.items()
        if name in ("Link", "Image"):
            self._opened.append((value, name == "Image", start))
            self._label_end = start + (2 if name == "Image" else 1)
        elif name == "FootnoteDefinition":
            self._footnotes.define(value, self._places.span(start, stop))
        elif name == "CodeBlock":
            self._code.add(*self._places.span(start, stop))
            if value == "Indented":
                self._indented.add(*self._places.span(start, stop))

    def _stop(self, detail: Any, stop: int) -> None:  # noqa: ANN401 - the parser's own types
        if detail in ("Link", "Image") and self._opened:
            link, image, start = self._opened.pop()
            if link["link_type"] in ("Inline", "Autolink", "Email"):
                place = Span(start, stop)
                links = self._links
                links.append(_inline(self._text, self._places, link, place, self._label_end, image=image))
                if len(links) == MANY and isinstance(links, list):
                    self._links = _packed(links, self._text)
            elif isinstance(link["link_type"], str):
                label = _normalised(link["id"])
                self._used[label] = self._used.get(label, True) and image
                self._references.add(*self._places.span(start, stop))
        if self._opened or detail in ("Link", "Image"):
            self._label_end = stop

    def _inside(self, kind: str, detail: Any, start: int, stop: int) -> None:  # noqa: ANN401 - the parser's own types
        self._label_end = stop
        if kind in ("Code", "InlineMath", "DisplayMath"):
            self._code.add(*self._places.span(start, stop))
        elif kind in ("InlineHtml", "Html"):
            self._tags.add(*self._places.span(start, stop))
        elif kind == "FootnoteReference":
            self._footnotes.used.add(_normalised(detail))
        elif kind == "Text" and self._markdown.bare_urls and not self._opened:
            self._running.add(*self._places.span(start, stop))

    def _add_definitions(self, definitions: Any) -> None:  # noqa: ANN401 - the parser's own types
        """Add the definitions that a link or an image refers to; the others appear nowhere on the page."""
        for name, definition in definitions.items():
            image = self._used.get(_normalised(name))
            if image is None:
                continue
            whole = self._places.span(definition["span"]["start"], definition["span"]["end"])
            match = _DEFINITION.search(self._text, whole.start, whole.end)
            if match is not None:
                place = Span(*match.span(1 if match.group(1) is not None else 2))
                self._links.append(MarkdownLink(image, "reference", definition["dest"], place, whole))

    def _finished(self) -> Reading:
        links, text = self._links, self._running.found()
        tags, less_than = self._tags.found(), PlaceList("Q")
        if self._markdown.refuses_scripts:
            links = only(links, lambda link: not _SCRIPT.match(link.value))
        unused = self._footnotes.unused()
        if unused:
            links = only(links, lambda link: not within(link.span.start, unused))
            text = [place for place in text if not within(place.start, unused)]
        for match in _LESS_THAN.finditer(self._text, *self._span):
            if not within(match.start(), tags):
                less_than.add(*match.span())
        sort(links, lambda link: link.span)
        return Reading(
            links,
            self._code.found(),
            self._blocks.found(),
            text,
            less_than.found(),
            self._indented.found(),
            self._references.found(),
        )


def _packed(links: list[MarkdownLink], text: str) -> Packed[MarkdownLink]:
    from lint.post.many_links import packed_markdown  # few posts have so many

    return packed_markdown(links, text)


class _Footnotes:
    """The footnotes: those that nothing refers to are not on the page; of repeated ones, the first is."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self._labels: set[str] = set()
        self._defined: list[tuple[str, Span]] = []

    def define(self, label: str, place: Span) -> None:
        """Add a definition."""
        label = _normalised(label)
        self._defined.append((label if label not in self._labels else "", place))
        self._labels.add(label)

    def unused(self) -> list[Span]:
        """Return the places of the definitions that are not shown, in order."""
        return [place for label, place in self._defined if label not in self.used]


def _options(markdown: Markdown) -> "Options":
    import pyromark

    options = pyromark.Options
    chosen = options.ENABLE_TABLES
    if markdown.bare_urls in ("gfm", "remark", "goldmark"):
        chosen |= options.ENABLE_TASKLISTS
    if markdown.footnotes:
        chosen |= options.ENABLE_FOOTNOTES
    if markdown.definition_lists:
        chosen |= options.ENABLE_DEFINITION_LIST
    if markdown.wikilinks:
        chosen |= options.ENABLE_WIKILINKS
    if markdown.math:
        chosen |= options.ENABLE_MATH
    return chosen


def _normalised(label: str) -> str:
    """Return a label as references are compared (CommonMark 0.31.2, section 4.7)."""
    return _SPACE.sub(" ", label.strip()).casefold()


def _inline(
    text: str, places: Places, link: dict[str, str], reach: Span, label_end: int, *, image: bool
) -> MarkdownLink:
    whole = places.span(*reach)
    if link["link_type"] in ("Autolink", "Email"):
        url = link["dest_url"] if link["link_type"] == "Autolink" else f"mailto:{link['dest_url']}"
        return MarkdownLink(image, "autolink", url, Span(whole.start + 1, whole.end - 1), whole)
    match = _DESTINATION.search(text, places.at(label_end), whole.end)
    if match is None:  # an empty destination
        return MarkdownLink(image, "markdown", link["dest_url"], Span(whole.end - 1, whole.end - 1), whole)
    if match.group(1) is not None:
        place = Span(*match.span(1))
    else:
        place = Span(match.start(2), match.start(2) + _balanced(match.group(2)))
    return MarkdownLink(image, "markdown", link["dest_url"], place, whole)


def _balanced(text: str) -> int:
    """Return the length of a bare destination, which ends at the parenthesis that closes the link."""
    if "(" not in text and "\\" not in text:
        end = text.find(")")
        return end if end >= 0 else len(text)
    depth = 0
    for match in _PARENTHESIS.finditer(text):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth < 0:
            return match.start()
    return len(text)
