"""What the HTM rules share: the article's text, through lxml, and what HTML knows."""

import re
from functools import lru_cache

from lint.rule import Document, Span, Tag

VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)
# Elements whose end tag may be left out (WHATWG HTML, section 13.1.2.4).
OPTIONAL = frozenset(
    (
        "html", "head", "body", "p", "li", "dt", "dd", "rt", "rp", "option", "optgroup", "colgroup", "caption",
        "thead", "tbody", "tfoot", "tr", "td", "th",
    )
)  # fmt: skip
KNOWN = (
    VOID
    | OPTIONAL
    | frozenset(
        [
            "a",
            "abbr",
            "acronym",
            "address",
            "applet",
            "article",
            "aside",
            "audio",
            "b",
            "basefont",
            "bdi",
            "bdo",
            "bgsound",
            "big",
            "blink",
            "blockquote",
            "button",
            "canvas",
            "center",
            "cite",
            "code",
            "data",
            "datalist",
            "del",
            "details",
            "dfn",
            "dialog",
            "dir",
            "div",
            "dl",
            "em",
            "fencedframe",
            "fieldset",
            "figcaption",
            "figure",
            "font",
            "footer",
            "form",
            "frame",
            "frameset",
            "g",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "i",
            "iframe",
            "image",
            "ins",
            "kbd",
            "keygen",
            "label",
            "layer",
            "legend",
            "listing",
            "main",
            "map",
            "mark",
            "marquee",
            "math",
            "menu",
            "menuitem",
            "meter",
            "multicol",
            "nav",
            "nextid",
            "nobr",
            "noembed",
            "noframes",
            "nolayer",
            "noscript",
            "object",
            "ol",
            "output",
            "path",
            "picture",
            "plaintext",
            "pre",
            "progress",
            "q",
            "rb",
            "rtc",
            "ruby",
            "s",
            "samp",
            "script",
            "search",
            "section",
            "select",
            "slot",
            "small",
            "spacer",
            "span",
            "strike",
            "strong",
            "style",
            "sub",
            "summary",
            "sup",
            "svg",
            "table",
            "template",
            "textarea",
            "time",
            "title",
            "tt",
            "u",
            "ul",
            "use",
            "var",
            "video",
            "xmp",
            "circle",
            "rect",
            "line",
            "polygon",
            "polyline",
            "ellipse",
            "defs",
            "text",
            "tspan",
            "symbol",
            "lineargradient",
            "radialgradient",
            "stop",
            "clippath",
            "mask",
            "filter",
        ]
    )
)
# In these, other elements are known.
FOREIGN = frozenset(("svg", "math"))
_MEDIA = re.compile(
    r"<(?:img|video|audio|iframe|embed|object|picture|source|svg|canvas|table|input)\b", re.IGNORECASE
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]+")
_BLANK = re.compile(r"\s+")


def article(document: Document) -> Span:
    """Give the place of the article: the body behind the epoch comment and the heading link, trimmed."""
    text = document.text
    start, end = document.opening.end, len(text)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def foreign_depth(text: str, tag: Tag, depth: int) -> int:
    """Give how many of the `FOREIGN` elements are open behind one of their tags."""
    if text[tag.span.end - 2] == "/":
        return depth
    return max(depth - 1, 0) if tag.closing else depth + 1


def shows_media(document: Document) -> bool:
    """Say whether the article has anything to look at or to hear besides text."""
    return _MEDIA.search(document.text, document.opening.end) is not None or any(
        link.kind == "image" for link in document.links
    )


@lru_cache(maxsize=1)  # several rules ask for the same document, one after the other
def visible_text(document: Document) -> str:
    """Give the article's text as a reader sees it, blanks folded."""
    place = article(document)
    source = document.text[place.start : place.end]
    if not source:
        return ""
    if "<" in source or "&" in source:
        from lxml import etree, html  # most articles are long, and are not asked for

        clean = _CONTROLS.sub("", source).encode("utf-8", "replace").decode("utf-8")
        try:
            source = html.fromstring(f"<div>{clean}</div>").text_content()
        except (ValueError, AssertionError, etree.ParserError):
            return _BLANK.sub(" ", clean).strip()
    return _BLANK.sub(" ", source).strip()
