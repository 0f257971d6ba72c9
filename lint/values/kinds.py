"""The kinds of values in front matter, by the names that people use."""

from collections.abc import Mapping
from datetime import date, datetime
from types import NoneType

_KINDS: Mapping[type, str] = {
    NoneType: "empty", bool: "boolean", int: "number", float: "number", date: "date", datetime: "date",
    str: "text", list: "list", dict: "mapping",
}  # fmt: skip


def kind_of(value: object) -> str:
    """Return the kind of a value, such as `text`, `number` or `list`."""
    return _KINDS.get(type(value), type(value).__name__)
