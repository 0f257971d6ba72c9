"""What a body points at: every link and image, each URL with its exact place."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lint.post.html import Tag, attributes, unescape
from lint.post.markdown import MarkdownLink
from lint.post.srcset import candidates
from lint.primitives.source import Span


class Link(NamedTuple):
    """One URL in a post's body, wherever it stands.

    Parameters:
        element: the HTML element, in lower case (`a`, `img`, `source`…); for Markdown `a` or `img`;
            `text` for a bare URL in running text.
        attribute: the attribute that holds it (`href`, `src`, `srcset`, `data-src`, `style`…); for Markdown
            `markdown`, `reference` or `autolink`; `text` for a bare URL.
        kind: `link`, `image`, `media`, `frame`, `script`, `style` or `form`.
        raw: the URL as it stands in the file: `text[span] == raw`.
        value: the URL as a browser sees it: character references decoded, blanks at its edges and line
            breaks within it taken away.
        span: the place of `raw`.
        tag: the place of the whole start tag, or of the whole Markdown construct.
        noscript: whether it stands in `<noscript>`, where it twins what a script would load.
    """

    element: str
    attribute: str
    kind: str
    raw: str
    value: str
    span: Span
    tag: Span
    noscript: bool = False

    def span_of(self, match: re.Match[str], group: int = 0) -> Span:
        """Give the place in the file of what was found in `raw`."""
        start, end = match.span(group)
        return Span(self.span.start + start, self.span.start + end)


_TEMPLATE = re.compile(r"\{\{|\{%|\$\{|<%")


def link_class(link: Link) -> str:
    """Say what rules see in a link: `link`, `image`, `text`, or nothing for what none looks at.

    A link is what a reader can follow, an image also what a script would load as one. What a template
    fills in is no URL yet.
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


# The elements and attributes that hold a URL, by what it leads to.
_PLACES = {
    "link": "a href, area href, blockquote cite, q cite, ins cite, del cite",
    "style": "link href",
    "image": "img src, input src, video poster, image href, image xlink:href,"
    " body background, table background, td background, th background",
    "media": "source src, video src, audio src, track src, embed src, object data",
    "frame": "iframe src, frame src",
    "script": "script src",
    "form": "form action, button formaction, input formaction",
}
_KINDS = {tuple(place.split()): kind for kind, places in _PLACES.items() for place in places.split(",")}
_ELEMENTS = frozenset(element for element, _ in _KINDS)
_HINT = re.compile(r"(?:data-|srcset|url\()", re.IGNORECASE)
_IMAGE_DATA = frozenset(
    f"data-{name}"
    for name in (
        "src", "lazy-src", "lazy", "lazyload", "original", "actualsrc", "backsrc", "orig-src", "orig-file",
        "large-file", "medium-file", "full-src", "hi-res-src", "image", "img", "bg", "background", "poster",
        "thumb", "croporisrc", "src-retina", "original-src", "full-url", "large_image", "echo", "ll-src",
    )
)  # fmt: skip
_ABSOLUTE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|((?:[^\s"'()&]|&(?!quot;|#34;|#39;|apos;))[^\s"'()]*))\s*\)""",
    re.IGNORECASE,
)
_CSS_QUOTED = re.compile(
    r"url\(\s*(?:&quot;|&#34;|&#39;|&apos;)([^\s()]*?)(?:&quot;|&#34;|&#39;|&apos;)\s*\)", re.IGNORECASE
)
_BREAKS = re.compile(r"[\t\n\r]+")
_EDGES = "\t\n\f\r " + "".join(map(chr, range(0x20)))


def seen(raw: str) -> str:
    """Give a URL as a browser sees it (WHATWG URL, section 4.4, steps 1 to 3)."""
    value = unescape(raw).strip(_EDGES)
    return _BREAKS.sub("", value) if "\n" in value or "\t" in value or "\r" in value else value


def tag_links(text: str, tag: Tag, *, noscript: bool) -> Iterator[Link]:
    """Give the URLs in the attributes of a start tag."""
    element = tag.name
    if element not in _ELEMENTS and not _HINT.search(text, *tag.attributes):
        return
    for attribute in attributes(text, tag):
        name, span = attribute.name, attribute.span
        kind = _KINDS.get((element, name))
        if kind is not None:
            yield _link(text, element, name, kind, span, tag.span, noscript=noscript)
        elif name.endswith("srcset"):
            for place in candidates(text, span):
                yield _link(text, element, name, "image", place, tag.span, noscript=noscript)
        elif name == "style":
            for place in css_urls(text, span):
                yield _link(text, element, name, "image", place, tag.span, noscript=noscript)
        elif (name in _IMAGE_DATA and span.start < span.end) or (
            name.startswith("data-") and _ABSOLUTE.match(text, *span)
        ):
            kind = _data_kind(element, name)
            yield _link(text, element, name, kind, span, tag.span, noscript=noscript)


def _data_kind(element: str, name: str) -> str:
    if element in ("iframe", "frame"):
        return "frame"
    if name in _IMAGE_DATA:
        return "media" if element in ("video", "audio") and name != "data-poster" else "image"
    return "link"


def _link(  # one place where all that a URL needs comes together
    text: str, element: str, attribute: str, kind: str, span: Span, tag: Span, *, noscript: bool
) -> Link:
    start, end = span
    raw = text[start:end]
    stripped = raw.strip(_EDGES)
    if len(stripped) != len(raw):
        start += len(raw) - len(raw.lstrip(_EDGES))
        raw = stripped
        end = start + len(raw)
    return Link(element, attribute, kind, raw, seen(raw), Span(start, end), tag, noscript)


def css_urls(text: str, span: Span) -> Iterator[Span]:
    """Give the place of each `url(…)` in the CSS that stands in `text[span]`."""
    for match in _CSS_URL.finditer(text, *span):
        yield Span(*match.span(match.lastindex or 0))
    for match in _CSS_QUOTED.finditer(text, *span):
        yield Span(*match.span(1))


def markdown_link(text: str, link: MarkdownLink) -> Link:
    """Make a link of what Markdown gives."""
    element, kind = ("img", "image") if link.image else ("a", "link")
    raw = text[link.span.start : link.span.end]
    return Link(element, link.form, kind, raw, link.value.strip(), link.span, link.whole)


# Where a bare URL ends: at blanks, at what cannot stand in a URL, and at CJK punctuation.
_BARE = re.compile(
    r"""https?://[^\s<>"`|{}\\^\x00-\x1f\x7f-\x9f\u3000-\u3003\u3008-\u3011\u3014-\u301b"""
    r"""\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\u201c\u201d\u2018\u2019]++""",
    re.IGNORECASE,
)
_TRAILING = ".,:;!?*'\"~…。、"
_PAIRS = {")": "(", "]": "[", "」": "「", "』": "『", "》": "《"}


def bare_urls(text: str, span: Span) -> Iterator[Link]:
    """Give the URLs in running text, without the punctuation behind them."""
    for match in _BARE.finditer(text, *span):
        raw = match.group()
        while raw:
            last = raw[-1]
            unpaired = last in _PAIRS and raw.count(last) > raw.count(_PAIRS[last])
            if last not in _TRAILING and not unpaired:
                break
            raw = raw[:-1]
        if raw.endswith("//"):
            continue
        place = Span(match.start(), match.start() + len(raw))
        yield Link("text", "text", "link", raw, seen(raw), place, place)
