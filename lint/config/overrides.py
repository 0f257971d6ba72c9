"""`[[overrides]]`: what holds for some files only."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.config.file_patterns import Patterns
from lint.config.key import Key
from lint.config.kinds import Kind, WrongValueError, problem_of, unknown_key
from lint.primitives.text import shown_key

if TYPE_CHECKING:
    from lint.primitives.ignore_patterns import IgnorePatterns

FILES = "files"
# Each combination of entries has settings of its own.
_MOST = 100


class Override(NamedTuple):
    """An entry of `[[overrides]]`.

    Parameters:
        files: patterns of the files that it holds for, as in `.gitignore`.
        values: what it sets, by the fields of `Config`.
    """

    files: tuple[str, ...]
    values: Mapping[str, Any]

    @property
    def prefix(self) -> str:
        """What comes before its keys in messages."""
        return f'overrides."{shown_key(self.files[0])}".'

    def matches(self, path: str) -> bool:
        """Return whether it holds for a file; the path is relative to the configuration's folder."""
        return _patterns(self.files).matches(path)


@lru_cache(maxsize=256)
def _patterns(files: tuple[str, ...]) -> "IgnorePatterns":
    from lint.primitives.ignore_patterns import IgnorePatterns  # only if there are overrides

    return IgnorePatterns.of_texts(files)


class Overrides(Kind):
    """A list of tables, each with `files` and the keys that may differ from file to file.

    Parameters:
        keys: returns all keys; the list is a key itself.
    """

    expected = "a list of tables, [[…]]"
    json_schema: Mapping[str, object] = {"type": "array", "items": {"type": "object"}, "maxItems": _MOST}

    def __init__(self, keys: Callable[[], Mapping[str, Key]]) -> None:
        self._all = keys

    @property
    def keys(self) -> Mapping[str, Key]:
        """The keys that may differ from file to file."""
        return {name: key for name, key in self._all().items() if key.of_files}

    def read(self, value: object) -> tuple[Override, ...]:
        """Return the entries."""
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise WrongValueError(self.expected)
        if len(value) > _MOST:
            raise WrongValueError(
                self.expected, "", f"it has {len(value):,} entries; expected at most {_MOST}"
            )
        return tuple(map(self._entry, value))

    def _entry(self, table: Mapping[str, object]) -> Override:
        files = _read(Patterns(), table.get(FILES), FILES)
        if not files:
            raise WrongValueError("a pattern at least", FILES, problem_of([], "a pattern at least"))
        entry = Override(files, {})
        values = {}
        for name, value in table.items():
            if name == FILES:
                continue
            place = f'"{files[0]}".{name}'
            key = self.keys.get(name)
            if key is None:
                raise WrongValueError("a known key", place, self._unknown(name))
            values[key.field] = _read(key.kind, value, place)
        return entry._replace(values=values)

    def _unknown(self, name: str) -> str:
        if name in self._all():
            return f"it holds for whole folders; expected one of {', '.join(self.keys)}"
        return unknown_key(name, (FILES, *self.keys))


def _read(kind: Kind, value: object, place: str) -> Any:  # noqa: ANN401 - depends on the kind
    try:
        return kind.read(value)
    except WrongValueError as error:
        if value is None:
            raise WrongValueError(str(error), place, f"is missing; expected {error}") from error
        problem = error.problem or problem_of(value, str(error))
        raise WrongValueError(str(error), f"{place}.{error.key}" if error.key else place, problem) from error
