"""Images by their first bytes, as browsers see them.

The type is that of the MIME Sniffing standard (https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm):
browsers look at the bytes, and believe the server only about SVG.
"""

from __future__ import annotations

import io
from typing import NamedTuple

import imagesize

from lint.primitives.blake2 import blake2b
from lint.primitives.patterns import regex
from lint.web.answer import Answer

# Enough to tell two pictures with the same length apart, and always read, wherever the connection was closed.
_DIGESTED = 4096
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"\x00\x00\x02\x00", "image/x-icon"),
    # Not in the standard: shown by one browser or another, and images for a reader who saves them.
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "image/jxl"),
    (b"\xff\x0a", "image/jxl"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_BRANDS = {
    b"avif": "image/avif", b"avis": "image/avif", b"mif1": "image/heif", b"msf1": "image/heif",
    b"heic": "image/heic", b"heix": "image/heic", b"hevc": "image/heic", b"hevx": "image/heic",
}  # fmt: skip
_SVG = regex(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?svg[\s>/]")
_SVG_TYPE = "image/svg+xml"
# What a browser blocks in the place of another site's image, if the server forbids to look at the bytes:
# https://chromium.googlesource.com/chromium/src/+/master/services/network/cross_origin_read_blocking_explainer.md
_NEVER_SNIFFED = regex(r"text/(?:plain|html|xml|json)|application/(?:[\w.+-]+\+)?(?:json|xml)")


class Picture(NamedTuple):
    """What is known of an image.

    Parameters:
        type: its MIME type.
        width, height: in pixels; 0 if they are not in the bytes that were read.
    """

    type: str
    width: int = 0
    height: int = 0


def essence(answer: Answer) -> str:
    """Return the type that the server claims, in lower case, without parameters; empty if it claims none."""
    return answer.headers.get("content-type", "").partition(";")[0].strip().lower()


def picture_of(answer: Answer) -> Picture | None:
    """Return the image that a browser would show for an answer; `None` if it would show none."""
    claimed = essence(answer)
    if claimed != _SVG_TYPE:
        sniffed = sniff(answer.body)
        if sniffed is None or (_forbids_sniffing(answer) and _NEVER_SNIFFED.fullmatch(claimed)):
            return None
        return Picture(sniffed, *_size(answer.body, sniffed))
    # XML is never recognized by its bytes, and an SVG image with another type not shown.
    return Picture(_SVG_TYPE, *_size(answer.body, _SVG_TYPE)) if _SVG.search(answer.body) else None


def sniff(body: bytes) -> str | None:
    """Return the MIME type of an image by its first bytes; `None` if they are not those of an image."""
    for signature, mime in _SIGNATURES:
        if body.startswith(signature):
            return mime
    if body.startswith(b"RIFF") and body[8:14] == b"WEBPVP":
        return "image/webp"
    if body[4:8] == b"ftyp":
        end = min(int.from_bytes(body[:4], "big"), 64, len(body))
        brands = [body[8:12], *(body[at : at + 4] for at in range(16, end, 4))]
        known = [_BRANDS[brand] for brand in brands if brand in _BRANDS]
        return "image/avif" if "image/avif" in known else known[0] if known else None
    return None


def digest(answer: Answer) -> bytes:
    """Return what tells one picture from another; empty if too little of it was read.

    Its length counts as well: many pictures begin with the same profile or metadata.
    """
    body = answer.body
    encoded = answer.headers.get("content-encoding", "").strip().lower() not in ("", "identity")
    length = (
        str(len(body)) if answer.is_whole else "" if encoded else answer.headers.get("content-length", "")
    )
    if not length.isascii() or not length.isdigit() or (len(body) < _DIGESTED and not answer.is_whole):
        return b""
    return blake2b(body[:_DIGESTED] + b"\x00" + length.encode(), digest_size=16).digest()


def _forbids_sniffing(answer: Answer) -> bool:
    # https://fetch.spec.whatwg.org/#determine-nosniff
    first = answer.headers.get("x-content-type-options", "").partition(",")[0]
    return first.strip().lower() == "nosniff"


def _size(body: bytes, mime: str) -> tuple[int, int]:
    if mime == "image/x-icon":
        # The largest of an icon's images counts; 0 means 256. https://en.wikipedia.org/wiki/ICO_(file_format)
        count = int.from_bytes(body[4:6], "little")
        sides = [(body[at] or 256, body[at + 1] or 256) for at in range(6, len(body) - 15, 16)[:count]]
        return max(sides, default=(0, 0))
    try:
        width, height = imagesize.get(io.BytesIO(body), exif_rotation=False)
        # An SVG image has no size of its own where it says 100%, and a broken one may say anything.
        return (int(width), int(height)) if width > 0 and height > 0 else (0, 0)
    except Exception:  # noqa: BLE001 - hostile bytes; nothing of the kind may end a run
        return 0, 0
