"""What a client asks arrives as it was sent."""

from hypothesis import given
from hypothesis import strategies as st

from lint.daemon.request import Request, packed, unpacked

_texts = st.binary(max_size=20).map(lambda data: data.replace(b"\0", b"x"))
_names = _texts.map(lambda data: data.replace(b"=", b"-") or b"NAME")


@given(
    st.lists(_texts, max_size=5), _texts, st.dictionaries(_names, _texts, max_size=5), st.integers(0, 0o777)
)
def test_a_request_is_read_as_it_was_sent(
    arguments: list[bytes], folder: bytes, environment: dict[bytes, bytes], umask: int
) -> None:
    encodings = ["utf-8:strict", "utf-8:strict", "utf-8:backslashreplace"]
    read = unpacked(packed(Request(arguments, folder, environment, umask, encodings)))
    assert (read.arguments, read.folder, read.environment, read.umask, read.encodings) == (
        arguments, folder, environment, umask, encodings,
    )  # fmt: skip
