"""What was compressed on its way is read whatever its pieces are, and never beyond the bound."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.web.unpacked import Unpacked


def read(data: bytes, encoding: str = "gzip", size: int = 1 << 20, most: int = 1 << 20) -> tuple[bytes, bool]:
    """Read in pieces of a size."""
    unpacked, found = Unpacked(encoding), b""
    for start in range(0, len(data), size):
        found += unpacked.more(data[start : start + size], most - len(found))
        if len(found) >= most:
            break
    return found, unpacked.is_whole


def raw(text: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(text) + packer.flush()


SIZES = st.integers(1, 9000)


@given(st.lists(st.binary(max_size=9000), min_size=1, max_size=4), SIZES)
def test_all_members_of_gzip_are_read(texts: list[bytes], size: int) -> None:
    assert read(b"".join(map(gzip.compress, texts)), size=size) == (b"".join(texts), True)


@given(st.binary(max_size=9000), SIZES, st.sampled_from([zlib.compress, raw, gzip.compress]))
def test_deflate_with_and_without_a_header(text: bytes, size: int, pack: object) -> None:
    assert callable(pack)
    assert read(pack(text), "deflate", size) == (text, True)


@given(st.binary(min_size=1, max_size=500), SIZES, st.data())
def test_what_ends_early_is_not_whole(text: bytes, size: int, data: st.DataObject) -> None:
    packed = gzip.compress(text)
    second = packed[: data.draw(st.integers(2, len(packed) - 1))]
    assert not read(second, size=size)[1]
    found, is_whole = read(packed + second, size=size)
    assert not is_whole
    assert found.startswith(text)


@pytest.mark.parametrize("after", [b"\0" * 9000, b"\x1f", b"junk", b"\x1fx"])
@pytest.mark.parametrize("size", [1, 5000])
def test_what_follows_the_members_is_left_out(after: bytes, size: int) -> None:
    assert read(gzip.compress(b"text") + after + gzip.compress(b"more"), size=size) == (b"text", True)


@given(st.integers(1, 3000), SIZES)
def test_no_more_than_the_bound(most: int, size: int) -> None:
    assert read(gzip.compress(bytes(1000)) * 3, size=size, most=most)[0] == bytes(min(most, 3000))


def test_what_is_not_compressed() -> None:
    with pytest.raises(zlib.error):
        read(b"no gzip")
