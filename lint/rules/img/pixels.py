"""Tracking pixels: images that no reader sees."""

import re
from collections.abc import Iterator

from lint.primitives.patterns import regex
from lint.rule import Document, Span
from lint.rules.img.image_tag import value_of

_PIXELS = regex(
    r"https?://(?:medium\.com/_/stat|pixel\.wp\.com/|stats\.wp\.com/|b\.scorecardresearch\.com/|feeds\.feedburner\.com/~r/"
    r"|feeds\.wordpress\.com/1\.0/|www\.google-analytics\.com/|[^/]*doubleclick\.net/|pixel\.quantserve\.com/"
    r"|www\.facebook\.com/tr\b|sb\.scorecardresearch\.com/|hm\.baidu\.com/|tracking\.feedpress|feedpress\.me/)",
    re.IGNORECASE,
)
_SMALL = regex(r"[01](?:px)?\Z")
# What a text with a pixel contains, or one of its links.
IN_TEXT = r"(?i:width)\s*=\s*[\"'{]*\s*[01&]"
IN_LINKS = _PIXELS.pattern


def pixels(document: Document) -> Iterator[Span]:
    """Yield the places of the tracking pixels."""
    for tag in document.content.tags if "img" in document.content.names else ():
        if tag.name != "img" or tag.closing:
            continue
        found = document.attributes(tag)
        source = value_of(document, found.get("src"))
        sizes = [value_of(document, found.get(name)) for name in ("width", "height")]
        small = all(map(_SMALL.match, sizes)) and source.startswith(("http", "//"))
        if small or _PIXELS.match(source):
            yield tag.span
    for link in document.links:
        if link.attribute == "markdown" and link.kind == "image" and _PIXELS.match(link.value):
            yield link.tag


def without_pixels(document: Document) -> str:
    """Return the text with spaces for the tracking pixels."""
    pieces: list[str] = []
    end = 0
    for place in sorted(pixels(document)):
        pieces += (document.text[end : place.start], " " * (place.end - place.start))
        end = place.end
    return "".join((*pieces, document.text[end:]))
