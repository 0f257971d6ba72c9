"""The body of a post, parsed once: tags, links and images, text."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from lint.archive.builders.markdown import MDX, Markdown
from lint.post.bare_urls import bare_urls
from lint.post.bbcode import code_places, is_end_tag
from lint.post.fillers import letters
from lint.post.html import Scan, Tag, scan
from lint.post.links import Link, css_urls, markdown_link, tag_links
from lint.post.markdown import Reading
from lint.post.mdx_signs import looks_like_mdx
from lint.post.opening import Opening
from lint.post.templates import read_templates
from lint.primitives.source import Span, within

# An element with an attribute, not after a backslash.
_LIKE_TAG = re.compile(r"(?<!\\)<[a-zA-Z][a-zA-Z0-9]*\s+[:@]?[a-zA-Z][\w.:-]*\s*=")
# A list of attributes with a `<` in quotation marks.
_ATTRIBUTES = re.compile(r"\{[^{}\n\"]*=\"[^{}\n\"<]*+<[^{}\n\"]*+\"[^{}\n]*+\}")


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
        plain: the whole file's text, with letters for templates and expressions at the same offsets.
        malformed: the places of `<` and a name with attributes that Markdown does not read as a tag.
        branches: the places that a template may show or not, such as the branches of a condition.
        self_closing: whether `/>` closes an element, as in components.
    """

    span: Span
    tags: list[Tag]
    links: list[Link]
    covered: list[Span]
    code: list[Span]
    unfinished: int | None
    names: frozenset[str]
    plain: str
    malformed: list[Span]
    branches: list[Span]
    self_closing: bool


def read_body(text: str, span: Span, opening: Opening, markdown: Markdown, *, is_html: bool) -> Body:
    """Parse the body in `text[span]`.

    Parameters:
        opening: the lines before the article; the heading link is one of the links.
        markdown: the flavour of Markdown that the site's builder reads.
        is_html: whether the file is HTML, without Markdown.
    """
    if markdown.guesses and looks_like_mdx(text, span):
        markdown = MDX
    plain, code, html, branches = read_templates(text, span, markdown.templates)
    has_bbcode = markdown.guesses and "[/" in text
    if has_bbcode:
        plain = _without_bbcode(plain, span, code)
    links: list[Link] = []
    masked: list[Span] = []
    linked: list[Span] = []
    unlinked = [span]
    malformed: list[Span] = []
    start = span.start
    heading = opening.heading
    if heading is not None and not heading.broken:
        links.append(Link("a", "markdown", "link", heading.url, heading.url, heading.url_span, heading.span))
        masked.append(heading.span)
        start = opening.end
    if markdown.trims:
        start += len(text[start : span.end]) - len(text[start : span.end].lstrip())
    if not is_html:
        reading, plain = _read(text, plain, Span(start, span.end), markdown)
        linked, unlinked = reading.text, reading.blocks
        links += [markdown_link(text, plain, link) for link in reading.links]
        masked += [link.whole for link in reading.links if link.form != "markdown"]
        masked += reading.less_than
        is_mdx = markdown.html_blocks == "mdx"  # which is not compiled if a tag is malformed
        malformed = [place for place in reading.less_than if not is_mdx and _LIKE_TAG.match(plain, place.start)]
        code += reading.code
        if markdown.attributes and '="' in plain:
            masked += (Span(*match.span()) for match in _ATTRIBUTES.finditer(plain, *span))
    written: Iterable[Link] = ()
    if plain is not text and not markdown.templates.isdisjoint(("hexo", "go")):
        from lint.post.template_links import template_links

        written = template_links(text, span, markdown.templates)
    code = _disjoint(code)
    malformed = [place for place in malformed if not within(place.start, code)]
    hidden = _disjoint([*code, *masked]) if masked else code
    found = scan(plain, span, hidden, self_closing=markdown.components)
    if markdown.omits_html:
        found = found._replace(tags=[], raw_texts=[])
    unread = _disjoint([*code, *html, *(place for _, place in found.raw_texts)])
    links = [link for link in links if not within(link.span.start, unread)]
    links += (link for link in written if not within(link.tag.start - 1, code))  # it may begin a block of code
    if has_bbcode:
        links = [link for link in links if not is_end_tag(plain, span, link.tag)]
    is_vue = markdown.html_blocks == "vue"
    anchors = [] if markdown.omits_html else _add_tag_links(text, plain, found, links, is_vue=is_vue)
    covered = _disjoint([*found.covered, *code]) if code else found.covered
    if "://" in plain or "www." in plain:
        end = span.end if found.unfinished is None else found.unfinished
        destinations = (link.tag for link in links if link.attribute == "markdown")
        hidden = (covered, _disjoint([*masked, *anchors, *destinations]))
        links += bare_urls(
            text, plain, Span(span.start, end), markdown.bare_urls, linked, unlinked, hidden=hidden
        )
    links.sort(key=lambda link: link.span)
    names = frozenset(tag.name for tag in found.tags)
    return Body(
        span,
        found.tags,
        links,
        covered,
        code,
        found.unfinished,
        names,
        plain,
        malformed,
        _disjoint(branches),
        markdown.components,
    )


def _without_bbcode(plain: str, span: Span, code: list[Span]) -> str:
    """Return the text without the code in BBCode, whose places are added to `code`."""
    pieces: list[str] = []
    copied = 0
    for place in code_places(plain, span):
        code.append(place)
        pieces += (plain[copied : place.start], letters(place))
        copied = place.end
    return "".join((*pieces, plain[copied:])) if pieces else plain


def _read(text: str, plain: str, span: Span, markdown: Markdown) -> tuple[Reading, str]:
    """Read the Markdown in `plain[span]`; return also the text without what is code by the flavour's rule."""
    # Each run needs one parser, and its patterns take longer to compile than a post to read.
    match markdown.html_blocks:
        case "kramdown" | "python":
            from lint.post.kramdown import read_kramdown

            return read_kramdown(plain, span, markdown), plain
        case "mdx":
            from lint.post.mdx import read_mdx

            return read_mdx(plain, span, markdown)
        case "vue":
            from lint.post.block_elements import read_vue

            return read_vue(text, span, markdown), plain
        case "pandoc":
            from lint.post.block_elements import read_pandoc

            return read_pandoc(plain, span, markdown), plain
        case _:
            from lint.post.commonmark import read_markdown

            return read_markdown(plain, span, markdown), plain


def _add_tag_links(text: str, plain: str, found: Scan, links: list[Link], *, is_vue: bool) -> list[Span]:
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
            links += tag_links(text, plain, tag, noscript=noscript > 0, is_vue=is_vue)
    for name, place in found.raw_texts:
        if name == "style":
            for url in css_urls(plain, place):
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
