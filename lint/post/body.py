"""The body of a post, parsed once: tags, links and images, text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from lint.archive.builders.markdown import MDX, Markdown
from lint.post.bare_urls import bare_urls
from lint.post.bbcode import code_places, is_end_tag, opened_tags
from lint.post.fillers import letters
from lint.post.flavours import read_flavour
from lint.post.html import Scan, Tag, scan
from lint.post.links import Link, css_urls, markdown_link, tag_links
from lint.post.many import MANY, Packed, only, sort
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
        blocks: the places of HTML blocks, in which no Markdown is read, in order.
        indented: the places of code that is code as it is indented, in order.
    """

    span: Span
    tags: Sequence[Tag]
    links: Sequence[Link]
    covered: Sequence[Span]
    code: list[Span]
    unfinished: int | None
    names: frozenset[str]
    plain: str
    malformed: list[Span]
    branches: list[Span]
    self_closing: bool
    blocks: list[Span]
    indented: list[Span]


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
    links: list[Link] | Packed[Link] = []
    masked: list[Span] = []
    reading = Reading([], [], [span], [], [], [])
    start = span.start
    heading = opening.heading
    if heading is not None and not heading.broken:
        links.append(Link("a", "markdown", "link", heading.url, heading.url, heading.url_span, heading.span))
        masked.append(heading.span)
        start = opening.end
    if not is_html:
        reading, plain = read_flavour(text, plain, Span(start, span.end), markdown)
        links = _roomy(links, len(reading.links), text)
        links.extend(markdown_link(text, plain, link) for link in reading.links)
        masked += [link.whole for link in reading.links if link.form != "markdown"]
        masked += reading.less_than
        code += reading.code
        if markdown.attributes and '="' in plain:
            masked += (Span(*match.span()) for match in _ATTRIBUTES.finditer(plain, *span))
    code = _disjoint(code)
    hidden = _disjoint([*code, *masked]) if masked else code
    found = scan(plain, span, hidden, self_closing=markdown.components)
    if markdown.omits_html:
        found = found._replace(tags=[], raw_texts=[])
    unread = _disjoint([*code, *html, *(place for _, place in found.raw_texts)])
    links = only(links, lambda link: not within(link.span.start, unread))
    if plain is not text and not markdown.templates.isdisjoint(("hexo", "go")):
        from lint.post.template_links import template_links

        written = template_links(text, span, markdown.templates)
        # A template may begin a block of code.
        links.extend(link for link in written if not within(link.tag.start - 1, code))
    if has_bbcode:
        opened = opened_tags(plain, span)
        links = only(links, lambda link: not is_end_tag(plain, opened, link.tag))
    links = _roomy(links, len(found.tags), text)
    is_vue = markdown.html_blocks == "vue"
    anchors = [] if markdown.omits_html else _add_tag_links(text, plain, found, links, is_vue=is_vue)
    covered = _disjoint([*found.covered, *code]) if code else found.covered
    if "://" in plain or "www." in plain:
        destinations = (link.tag for link in links if link.attribute == "markdown")
        hiding = covered, _disjoint([*masked, *anchors, *destinations])
        end = span.end if found.unfinished is None else found.unfinished
        links.extend(
            bare_urls(
                text, plain, Span(span.start, end), markdown.bare_urls, (reading.text, reading.blocks), hiding
            )
        )
    sort(links, lambda link: link.span)
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
        _malformed(plain, reading, code, markdown),
        _disjoint(branches),
        markdown.components,
        reading.blocks,
        reading.indented,
    )


def _roomy(links: list[Link] | Packed[Link], more: int, text: str) -> list[Link] | Packed[Link]:
    """Return links to which that many more, or a few, may be added."""
    if more < MANY or isinstance(links, Packed):
        return links
    from lint.post.many_links import packed_links  # few posts have so many

    return packed_links(links, text)


def _without_bbcode(plain: str, span: Span, code: list[Span]) -> str:
    """Return the text without the code in BBCode, whose places are added to `code`."""
    pieces: list[str] = []
    copied = 0
    for place in code_places(plain, span):
        code.append(place)
        pieces += (plain[copied : place.start], letters(place))
        copied = place.end
    return "".join((*pieces, plain[copied:])) if pieces else plain


def _malformed(plain: str, reading: Reading, code: list[Span], markdown: Markdown) -> list[Span]:
    """Return the places of what looks like a tag, but is none; MDX is not compiled with such a one."""
    if markdown.html_blocks == "mdx":
        return []
    places = (place for place in reading.less_than if _LIKE_TAG.match(plain, place.start))
    return [place for place in places if not within(place.start, code)]


def _add_tag_links(
    text: str, plain: str, found: Scan, links: list[Link] | Packed[Link], *, is_vue: bool
) -> list[Span]:
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
            links.extend(tag_links(text, plain, tag, noscript=noscript > 0, is_vue=is_vue))
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
