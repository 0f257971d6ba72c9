"""Images by their first bytes."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.web.answer import Answer
from lint.web.pictures import Picture, digest, picture_of, sniff


def box(name: bytes, *inside: bytes) -> bytes:
    content = b"".join(inside)
    return struct.pack(">I", len(content) + 8) + name + content


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", width, height, 8, 2, 0, 0, 0, 0)


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b";"


def jpeg(width: int, height: int, metadata: int = 30000) -> bytes:
    application = b"\xff\xe1" + struct.pack(">H", metadata + 2) + b"\x00" * metadata
    return (
        b"\xff\xd8"
        + application
        + b"\xff\xc0"
        + struct.pack(">HBHHB", 11, 8, height, width, 1)
        + b"\x01\x11\x00"
    )


def bmp(width: int, height: int) -> bytes:
    return b"BM" + struct.pack("<IHHIIiiHH", 54, 0, 0, 54, 40, width, height, 1, 24) + b"\x00" * 24


def webp(width: int, height: int) -> bytes:
    sides = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + b"\x00" * 4 + sides


def ico(*sides: tuple[int, int]) -> bytes:
    entries = b"".join(
        struct.pack("<BBBBHHII", width, height, 0, 0, 1, 32, 40, 22) for width, height in sides
    )
    return b"\x00\x00\x01\x00" + struct.pack("<H", len(sides)) + entries


def avif(width: int, height: int) -> bytes:
    ispe = box(b"ispe", b"\x00" * 4, struct.pack(">II", width, height))
    ipma = box(b"ipma", b"\x00" * 4, struct.pack(">IHBB", 1, 1, 1, 0x81))
    pitm = box(b"pitm", b"\x00" * 4, struct.pack(">H", 1))
    meta = box(b"meta", b"\x00" * 4, pitm, box(b"iprp", box(b"ipco", ispe), ipma))
    return box(b"ftyp", b"avif", b"\x00" * 4, b"mif1", b"miaf") + meta


def svg(width: int, height: int) -> bytes:
    return f'<?xml version="1.0"?><!-- x --><svg width="{width}" height="{height}px"></svg>'.encode()


MAKERS = {
    "image/png": png, "image/gif": gif, "image/jpeg": jpeg, "image/bmp": bmp, "image/webp": webp, "image/avif": avif,
    "image/svg+xml": svg,
}  # fmt: skip


@pytest.mark.parametrize("mime", MAKERS)
@pytest.mark.parametrize("sides", [(1, 1), (640, 480)])
def test_type_and_size(mime: str, sides: tuple[int, int]) -> None:
    answer = Answer("https://example.org/a", 200, {"content-type": mime}, MAKERS[mime](*sides), is_whole=True)
    assert picture_of(answer) == Picture(mime, *sides)


def test_icon_is_as_large_as_its_largest_image() -> None:
    def size(body: bytes) -> Picture | None:
        return picture_of(Answer("https://example.org/favicon.ico", 200, {}, body))

    assert size(ico((16, 16), (0, 0), (32, 32))) == Picture("image/x-icon", 256, 256)
    assert size(ico((1, 1))) == Picture("image/x-icon", 1, 1)
    assert size(b"\x00\x00\x01\x00\xff\xff") == Picture("image/x-icon", 0, 0)


def test_size_that_was_not_read_is_unknown() -> None:
    answer = Answer("https://example.org/a", 200, {}, jpeg(1, 1, 60000)[:32768])
    assert picture_of(answer) == Picture("image/jpeg", 0, 0)


@pytest.mark.parametrize(
    ("body", "mime"),
    [
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00miafavif", "image/avif"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "image/heic"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00iso2mp41", None),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", None),
        (b"MM\x00*\x00\x00", "image/tiff"),
        (b"\xff\x0a\x00", "image/jxl"),
        (b"", None),
        (b"<svg>", None),
    ],
)
def test_type_by_the_first_bytes(body: bytes, mime: str | None) -> None:
    assert sniff(body) == mime


def test_size_beyond_all_numbers_is_unknown() -> None:
    body = f'<svg width="{"9" * 400}" height="1"></svg>'.encode()
    answer = Answer("https://example.org/a", 200, {"content-type": "image/svg+xml"}, body)
    assert picture_of(answer) == Picture("image/svg+xml", 0, 0)


def test_digest_tells_pictures_apart() -> None:
    def of(body: bytes, *, whole: bool, **headers: str) -> bytes:
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        return digest(Answer("https://example.org/a", 200, said, body, whole))

    long = png(9, 9) + b"x" * 9000
    # One picture, whether it was read to its end or not; never two that begin alike.
    assert of(long, whole=True) == of(long[:5000], whole=False, content_length=str(len(long))) != b""
    assert of(long, whole=True) != of(long + b"y", whole=True)
    assert of(long, whole=True) != of(b"z" + long[1:], whole=True)
    assert of(long[:5000], whole=False) == b""
    assert of(long[:50], whole=False, content_length="9000") == b""
    assert of(long[:5000], whole=False, content_length="9000", content_encoding="gzip") == b""
    assert of(long[:5000], whole=False, content_length="٣") == b""


@given(st.sampled_from([*MAKERS.values()]), st.data())
def test_damaged_images_never_raise(make: object, data: st.DataObject) -> None:
    assert callable(make)
    body = bytearray(make(640, 480))
    for _ in range(data.draw(st.integers(0, 5))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(body[: data.draw(st.integers(0, len(body)))])
    for mime in ("image/svg+xml", "image/png", ""):
        picture = picture_of(Answer("https://example.org/a", 200, {"content-type": mime}, cut))
        assert picture is None or (picture.width >= 0 and picture.height >= 0)
