"""Fields of the front matter, as a configuration speaks of them: their roles, and what it demands of each."""

from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple

from lint.config.kinds import Values

FieldType = Literal["text", "integer", "number", "boolean", "date", "list", "mapping", "url"]
# What a key may be to the rules, whatever it is called.
ROLES = ("title", "date", "author", "source", "tags", "categories")


class FieldRules(NamedTuple):
    """What the configuration demands of one field, on top of its schema.

    Parameters:
        required: whether every post must have it; `None` leaves that to the schema.
        type: what its values are.
        choices: the only values it may have.
        pattern: a regular expression that its text must match somewhere.
    """

    required: bool | None = None
    type: FieldType | None = None
    choices: Annotated[Sequence[object] | None, Values()] = None
    pattern: str | None = None
