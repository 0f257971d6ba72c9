"""`extends`: the files and presets that a configuration adds to."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lint.config.kinds import WrongValueError
from lint.config.layers import PRESET, Layer, shown
from lint.primitives.package_data import read_text
from lint.primitives.text import did_you_mean, one_line

PRESETS = tuple(PRESET + name for name in ("mirror", "blog", "strict", "all"))
_EXPECTED = f"the relative path of a file, or one of {', '.join(PRESETS)}"
# Files may extend each other so that each is read again and again.
_MOST = 50

# Reads a file, or takes its content.
Read = Callable[[str, bytes | None], Layer]


class BaseError(Exception):
    """A file cannot extend another; the message begins with the file and the key."""


def with_bases(layer: Layer, read: Read) -> tuple[Layer, ...]:
    """Return what a file says, and all that it extends, the nearest first.

    Parameters:
        layer: what the file says.
        read: returns what another file says, or a content; raises WrongValueError if it cannot be read.

    Raises:
        BaseError: if one cannot be read, extends itself, or if there are too many.
    """
    found: list[Layer] = []
    _collect(layer, read, (), found)
    root = os.path.dirname(layer.path)
    return (layer, *(_moved(each, root) for each in found[1:]))


def _collect(layer: Layer, read: Read, chain: Sequence[Layer], found: list[Layer]) -> None:
    chain = (*chain, layer)
    found.append(layer)
    for name in reversed(layer.values.get("extends", ())):
        try:
            base = _base(name, layer, read)
            _refuse_loop(base, chain, len(found))
        except WrongValueError as error:
            problem = error.problem or f"is not valid; expected {error}"
            raise BaseError(f"{layer.place('extends')}: {one_line(repr(name))} {problem}") from error
        _collect(base, read, chain, found)


def _refuse_loop(base: Layer, chain: Sequence[Layer], count: int) -> None:
    if any(_is_same(base, each) for each in chain):
        way = " → ".join(shown(each.path) for each in (*chain, base))
        raise WrongValueError(f"a file that does not lead back here, as in {way}")
    if count == _MOST:
        raise WrongValueError(f"at most {_MOST} files that extend each other")


def _base(name: str, layer: Layer, read: Read) -> Layer:
    if name in PRESETS:
        return read(name, read_text("lint.config", "presets", name.removeprefix(PRESET) + ".toml").encode())
    if name.startswith(PRESET) or "://" in name or "\0" in name:
        raise WrongValueError(_EXPECTED + did_you_mean(name, PRESETS))
    return read(os.path.normpath(os.path.join(os.path.dirname(layer.path), name)), None)


def _is_same(one: Layer, other: Layer) -> bool:
    return os.path.realpath(one.path) == os.path.realpath(other.path)


def _moved(layer: Layer, root: str) -> Layer:
    """Return what a base says, with the path of its JSON Schema relative to the extending file's folder."""
    schema = layer.values.get("schema", "")
    if not schema.endswith(".json"):
        return layer
    path = os.path.join(os.path.dirname(layer.path), schema)
    values: Mapping[str, Any] = {**layer.values, "schema": os.path.relpath(path, root)}
    return layer._replace(values=values)
