"""Images in `data:` URLs: what their first bytes say."""

import re
from base64 import b64decode
from binascii import Error
from urllib.parse import unquote_to_bytes

from lint.primitives.patterns import regex

_URL = regex(r"data:([^,]*),\s*", re.IGNORECASE)
_LONGEST_SVG = 2000
_HEADER = 64
_EMPTY_SVG = regex(rb"\s*(?:<\?xml[^>]*>\s*)?<svg\b[^>]*(?:/>|>\s*</svg>)\s*\Z")
_TINY_SVG = regex(
    rb"\s*<svg\b(?=[^>]*\swidth=[\"']?1(?:px)?[\"'\s>])(?=[^>]*\sheight=[\"']?1(?:px)?[\"'\s>])"
)


def emptiness(url: str) -> str:
    """Return how the image in a `data:` URL shows nothing: as `1×1` or as `empty` SVG, else an empty text.

    The bytes decide, not the media type, as in browsers
    (https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern).
    """
    head = _URL.match(url)
    if head is None:
        return ""
    rest = url[head.end() : head.end() + _LONGEST_SVG + 1]
    is_base64 = head[1].rstrip().lower().endswith(";base64")
    data = _from_base64(rest) if is_base64 else unquote_to_bytes(rest)
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= _HEADER // 2:
        return "1×1" if data[16:24] == b"\0\0\0\1\0\0\0\1" else ""
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:  # noqa: PLR2004 - the size is in bytes 6 to 9
        return "1×1" if data[6:10] == b"\1\0\1\0" else ""
    if data.lstrip()[:4] in (b"<svg", b"<?xm"):
        if _TINY_SVG.match(data):
            return "1×1"
        return "empty" if len(rest) <= _LONGEST_SVG and _EMPTY_SVG.match(data) else ""
    return ""


def _from_base64(text: str) -> bytes:
    text = re.sub(r"[\s=]", "", text.replace("%2B", "+").replace("%2F", "/").replace("%3D", "="))
    try:
        return b64decode(text[: len(text) // 4 * 4] + _rest(text[len(text) // 4 * 4 :]))
    except (Error, ValueError):
        return b""


def _rest(text: str) -> str:
    return text + "=" * (4 - len(text)) if len(text) > 1 else ""
