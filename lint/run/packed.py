"""Values of known types as compact bytes: MessagePack, or JSON for text that is not valid UTF-8."""

import json
from typing import Generic, TypeVar

import msgspec

ValueT = TypeVar("ValueT")
# No MessagePack begins with this byte (https://github.com/msgpack/msgpack/blob/master/spec.md#formats).
_JSON = b"\xc1"
_ENCODER = msgspec.msgpack.Encoder()


def pack(value: object) -> bytes:
    """Return numbers, texts, bytes, enums, and lists or named tuples of them, as bytes."""
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:  # a lone surrogate
        return _JSON + json.dumps(value).encode("ascii")


class Packed(Generic[ValueT]):
    """Reads packed values.

    Parameters:
        kind: the type of the values.
    """

    def __init__(self, kind: type[ValueT]) -> None:
        self._kind = kind
        self._decoder = msgspec.msgpack.Decoder(kind)

    def read(self, data: bytes) -> ValueT:
        """Read a value; raise ValueError for anything that is not one of the type."""
        if data[:1] != _JSON:
            return self._decoder.decode(data)
        try:
            return msgspec.convert(json.loads(data[1:]), self._kind)
        except RecursionError as error:
            raise ValueError("too many brackets") from error
