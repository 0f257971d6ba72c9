"""What a configuration may say of single fields, and the names it may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

FieldType = Literal["text", "integer", "number", "boolean", "date", "list", "mapping", "url"]
Dialect = Literal["jekyll", "hugo", "plain"]
SCHEMAS = ("news-mirror", "jekyll", "hugo", "plain")
# What a key may be to the rules, whatever it is called.
ROLES = ("title", "date", "author", "source", "tags", "categories")


class FieldRules(NamedTuple):
    """What the configuration demands of one field, on top of its schema.

    Parameters:
        required: whether every post must have it; `None` leaves that to the schema.
        type: a `FieldType`.
        choices: the only values it may have.
        pattern: a regular expression that its text must match somewhere.
    """

    required: bool | None = None
    type: str | None = None
    choices: Sequence[object] | None = None
    pattern: str | None = None
