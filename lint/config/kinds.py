"""Stand-in until the real one is merged."""

import types
from typing import Any, Generic, TypeVar, get_args, get_origin

T = TypeVar("T")


class WrongValueError(ValueError): ...


class Kind(Generic[T]):
    def __init__(self, read):
        self._read = read

    def read(self, value: object) -> T:
        return self._read(value)


def kind_of(annotation: Any) -> "Kind[Any]":
    def text(v):
        if not isinstance(v, str) or not v:
            raise WrongValueError("a text")
        return v

    def texts(v):
        if not isinstance(v, list) or not all(isinstance(e, str) for e in v):
            raise WrongValueError("a list of texts")
        return tuple(v)

    def integer(v):
        if isinstance(v, bool) or not isinstance(v, int):
            raise WrongValueError("a whole number")
        return v

    if get_origin(annotation) is types.UnionType:
        annotation = get_args(annotation)[0]
    if annotation is str:
        return Kind(text)
    if annotation is int:
        return Kind(integer)
    if annotation == tuple[str, ...]:
        return Kind(texts)
    raise ValueError(f"{annotation!r}: expected str, ...")
