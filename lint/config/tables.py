"""Kinds of tables: of values of one kind, of known keys, and lists of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lint.config.kinds import Kind, WrongValueError, kinds_of
from lint.primitives.text import did_you_mean


class Table(Kind):
    """A table whose values are of one kind.

    Parameters:
        of: the kind of its values.
        keys: the only keys it may have; empty for any.
    """

    expected = "a table"

    def __init__(self, of: Kind, keys: Iterable[str] = ()) -> None:
        self.of = of
        self.keys = tuple(keys)
        members = dict.fromkeys(self.keys, of.json_schema)
        self.json_schema = (
            {"type": "object", "properties": members, "additionalProperties": False}
            if members
            else {"type": "object", "additionalProperties": of.json_schema}
        )

    def read(self, value: object) -> dict[str, object]:
        """Give the table with its values read."""
        table = _table(value, self.keys)
        return {key: _member(table, key, self.of) for key in table}


class Record(Kind):
    """A table with a kind for each key, which makes an object.

    Parameters:
        cls: a named tuple or dataclass; its fields are the keys, and their annotations tell the kinds.
    """

    expected = "a table"

    def __init__(self, cls: Callable[..., object]) -> None:
        self._cls = cls
        self.kinds = kinds_of(cls)
        members = {name: kind.json_schema for name, kind in self.kinds.items()}
        self.json_schema = {"type": "object", "properties": members, "additionalProperties": False}

    def read(self, value: object) -> object:
        """Give the object."""
        table = _table(value, self.kinds)
        return self._cls(
            **{key: _member(table, key, kind) for key, kind in self.kinds.items() if key in table}
        )


class Tables(Kind):
    """A list of tables, whose values whoever uses them checks."""

    expected = "a list of tables, [[…]]"
    json_schema: Mapping[str, object] = {"type": "array", "items": {"type": "object"}}

    def read(self, value: object) -> tuple[dict[str, object], ...]:
        """Give the tables."""
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise WrongValueError(self.expected)
        return tuple(value)


def _table(value: object, keys: Iterable[str]) -> dict[str, object]:
    if not isinstance(value, dict):
        raise WrongValueError("a table")
    known = tuple(keys)
    for key in value:
        if known and key not in known:
            raise WrongValueError(f"a key among {', '.join(known)}{did_you_mean(key, known)}", key)
    return value


def _member(table: Mapping[str, object], key: str, kind: Kind) -> object:
    try:
        return kind.read(table[key])
    except WrongValueError as error:
        raise error.below(key) from error
