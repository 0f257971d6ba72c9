"""The links, images and code of CommonMark and the flavours built on it.

The parser is pulldown-cmark (https://docs.rs/pulldown-cmark), which follows CommonMark 0.31.2.
"""

import re
from typing import NamedTuple

from lint.archive.builders.markdown import Markdown
from lint.post.byte_offsets import Places
from lint.primitives.source import Span, within

_WORTH_PARSING = re.compile(r"[\[`<]|~~~|^(?: {4}|\t)", re.MULTILINE)
_DESTINATION = re.compile(r"\]\([ \t]*(?:\r?\n[ \t]*)?(?:<((?:[^<>\\\n]|\\.)*)>|([^\s]*))")
_PARENTHESIS = re.compile(r"\\.|[()]", re.DOTALL)
_DEFINITION = re.compile(r"\]:[ \t]*(?:\r?\n[ \t]*)?(?:<((?:[^<>\\\n]|\\.)*)>|(\S+))")
# markdown-it makes no link of these (https://github.com/markdown-it/markdown-it/blob/master/docs/security.md).
_SCRIPT = re.compile(r"(?:vbscript|javascript|file|data):(?!image/(?:gif|png|jpeg|webp);)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_LESS_THAN = re.compile("<")
_INDENTED = re.compile(r"^[ \t](?=[ \t])", re.MULTILINE)


class MarkdownLink(NamedTuple):
    """One link or image in Markdown syntax.

    Parameters:
        image: whether it is an image.
        form: `markdown` for an inline one, `reference` for a definition, `autolink` for `<https://…>`.
        value: the destination, with escapes and entities decoded.
        span: the place of the destination.
        whole: the place of the whole construct.
    """

    image: bool
    form: str
    value: str
    span: Span
    whole: Span


class Reading(NamedTuple):
    """What Markdown consists of, each in order.

    Parameters:
        links: the links and images.
        code: the places of code and formulas.
        blocks: the places of HTML blocks, in which no URL becomes a link.
        text: the places of running text, in which URLs become links if the flavour links them.
        less_than: the places of `<` that begin no tag.
    """

    links: list[MarkdownLink]
    code: list[Span]
    blocks: list[Span]
    text: list[Span]
    less_than: list[Span]


def read_markdown(text: str, span: Span, markdown: Markdown) -> Reading:
    """Parse the Markdown in `text[span]`."""
    if not _WORTH_PARSING.search(text, span.start, span.end):
        return Reading([], [], [], [span], [])
    reading = _parse(text, text, span, markdown)
    if not markdown.indented_code:
        indented = [place for place in reading.code if text[place.start] not in "`~$"]
        if indented:
            reading = _parse(text, _marked(text, indented), span, markdown)
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


def _parse(text: str, shown: str, span: Span, markdown: Markdown) -> Reading:
    import pyromark  # a body that is one HTML block does not need it

    places = Places(shown[span.start : span.end], span.start)
    content = places.data.decode()
    options = _options(markdown)
    reading = Reading([], [], [], [], [])
    tags: list[Span] = []
    used: dict[str, bool] = {}
    footnotes = _Footnotes()
    opened: list[tuple[dict[str, str], bool, int]] = []
    label_end = 0
    for event, reach in pyromark.events_with_range(content, options=options):
        if isinstance(event, str):
            continue
        ((kind, detail),) = event.items()
        start, stop = reach["start"], reach["end"]
        if kind == "Start" and isinstance(detail, dict):
            ((name, link),) = detail.items()
            if name in ("Link", "Image"):
                opened.append((link, name == "Image", start))
                label_end = start + (2 if name == "Image" else 1)
            elif name == "FootnoteDefinition":
                footnotes.define(link, places.span(start, stop), markdown)
            elif name == "CodeBlock":
                reading.code.append(places.span(start, stop))
        elif kind == "Start" and detail == "HtmlBlock":
            reading.blocks.append(places.span(start, stop))
        elif kind == "End" and detail in ("Link", "Image") and opened:
            link, image, start = opened.pop()
            if link["link_type"] in ("Inline", "Autolink", "Email"):
                reading.links.append(_inline(text, places, link, Span(start, stop), label_end, image=image))
            elif isinstance(link["link_type"], str):
                label = _normalised(link["id"])
                used[label] = used.get(label, True) and image
            label_end = stop
        elif kind in ("Code", "InlineMath", "DisplayMath"):
            reading.code.append(places.span(start, stop))
            label_end = stop
        elif kind in ("InlineHtml", "Html"):
            tags.append(places.span(start, stop))
            label_end = stop
        elif kind == "FootnoteReference":
            footnotes.used.add(_normalised(detail))
            label_end = stop
        elif kind == "Text":
            if markdown.bare_urls and not opened:
                reading.text.append(places.span(start, stop))
            label_end = stop
        elif opened:
            label_end = stop
    if used:
        _add_definitions(
            text, places, pyromark.reference_definitions(content, options=options), used, reading.links
        )
    if markdown.refuses_scripts:
        reading.links[:] = [link for link in reading.links if not _SCRIPT.match(link.value)]
    unused = footnotes.unused()
    if unused:
        reading.links[:] = [link for link in reading.links if not within(link.span.start, unused)]
        reading.text[:] = [place for place in reading.text if not within(place.start, unused)]
    reading.links.sort(key=lambda link: link.span)
    reading.code.sort()
    for match in _LESS_THAN.finditer(text, *span):
        if not within(match.start(), tags):
            reading.less_than.append(Span(*match.span()))
    return reading


class _Footnotes:
    """The footnotes: those that nothing refers to are not on the page."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self._defined: list[tuple[str, Span]] = []

    def define(self, label: str, place: Span, markdown: Markdown) -> None:
        """Add a definition; of repeated ones, the first is used, or the last in kramdown."""
        label = _normalised(label)
        if all(label != other for other, _ in self._defined[-100:]):
            self._defined.append((label, place))
        elif markdown.html_blocks != "kramdown":
            self._defined.append(("", place))
        else:
            self._defined = [("" if label == other else other, each) for other, each in self._defined]
            self._defined.append((label, place))

    def unused(self) -> list[Span]:
        """Return the places of the definitions that are not shown, in order."""
        return [place for label, place in self._defined if label not in self.used]


def _options(markdown: Markdown) -> int:
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


def _add_definitions(
    text: str,
    places: Places,
    definitions: dict[str, dict[str, object]],
    used: dict[str, bool],
    links: list[MarkdownLink],
) -> None:
    """Add the definitions that a link or an image refers to; the others appear nowhere on the page."""
    for name, definition in definitions.items():
        image = used.get(_normalised(name))
        if image is None:
            continue
        whole = places.span(definition["span"]["start"], definition["span"]["end"])
        match = _DEFINITION.search(text, whole.start, whole.end)
        if match is not None:
            place = Span(*match.span(1 if match.group(1) is not None else 2))
            links.append(MarkdownLink(image, "reference", definition["dest"], place, whole))


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
    depth = 0
    for match in _PARENTHESIS.finditer(text):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth < 0:
            return match.start()
    return len(text)
