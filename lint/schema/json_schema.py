"""A JSON Schema file as a schema, through jsonschema-rs (an optional package)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from lint.schema.validator import Kind, Loc, Problem, SchemaError, roles_of
from lint.values.dates import parse

_NAMES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "keys and values",
    "null": "nothing",
}


class JSONSchemaValidator:
    """A JSON Schema as a validator.

    `format: date-time` and `date` take every date that a site builder reads: a day alone, and a blank
    before the timezone. Dates that YAML or TOML made are validated as ISO 8601 text.

    Raises:
        SchemaError: when jsonschema-rs is not installed, or the schema is not valid itself.
    """

    def __init__(self, name: str, schema: dict[str, Any], roles: Mapping[str, str]) -> None:
        try:
            import jsonschema_rs  # an optional package
        except ImportError as error:
            raise SchemaError(
                f"schema {name!r} is a JSON Schema, which needs: pip install 'archive-lint[jsonschema]'"
            ) from error
        self.name = name
        self._schema = schema
        properties = schema.get("properties") if isinstance(schema, dict) else None
        self.keys = frozenset(properties if isinstance(properties, dict) else ())
        required = schema.get("required") if isinstance(schema, dict) else None
        self.required = frozenset(required if isinstance(required, list) else ())
        self.roles: Mapping[str, str] = roles_of(self.keys, roles)
        formats = {"date-time": _is_date, "date": _is_date}
        try:
            self._validator = jsonschema_rs.validator_for(schema, validate_formats=True, formats=formats)
        except (ValueError, jsonschema_rs.ValidationError) as error:
            raise SchemaError(f"schema {name!r} is no valid JSON Schema: {str(error)[:200]}") from error

    def validate(self, data: Mapping[str, object]) -> Sequence[Problem]:
        """Give what does not fit; at most one problem a place."""
        found: dict[Loc, Problem] = {}
        for error in self._validator.iter_errors(_as_json(dict(data))):
            for problem in _problems(error, data):
                found.setdefault(problem.loc, problem)
        return list(found.values())

    def json_schema(self) -> dict[str, object]:
        """Give the schema as it was loaded."""
        return self._schema


def _is_date(text: str) -> bool:
    return parse(text) is not None


def _as_json(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _as_json(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_as_json(member) for member in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):  # noqa: PLR0124 - NaN
        return str(value)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _problems(error: Any, data: Mapping[str, object]) -> Sequence[Problem]:  # noqa: ANN401 - untyped package
    loc: Loc = tuple(error.instance_path)
    details = error.kind
    name: str = details.name
    if name == "required":
        key = str(details.property)
        return [Problem((*loc, key), "missing", "a value", None)]
    value = _at(data, loc)
    if name in ("additionalProperties", "unevaluatedProperties"):
        return [Problem((*loc, key), "unknown", "no such key", None) for key in details.unexpected]
    if value is None and len(loc) == 1:
        return [Problem(loc, "missing", "a value", None)]
    kind: Kind = "other"
    if name == "type":
        kind = "type"
        types = details.types if isinstance(getattr(details, "types", None), list) else [details.type]
        expected = " or ".join(_NAMES.get(str(each), str(each)) for each in types)
    elif name == "enum":
        kind, expected = "choice", f"one of {', '.join(map(str, details.options))}"[:200]
    elif name == "pattern":
        kind, expected = "pattern", f"a text that matches {details.pattern}"
    elif name == "format" and details.format in ("date-time", "date"):
        kind, expected = "type", "a date such as 2021-05-03T22:59:03Z"
    else:
        expected = f"what the schema says at {'/'.join(map(str, error.schema_path))}"
    return [Problem(loc, kind, expected, value)]


def _at(data: object, loc: Loc) -> object:
    for step in loc:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return data
