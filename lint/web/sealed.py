"""Rows with a digest: a damaged page of a database can still be a valid one for SQLite."""

from collections.abc import Sequence

import msgspec

from lint.primitives.blake2 import blake2b

_DIGEST = 8
_ENCODER = msgspec.msgpack.Encoder()


class DamageError(Exception):
    """A file or a row is not what was written."""


def sealed(key: Sequence[str], value: tuple[object, ...]) -> bytes:
    """Return a value as bytes that hold for one key alone.

    Parameters:
        key: what the row is found by.
        value: texts, numbers, bytes, and tuples of them.
    """
    try:
        packed = _ENCODER.encode(value)
    except UnicodeEncodeError:  # a lone surrogate in what a server said
        packed = _ENCODER.encode(_clean(value))
    return _digest(key, packed) + packed


def unsealed(key: Sequence[str], data: object) -> bytes:
    """Return the packed value of a row; raise DamageError if it is not what was written."""
    if not isinstance(data, bytes) or _digest(key, data[_DIGEST:]) != data[:_DIGEST]:
        raise DamageError("a row is damaged")
    return data[_DIGEST:]


def _clean(value: object) -> object:
    if isinstance(value, tuple):
        return [_clean(each) for each in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _digest(key: Sequence[str], packed: bytes) -> bytes:
    subject = "".join(f"{len(each)} {each} " for each in key).encode("utf-8", "surrogatepass")
    return blake2b(subject + packed, digest_size=_DIGEST).digest()
