"""The built-in schemas as pydantic models."""

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
    # DTE001 reports such a value, in the same words for every schema.
    if parse(value) is None:
        raise PydanticCustomError("date", "a date such as 2021-05-03T22:59:03Z")
    return value


def _filled(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "text that is not blank")
    return value


# What the JSON Schemas require of a date that is text.
_DATE = r"^\d{4}-\d{1,2}-\d{1,2}([Tt ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|UTC|GMT|[-+]\d{2}(:?\d{2})?)?)?$"

_DESCRIPTION = "A date, or a date with time and timezone, such as 2021-05-03T22:59:03Z."
_DATE_SCHEMA = {"type": "string", "description": _DESCRIPTION, "pattern": _DATE}

PostDate = Annotated[Any, BeforeValidator(_date), WithJsonSchema(_DATE_SCHEMA)]
FilledText = Annotated[str, AfterValidator(_filled), Field(json_schema_extra={"pattern": r"\S"})]

_TYPES: Mapping[str, Any] = {
    "null": None, "text": str, "filled text": FilledText, "date": PostDate, "texts": list[str],
    "boolean": StrictBool, "whole number": int, "mapping": dict[str, Any],
}  # fmt: skip


@cache
def built_in_model(name: str) -> type[BaseModel]:
    """Return the model of a built-in schema."""
    schema = BUILT_IN[name]
    fields: dict[str, Any] = {}
    for key, (kinds, description) in schema.fields.items():
        types = [_TYPES[kind] for kind in kinds.split(" or ")]
        default = None if None in types else ...
        fields[key] = (reduce(operator.or_, types), Field(default, description=description))
    config = ConfigDict(extra="allow", strict=True)
    class_name = name.title().replace("-", "")
    return create_model(class_name, __config__=config, __doc__=schema.description, **fields)
