"""The body of a post, parsed once: tags, links and images, text."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from lint.archive.builders.markdown import MDX, Markdown
from lint.post.bare_urls import bare_urls, may_have_bare_urls
from lint.post.bbcode import code_places, is_end_tag, opened_tags
from lint.post.fillers import letters
from lint.post.flavours import read_flavour
from lint.post.html import Scan, Tag, scan
from lint.post.links import Link, css_urls, markdown_link, tag_links
from lint.post.many import MANY, Packed, PlaceList, disjoint, only, sort
from lint.post.many_links import extended
from lint.post.markdown import MarkdownLink, Reading
from lint.post.mdx_signs import looks_like_mdx
from lint.post.opening import Opening
from lint.post.templates import read_templates
from lint.primitives.patterns import regex
from lint.primitives.source import Span, within

# An element with an attribute, not after a backslash.
_LIKE_TAG = regex(r"(?<!\\)<[a-zA-Z][a-zA-Z0-9]*\s+[:@]?[a-zA-Z][\w.:-]*\s*=")
# A list of attributes, with values in quotation marks; a `<` in one of them begins no tag.
_ATTRIBUTES = regex(r"\{(?:[^{}\n\"=<]++|=\"[^\"\n]*+\"|=(?!\"))*\}")


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
        written: the links of Markdown, and the places of those to definitions, as they are read in `plain`;
            `None` if they were read in another text.
    """

    span: Span
    tags: Sequence[Tag]
    links: Sequence[Link]
    covered: Sequence[Span]
    code: Sequence[Span]
    unfinished: int | None
    names: frozenset[str]
    plain: str
    malformed: list[Span]
    branches: Sequence[Span]
    self_closing: bool
    blocks: Sequence[Span]
    indented: Sequence[Span]
    written: tuple[Sequence[MarkdownLink], Sequence[Span]] | None


def read_body(text: str, span: Span, opening: Opening, markdown: Markdown, *, is_html: bool) -> Body:
    """Parse the body in `text[span]`.

    Parameters:
        opening: the lines before the article; the heading link is one of the links.
        markdown: the flavour of Markdown that the site's builder reads.
        is_html: whether the file is HTML, without Markdown.
    """
    if markdown.guesses and looks_like_mdx(text, span):
        markdown = MDX
    plain, templates, html, branches = read_templates(text, span, markdown.templates)
    has_bbcode = markdown.guesses and "[/" in text
    if has_bbcode:
        plain = _without_bbcode(plain, span, templates)
    links: list[Link] | Packed[Link] = []
    reading = Reading([], [], [span], [], [], [])
    before = plain
    start = span.start
    heading = opening.heading
    if heading is not None and not heading.broken:
        links.append(Link("a", "markdown", "link", heading.url, heading.url, heading.url_span, heading.span))
        start = opening.end
    if not is_html:
        reading, plain = read_flavour(text, plain, Span(start, span.end), markdown)
        if reading.links:
            links = extended(links, (markdown_link(text, plain, link) for link in reading.links), text)
    code = disjoint(templates, reading.code) if templates or reading.code else ()
    masked = _masked(plain, span, opening, reading, has_attributes=markdown.attributes and not is_html)
    hidden = disjoint(code, masked) if code and masked else code or masked
    found = scan(plain, span, hidden, self_closing=markdown.components)
    if markdown.omits_html:
        found = found._replace(tags=[], raw_texts=[])
    unread = (
        disjoint(code, html, [place for _, place in found.raw_texts])
        if code or html or found.raw_texts
        else ()
    )
    if unread and links:
        links = only(links, lambda link: not within(link.span.start, unread))
    if plain is not text and not markdown.templates.isdisjoint(("hexo", "go")):
        links.extend(_templated(text, span, markdown, code))
    if has_bbcode:
        opened = opened_tags(plain, span)
        links = only(links, lambda link: not is_end_tag(plain, opened, link.tag))
    is_vue = markdown.html_blocks == "vue"
    anchors = PlaceList("Q")
    if not markdown.omits_html:
        links = _with_tag_links(links, text, plain, found, anchors, is_vue=is_vue)
    covered = disjoint(found.covered, code) if code else found.covered
    end = span.end if found.unfinished is None else found.unfinished
    first = opening.end if heading is not None and not heading.broken else span.start
    if may_have_bare_urls(plain, Span(first, end), markdown.bare_urls, covered):
        for link in links:
            if link.attribute == "markdown":
                anchors.append(link.tag.start << 32 | link.tag.end)  # as `add` does, for speed
        hiding = covered, disjoint(masked, anchors.found()) if anchors else masked
        places = reading.text, reading.blocks
        bare = bare_urls(text, plain, Span(span.start, end), markdown.bare_urls, places, hiding)
        links = extended(links, bare, text)
    sort(links, attrgetter("span"))
    names = frozenset({tag.name for tag in found.tags})
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
        disjoint(branches) if branches else (),
        markdown.components,
        reading.blocks,
        reading.indented,
        (reading.links, reading.references) if before is plain and not is_vue else None,
    )


def _masked(
    plain: str, span: Span, opening: Opening, reading: Reading, *, has_attributes: bool
) -> Sequence[Span]:
    """Return the places besides code in which no tag is read."""
    heading = opening.heading if opening.heading is not None and not opening.heading.broken else None
    has_attributes = has_attributes and plain.find("{", *span) >= 0 and '="' in plain
    if not has_attributes and not reading.links and not reading.less_than:
        return [heading.span] if heading is not None else []
    found = PlaceList("Q")
    if heading is not None:
        found.add(*heading.span)
    for link in reading.links:
        if link.form != "markdown":
            found.add(*link.whole)
    if has_attributes:
        for match in _ATTRIBUTES.finditer(plain, *span):
            if "<" in match[0]:
                found.add(*match.span())
    if not found:
        return reading.less_than
    return disjoint(found.found(), reading.less_than)


def _without_bbcode(plain: str, span: Span, code: list[Span]) -> str:
    """Return the text without the code in BBCode, whose places are added to `code`."""
    pieces: list[str] = []
    copied = 0
    for place in code_places(plain, span):
        code.append(place)
        pieces += (plain[copied : place.start], letters(place))
        copied = place.end
    return "".join((*pieces, plain[copied:])) if pieces else plain


def _templated(text: str, span: Span, markdown: Markdown, code: Sequence[Span]) -> Iterator[Link]:
    """Yield the links that templates make."""
    from lint.post.template_links import template_links  # few posts have templates

    for link in template_links(text, span, markdown.templates):
        if not within(link.tag.start - 1, code):  # a template may begin a block of code
            yield link


def _malformed(plain: str, reading: Reading, code: Sequence[Span], markdown: Markdown) -> list[Span]:
    """Return the places of what looks like a tag, but is none; MDX is not compiled with such a one."""
    if markdown.html_blocks == "mdx":
        return []
    places = (place for place in reading.less_than if _LIKE_TAG.match(plain, place.start))
    return [place for place in places if not within(place.start, code)]


def _with_tag_links(
    links: list[Link] | Packed[Link], text: str, plain: str, found: Scan, anchors: PlaceList, *, is_vue: bool
) -> list[Link] | Packed[Link]:
    """Add the URLs in tags and style sheets, and the contents of `<a>`, whose text is part of the link."""
    opened: int | None = None
    noscript = 0
    for tag in found.tags:
        name, closing, place, (start, end) = tag  # faster than by name
        if closing:
            if name == "noscript":
                noscript = max(noscript - 1, 0)
            elif name == "a" and opened is not None:
                anchors.append(opened << 32 | place.start)
                opened = None
            continue
        if name == "noscript":
            noscript += 1
        elif name == "a":
            opened = place.end
        if start < end:
            of_tag = tag_links(text, plain, tag, noscript=noscript > 0, is_vue=is_vue)
            if end - start < MANY:
                links.extend(of_tag)
                if len(links) >= MANY and isinstance(links, list):
                    links = extended([], links, text)
            else:
                links = extended(links, of_tag, text)
    for name, place in found.raw_texts:
        if name == "style":
            for url in css_urls(plain, place):
                raw = text[url.start : url.end]
                links.append(Link("style", "style", "image", raw, raw, url, place))
    return links
