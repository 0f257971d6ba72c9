"""What a schema is to the rest: roles, known keys, and what of a front matter does not fit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from lint.config.fields import ROLES
from lint.primitives.errors import UserError

Kind = Literal["missing", "unknown", "type", "choice", "pattern", "other"]
Loc = tuple[str | int, ...]


class SchemaError(UserError):
    """A schema does not exist, does not load, or is tightened by invalid demands."""


def roles_of(keys: Collection[str], given: Mapping[str, str]) -> dict[str, str]:
    """Give which key plays each role: as given, else the key of the role's name."""
    return {role: role for role in ROLES if role in keys} | dict(given)


class Problem(NamedTuple):
    """One value that does not fit.

    Parameters:
        loc: the path of keys and indexes to it; for a missing key, to where it should be.
        kind: what sort of problem it is.
        expected: what would fit, as the end of a sentence: `a text`, `one of a, b`.
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
        roles: which key plays a role: `title`, `date`, `author`, `source`, `tags`, `categories`.
        keys: the keys the schema knows.
        required: those of them that every post must have.
    """

    name: str
    roles: Mapping[str, str]
    keys: frozenset[str]
    required: frozenset[str]

    def validate(self, data: Mapping[str, object]) -> Sequence[Problem]:
        """Give what does not fit; at most one problem a place."""

    def json_schema(self) -> dict[str, object]:
        """Give the schema as JSON Schema 2020-12."""
