"""The interface of a schema: its roles, its keys, and the problems that it finds."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from lint.config.fields import ROLES
from lint.primitives.errors import UserError

Kind = Literal["missing", "unknown", "type", "choice", "pattern", "other"]
Loc = tuple[str | int, ...]


class SchemaError(UserError):
    """A schema does not exist, does not load, or is combined with invalid rules for fields."""


def roles_of(keys: Collection[str], given: Mapping[str, str]) -> dict[str, str]:
    """Return which key plays each role: the given one, else the key with the role's name."""
    return {role: role for role in ROLES if role in keys} | dict(given)


class Problem(NamedTuple):
    """One value that does not fit.

    Parameters:
        loc: the path of keys and indexes to it; for a missing key, to where it should be.
        kind: the kind of problem.
        expected: what would fit, as the end of a sentence: `text`, `one of a, b`.
        value: the value found; `None` for a missing one.
    """

    loc: Loc
    kind: Kind
    expected: str
    value: object


class Validator(Protocol):
    """A schema, ready to use.

    Parameters:
        name: what `--show-settings` calls it.
        roles: which key plays each role: `title`, `date`, `author`, `source`, `tags`, `categories`.
        keys: the keys that the schema lists.
        required: the keys that every post must have.
    """

    name: str
    roles: Mapping[str, str]
    keys: frozenset[str]
    required: frozenset[str]

    def validate(self, data: Mapping[str, object]) -> Sequence[Problem]:
        """Return what does not fit; at most one problem per place."""

    def json_schema(self) -> dict[str, object]:
        """Return the schema as JSON Schema 2020-12."""
