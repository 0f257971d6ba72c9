"""The built-in schemas as pydantic models."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from functools import cache, reduce
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    WithJsonSchema,
    create_model,
)
from pydantic_core import PydanticCustomError

from lint.schema.fields import BUILT_IN
from lint.values.dates import parse


def _date(value: object) -> object:
    # A text that is no date is DTE001's finding, with the same words for every schema.
    if parse(value) is None:
        raise PydanticCustomError("date", "a date such as 2021-05-03T22:59:03Z")
    return value


def _filled(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "a text that is not blank")
    return value


# What the JSON Schemas say of a text that is a date, and of one that is not blank.
_DATE = r"^\d{4}-\d{1,2}-\d{1,2}([Tt ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|UTC|GMT|[-+]\d{2}(:?\d{2})?)?)?$"

PostDate = Annotated[
    Any,
    BeforeValidator(_date),
    WithJsonSchema(
        {
            "type": "string",
            "description": "A date, or a date with time and timezone, such as 2021-05-03T22:59:03Z.",
            "pattern": _DATE,
        }
    ),
]
FilledText = Annotated[str, AfterValidator(_filled), Field(json_schema_extra={"pattern": r"\S"})]

_TYPES: Mapping[str, Any] = {
    "nothing": None,
    "text": str,
    "filled text": FilledText,
    "date": PostDate,
    "texts": list[str],
    "flag": StrictBool,
    "whole number": int,
    "mapping": dict[str, Any],
}


@cache
def built_in_model(name: str) -> type[BaseModel]:
    """Give the model of a built-in schema."""
    schema = BUILT_IN[name]
    fields: dict[str, Any] = {}
    for key, (kinds, description) in schema.fields.items():
        types = [_TYPES[kind] for kind in kinds.split(" or ")]
        default = None if None in types else ...
        fields[key] = (reduce(operator.or_, types), Field(default, description=description))
    config = ConfigDict(extra="allow", strict=True)
    class_name = name.title().replace("-", "")
    return create_model(class_name, __config__=config, __doc__=schema.description, **fields)
