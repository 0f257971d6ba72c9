"""Kinds of tables: with values of one kind, with known keys, and lists of tables."""

from collections.abc import Callable, Collection, Iterable, Mapping

from lint.config.kinds import Kind, WrongValueError, kinds_of, problem_of, unknown_key


class Table(Kind):
    """A table with values of one kind; `keys` are the only keys allowed, or empty to allow any."""

    expected = "a table"

    def __init__(self, of: Kind, keys: Iterable[str] = ()) -> None:
        self.of = of
        self.keys = tuple(keys)
        members = dict.fromkeys(self.keys, of.json_schema)
        rest = {"properties": members, "additionalProperties": False} if members else None
        self.json_schema = {"type": "object", **(rest or {"additionalProperties": of.json_schema})}

    def read(self, value: object) -> dict[str, object]:
        """Return the table with its values read."""
        table = _table(value, self.keys)
        return {key: _member(table, key, self.of) for key in table}


class Record(Kind):
    """A table read as a named tuple or dataclass, whose annotated fields are the keys and their kinds."""

    expected = "a table"

    def __init__(self, cls: Callable[..., object]) -> None:
        self._cls = cls
        self.kinds = {name.replace("_", "-"): kind for name, kind in kinds_of(cls).items()}
        members = {name: kind.json_schema for name, kind in self.kinds.items()}
        self.json_schema = {"type": "object", "properties": members, "additionalProperties": False}

    def read(self, value: object) -> object:
        """Return the object."""
        table = _table(value, self.kinds)
        return self._cls(
            **{
                key.replace("-", "_"): _member(table, key, kind)
                for key, kind in self.kinds.items()
                if key in table
            }
        )


class Tables(Kind):
    """A list of tables; the caller checks their values."""

    expected = "a list of tables, [[…]]"
    json_schema: Mapping[str, object] = {"type": "array", "items": {"type": "object"}}

    def read(self, value: object) -> tuple[dict[str, object], ...]:
        """Return the tables."""
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise WrongValueError(self.expected)
        return tuple(value)


def _table(value: object, keys: Collection[str]) -> dict[str, object]:
    if not isinstance(value, dict):
        raise WrongValueError("a table")
    for key in value if keys else ():
        if key not in keys:
            raise WrongValueError("a known key", key, unknown_key(key, keys))
    return value


def _member(table: Mapping[str, object], key: str, kind: Kind) -> object:
    try:
        return kind.read(table[key])
    except WrongValueError as error:
        problem = error.problem or problem_of(table[key], str(error))
        place = f"{key}.{error.key}" if error.key else key
        raise WrongValueError(str(error), place, problem) from error
