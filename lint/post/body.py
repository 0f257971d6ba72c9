"""The body of a post, parsed once: tags, links and images, text."""

import re
from typing import NamedTuple

from lint.archive.builders.markdown import Markdown
from lint.post.html import Scan, Tag, scan
from lint.post.links import Link, bare_urls, css_urls, markdown_link, tag_links
from lint.post.markdown import read_markdown, stretches
from lint.post.opening import Opening
from lint.primitives.source import Span, within

_LIQUID = re.compile(
    r"\{\{[<%]\s*(highlight|code|codeblock|mermaid)\b[^{}]*+\}\}.*?(?:\{\{[<%]\s*/\s*\1\b[^{}]*+\}\}|\Z)"
    r"|\{%-?\s*(raw|highlight|comment|codeblock)\b.*?(?:\{%-?\s*end\2\s*-?%\}|\Z)"
    r"|\{\{<[^{}]*+\}\}|\{\{%[^{}]*+\}\}",
    re.DOTALL,
)

# CommonMark 0.31.2, section 2.4: after an odd number of backslashes, `<` is text.
_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\(<)")


class Body(NamedTuple):
    """A parsed body.

    Parameters:
        span: the body.
        tags: its tags, in order, except those in code, comments and raw text elements.
        links: its URLs, in order.
        covered: the places of tags, comments, raw text and code, in order; everything else is text.
        code: the places of Markdown code and of template blocks, in order.
        unfinished: the offset of a tag that never ends; `None` without one.
        names: the names of the tags, so that a rule can skip the walk over them.
    """

    span: Span
    tags: list[Tag]
    links: list[Link]
    covered: list[Span]
    code: list[Span]
    unfinished: int | None
    names: frozenset[str]


def read_body(text: str, span: Span, opening: Opening, markdown: Markdown, *, is_html: bool) -> Body:
    """Parse the body in `text[span]`.

    Parameters:
        opening: the lines before the article; the heading link is one of the links.
        markdown: the flavour of Markdown that the site's builder reads.
        is_html: whether the file is HTML, without Markdown.
    """
    links: list[Link] = []
    code: list[Span] = []
    if "{%" in text or "{{" in text:
        code = [Span(*match.span()) for match in _LIQUID.finditer(text, *span)]
    masked: list[Span] = []
    start = span.start
    heading = opening.heading
    if heading is not None and not heading.broken:
        links.append(Link("a", "markdown", "link", heading.url, heading.url, heading.url_span, heading.span))
        masked.append(heading.span)
        start = opening.end
    if not is_html:
        for is_markdown, place in stretches(text, Span(start, span.end), markdown):
            if is_markdown:
                found_links, found_code = read_markdown(text, place)
                links += [markdown_link(text, link) for link in found_links]
                masked += [link.whole for link in found_links if link.form != "markdown"]
                code += found_code
                if "\\<" in text:
                    masked += [Span(*match.span(1)) for match in _ESCAPED.finditer(text, *place)]
    code = _disjoint(code)
    links = [link for link in links if not within(link.span.start, code)]
    found = scan(text, span, _disjoint([*code, *masked]) if masked else code)
    anchors = _add_tag_links(text, found, links)
    covered = _disjoint([*found.covered, *code])
    if "://" in text:
        end = span.end if found.unfinished is None else found.unfinished
        written = (link.tag for link in links if link.attribute == "markdown")
        hidden = _disjoint([*covered, *masked, *anchors, *written])
        links += [url for url in bare_urls(text, Span(span.start, end)) if not within(url.span.start, hidden)]
    links.sort(key=lambda link: link.span)
    names = frozenset(tag.name for tag in found.tags)
    return Body(span, found.tags, links, covered, code, found.unfinished, names)


def _add_tag_links(text: str, found: Scan, links: list[Link]) -> list[Span]:
    """Add the URLs in tags and style sheets; return the contents of `<a>`, whose text is part of the link."""
    anchors: list[Span] = []
    opened: int | None = None
    noscript = 0
    for tag in found.tags:
        name = tag.name
        if tag.closing:
            if name == "noscript":
                noscript = max(noscript - 1, 0)
            elif name == "a" and opened is not None:
                anchors.append(Span(opened, tag.span.start))
                opened = None
            continue
        if name == "noscript":
            noscript += 1
        elif name == "a":
            opened = tag.span.end
        if tag.attributes.start < tag.attributes.end:
            links += tag_links(text, tag, noscript=noscript > 0)
    for name, place in found.raw_texts:
        if name == "style":
            for url in css_urls(text, place):
                raw = text[url.start : url.end]
                links.append(Link("style", "style", "image", raw, raw, url, place))
    return anchors


def _disjoint(places: list[Span]) -> list[Span]:
    """Sort places and join those that overlap."""
    joined: list[Span] = []
    for place in sorted(places):
        if not joined or place.start >= joined[-1].end:
            joined.append(place)
        elif place.end > joined[-1].end:
            joined[-1] = Span(joined[-1].start, place.end)
    return joined
