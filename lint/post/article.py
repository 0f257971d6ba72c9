"""The article of a post: where it is, and the text that a reader sees."""

from lint.primitives.patterns import regex
from lint.primitives.source import Span

_CONTROLS = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f]+")
_SPACE = regex(r"\s+")
# More in one tag than any that is not an attack, or a picture in its URL.
_LONG = 10_000


def trimmed(text: str, start: int) -> Span:
    """Return the place of `text[start:]` without leading and trailing whitespace."""
    start = len(text) - len(text[start:].lstrip())
    return Span(start, max(start, len(text.rstrip())))


def visible_text(source: str) -> str:
    """Return the text that a browser shows for HTML or Markdown, each run of whitespace as one space."""
    if "<" in source or "&" in source:
        from lxml import etree, html  # most runs do not need it

        clean = _CONTROLS.sub("", source).encode("utf-8", "replace").decode("utf-8")
        if any(len(each) > _LONG for each in clean.split(">")):
            clean = _without_long_attributes(clean)
        try:
            source = html.fromstring(f"<div>{clean}</div>").text_content()
        except (ValueError, AssertionError, etree.ParserError):
            return _SPACE.sub(" ", clean).strip()
    return _SPACE.sub(" ", source).strip()


def _without_long_attributes(text: str) -> str:
    """Return HTML with the same text: libxml2 compares each attribute of a tag with all before it."""
    from lint.post.html import scan  # rarely needed

    pieces, end = [], 0
    for tag in scan(text, Span(0, len(text))).tags:
        start, stop = tag.attributes
        if stop - start > _LONG:
            pieces.append(text[end:start])
            end = stop
    return "".join((*pieces, text[end:]))
