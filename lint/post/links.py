"""The links and images of a post, each URL with its exact place."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lint.post.html import Tag, unescape, values
from lint.post.markdown import MarkdownLink
from lint.post.srcset import candidates
from lint.primitives.patterns import regex
from lint.primitives.source import Span


class Link(NamedTuple):
    """One URL in a post.

    Parameters:
        element: the HTML element, in lower case (`a`, `img`, `source`…); for Markdown `a` or `img`;
            `text` for a bare URL in running text; `front-matter` for an image of the front matter.
        attribute: the attribute that has it (`href`, `src`, `srcset`, `data-src`, `style`…); for Markdown
            `markdown`, `reference` or `autolink`; `text` for a bare URL; for the front matter the key, as
            `cover.src`.
        kind: `link`, `image`, `media`, `frame`, `script`, `style` or `form`.
        raw: the URL as written in the file: `text[span] == raw`.
        value: the URL as a browser reads it: character references decoded, surrounding whitespace and line
            breaks removed.
        span: the place of `raw`.
        tag: the place of the whole start tag, of the whole Markdown construct, or of the key and its value.
        noscript: whether it is in `<noscript>`, where it repeats what a script would load.
        linked: whether it is on the page; false for a bare URL that the builder leaves as text.
    """

    element: str
    attribute: str
    kind: str
    raw: str
    value: str
    span: Span
    tag: Span
    noscript: bool = False
    linked: bool = True

    def span_of(self, match: re.Match[str], group: int = 0) -> Span:
        """Return the place in the file of a match in `raw`."""
        start, end = match.span(group)
        return Span(self.span.start + start, self.span.start + end)


_TEMPLATE = regex(r"\{\{|\{%|\$\{|<%")


def link_class(link: Link) -> str:
    """Return how rules classify a link: `link`, `image`, `text`, or empty when no rule applies.

    A link is anything that a reader can follow; an image may also be one that a script loads. URLs that a
    template completes are not classified.
    """
    if link.attribute == "text":
        return "text"
    if link.kind in ("image", "media"):
        name = "image"
    elif link.kind == "link" and link.element in ("a", "area") and link.attribute[:5] != "data-":
        name = "link"
    else:
        return ""
    value = link.value
    return "" if ("{" in value or "<%" in value) and _TEMPLATE.search(value) else name


# The elements and attributes that contain a URL, by the kind of its target.
_PLACES = {
    "link": "a href, area href, blockquote cite, q cite, ins cite, del cite",
    "style": "link href",
    "image": "img src, image src, input src, video poster, image href, image xlink:href,"
    " body background, table background, td background, th background",
    "media": "source src, video src, audio src, track src, embed src, object data",
    "frame": "iframe src, frame src",
    "script": "script src",
    "form": "form action, button formaction, input formaction",
}
_KINDS = {tuple(place.split()): kind for kind, places in _PLACES.items() for place in places.split(",")}
_ELEMENTS = frozenset(element for element, _ in _KINDS)
_HINT = regex(r"(?:data-|srcset|url\()", re.IGNORECASE)
_IMAGE_NAMES = (
    "src|lazy-src|lazy|lazyload|original|actualsrc|backsrc|orig-src|orig-file|large-file|medium-file|full-src"
    "|hi-res-src|image|img|bg|background|poster|thumb|croporisrc|src-retina|original-src|full-url|large_image"
    "|echo|ll-src|cfsrc"
)
_IMAGE_DATA = frozenset(f"data-{name}" for name in _IMAGE_NAMES.split("|"))
_SETS = ("srcset", "data-original-set")
_ABSOLUTE = regex(r"\s*(?:https?:)?//", re.IGNORECASE)
_CSS_URL = regex(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|((?:[^\s"'()&]|&(?!quot;|#34;|#39;|apos;))[^\s"'()]*))\s*\)""",
    re.IGNORECASE,
)
_CSS_QUOTED = regex(
    r"url\(\s*(?:&quot;|&#34;|&#39;|&apos;)([^\s()]*?)(?:&quot;|&#34;|&#39;|&apos;)\s*\)", re.IGNORECASE
)
# A text in braces, as an attribute of JSX has it.
_LITERAL = regex(r"\{\s*[\"'`]([^\"'`{}$]*)[\"'`]\s*\}")
# https://vuejs.org/guide/essentials/template-syntax.html#attribute-bindings
_BOUND = regex(r"\A(?::|v-bind:)")
_QUOTED = regex(r"\s*(['\"`])([^'\"`$\\]*)\1\s*")
_BREAKS = regex(r"[\t\n\r]+")
_EDGES = "\t\n\f\r " + "".join(map(chr, range(0x20)))


def seen(raw: str) -> str:
    """Return a URL as a browser reads it (WHATWG URL, section 4.4, steps 1 to 3)."""
    value = unescape(raw).strip(_EDGES)
    return _BREAKS.sub("", value) if "\n" in value or "\t" in value or "\r" in value else value


def tag_links(text: str, plain: str, tag: Tag, *, noscript: bool, is_vue: bool = False) -> Iterator[Link]:
    """Yield the URLs in the attributes of a start tag.

    Parameters:
        plain: the text without templates.
        noscript: whether the tag is in `<noscript>`.
        is_vue: whether `:href="'…'"` has a text for its value.
    """
    element, _, whole, inner = tag
    if element not in _ELEMENTS and not _HINT.search(plain, *inner):
        return
    names: set[str] = set()
    for written, start, end in values(plain, inner):
        if written in names:
            continue  # browsers read the first of repeated attributes
        names.add(written)
        name = _BOUND.sub("", written) if is_vue else written
        kind = _KINDS.get((element, name))
        if kind is None and not _may_have_urls(name):
            continue
        span = Span(start, end)
        if name != written:
            quoted = _QUOTED.fullmatch(text, *span)
            if quoted is None:
                continue
            span = Span(*quoted.span(2))
        if plain is not text and text.startswith("{", *span):
            literal = _literal(text, plain, span)
            if literal is None:
                continue
            span = literal
        places: Iterable[Span] = (span,)
        if kind is None and name.endswith(_SETS):
            kind, places = "image", _offered(text, plain, span)
        elif kind is None and name == "style":
            kind, places = "image", css_urls(plain, span)
        elif kind is None and name[:5] == "data-" and (name in _IMAGE_DATA or _ABSOLUTE.match(text, *span)):
            kind, places = _data_kind(element, name), (span,) if span.start < span.end else ()
        if kind is not None:
            for place in places:
                yield _link(text, element, name, kind, place, whole, noscript=noscript)


def _may_have_urls(name: str) -> bool:
    """Return whether an attribute of any element may have a URL."""
    return name[:5] == "data-" or name == "style" or name.endswith(_SETS)


def _literal(text: str, plain: str, span: Span) -> Span | None:
    """Return the place of the text that a value in braces gives; `None` for an expression of JSX."""
    if text[span.start : span.end] == plain[span.start : span.end]:
        return span
    literal = _LITERAL.match(text, *span)
    if literal is not None:
        return Span(*literal.span(1))
    return span if text[span.start + 1] in "{%" else None


def _offered(text: str, plain: str, span: Span) -> Iterator[Span]:
    """Yield the places of the URLs in a `srcset`, without those that a browser drops."""
    has_template = plain is not text and text[span.start : span.end] != plain[span.start : span.end]
    for candidate in candidates(plain, span):
        if has_template or not candidate.problem:
            yield candidate.url


def _data_kind(element: str, name: str) -> str:
    if element in ("iframe", "frame"):
        return "frame"
    if name in _IMAGE_DATA:
        return "media" if element in ("video", "audio") and name != "data-poster" else "image"
    return "link"


def _link(
    text: str, element: str, attribute: str, kind: str, span: Span, tag: Span, *, noscript: bool
) -> Link:
    start, end = span
    raw = text[start:end]
    stripped = raw.strip(_EDGES)
    if len(stripped) != len(raw):
        start += len(raw) - len(raw.lstrip(_EDGES))
        raw = stripped
        end = start + len(raw)
    new = tuple.__new__  # as in `html.scan`
    place = new(Span, (start, end))
    return new(Link, (element, attribute, kind, raw, seen(raw), place, tag, noscript, True))


def css_urls(text: str, span: Span) -> Iterator[Span]:
    """Yield the place of each `url(…)` in the CSS in `text[span]`."""
    for match in _CSS_URL.finditer(text, *span):
        yield Span(*match.span(match.lastindex or 0))
    for match in _CSS_QUOTED.finditer(text, *span):
        yield Span(*match.span(1))


def markdown_link(text: str, plain: str, link: MarkdownLink) -> Link:
    """Convert a Markdown link; `plain` is the text without templates."""
    element, kind = ("img", "image") if link.image else ("a", "link")
    start, end = link.span
    if plain is text or text[start:end] == plain[start:end]:
        return Link(element, link.form, kind, text[start:end], link.value.strip(), link.span, link.whole)
    if plain[start - 1] != text[start - 1]:  # a template that is the whole destination, as `<!---->`
        start, end = start - 1, end + 1
    raw = text[start:end]
    return Link(element, link.form, kind, raw, seen(raw), Span(start, end), link.whole)
