"""Front matter fields in the configuration: their roles, and their constraints."""

from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple

from lint.config.kinds import Values

FieldType = Literal["text", "integer", "number", "boolean", "date", "list", "mapping", "url"]
# What a field means to the rules, whatever its name.
ROLES = ("title", "date", "author", "source", "tags", "categories")


class FieldRules(NamedTuple):
    """The constraints that the configuration adds to the schema of one field.

    Parameters:
        required: whether every post must have the field; `None` leaves that to the schema.
        type: the type of its values.
        choices: the only values allowed.
        pattern: a regular expression that its text must match, at any position.
    """

    required: bool | None = None
    type: FieldType | None = None
    choices: Annotated[Sequence[object] | None, Values()] = None
    pattern: str | None = None
