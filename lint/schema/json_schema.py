"""A JSON Schema file as a schema, through jsonschema-rs (an optional package)."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from lint.primitives.text import counted, shortened
from lint.schema.json_files import SchemaFiles
from lint.schema.validator import Kind, Loc, Problem, SchemaError, roles_of
from lint.values.dates import parse

_LONGEST = 200
_TYPES = {
    "string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false",
    "array": "a list", "object": "a mapping", "null": "null",
}  # fmt: skip
_FORMATS = {
    "date-time": "a date such as 2021-05-03T22:59:03Z",
    "date": "a date such as 2021-05-03T22:59:03Z",
    "time": "a time such as 22:59:03Z",
    "email": "an email address", "hostname": "a host name such as example.org",
    "uri": "a URL such as https://example.org/page", "uri-reference": "an absolute or relative URL",
    "uuid": "a UUID", "regex": "a regular expression",
}  # fmt: skip
# What each keyword demands, as the end of a sentence, from jsonschema-rs' details of the error.
_DEMANDS: Mapping[str, Callable[[Any], str]] = {
    "type": lambda of: " or ".join(_TYPES.get(str(each), str(each)) for each in _types(of)),
    "enum": lambda of: f"one of {', '.join(map(_shown, of.options))}",
    "const": lambda of: json.dumps(of.expected_value, ensure_ascii=False),
    "pattern": lambda of: f"text that matches {of.pattern}",
    "format": lambda of: _FORMATS.get(of.format, f"text in the format `{of.format}`"),
    "minLength": lambda of: f"at least {counted(of.limit, 'character')}",
    "maxLength": lambda of: f"at most {counted(of.limit, 'character')}",
    "minimum": lambda of: f"at least {of.limit}",
    "maximum": lambda of: f"at most {of.limit}",
    "exclusiveMinimum": lambda of: f"more than {of.limit}",
    "exclusiveMaximum": lambda of: f"less than {of.limit}",
    "multipleOf": lambda of: f"a multiple of {of.multiple_of}",
    "minItems": lambda of: f"at least {counted(of.limit, 'item')}",
    "maxItems": lambda of: f"at most {counted(of.limit, 'item')}",
    "additionalItems": lambda of: f"at most {counted(of.limit, 'item')}",
    "unevaluatedItems": lambda _: "no further items",
    "uniqueItems": lambda _: "no duplicate items",
    "minProperties": lambda of: f"at least {counted(of.limit, 'key')}",
    "maxProperties": lambda of: f"at most {counted(of.limit, 'key')}",
    "propertyNames": lambda of: f"every key to be {_expected(of.error)}",
    "not": lambda of: f"a value that does not match {json.dumps(of.schema, ensure_ascii=False)}",
}
# By the last step of the schema's path, for kinds of errors that several keywords share.
_BY_PATH = {
    "contains": "an item that matches `contains` in the schema",
    "minContains": "more items that match `contains` in the schema",
    "maxContains": "fewer items that match `contains` in the schema",
    "additionalProperties": "no keys",
}


class JSONSchemaValidator:
    """A JSON Schema as a validator.

    `format: date-time` and `date` accept every date that a site builder reads, such as a day alone or a space
    before the timezone. Dates that YAML or TOML parsed are validated as ISO 8601 text.

    Parameters:
        name: what messages call it.
        schema: the schema, parsed.
        roles: which key plays which role.
        files: the files that it may refer to; none if omitted.

    Raises:
        SchemaError: when jsonschema-rs is not installed or the schema is not valid.
    """

    def __init__(
        self,
        name: str,
        schema: Any,  # noqa: ANN401 - any JSON
        roles: Mapping[str, str],
        files: SchemaFiles | None = None,
    ) -> None:
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
        self.required = frozenset(
            each for each in (required if isinstance(required, list) else ()) if isinstance(each, str)
        )
        self.roles: Mapping[str, str] = roles_of(self.keys, roles)
        formats = dict.fromkeys(("date-time", "date"), lambda text: parse(text) is not None)
        try:
            self._validator = jsonschema_rs.validator_for(
                schema,
                validate_formats=True,
                formats=formats,
                retriever=files.retrieve if files is not None else _refuse,
                base_uri=files.uri if files is not None else None,
            )
        except (ValueError, SystemError, jsonschema_rs.ValidationError) as error:
            if files is not None and files.problem is not None:
                raise files.problem from error
            # Of a lone surrogate, 0.41 does not say that it failed: Python raises SystemError from that.
            said = error.__cause__ if isinstance(error, SystemError) else None
            reason = shortened(str(said or error).partition("\n")[0], _LONGEST)
            raise SchemaError(f"schema {name!r} is not a valid JSON Schema: {reason}") from error

    def validate(self, data: Mapping[str, object]) -> Sequence[Problem]:
        """Return what does not fit; at most one problem per place."""
        found: dict[Loc, Problem] = {}
        for error in self._validator.iter_errors(_as_json(dict(data))):
            for problem in _problems(error, data):
                found.setdefault(problem.loc, problem)
        return list(found.values())

    def json_schema(self) -> dict[str, object]:
        """Return the schema as it was loaded."""
        schema: dict[str, object] = self._schema
        return schema


def _refuse(uri: str) -> Any:  # noqa: ANN401 - returns nothing
    raise SchemaError(f"{uri!r} is not part of the schema")


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
    name: str = error.kind.name
    if name == "required":
        return [Problem((*loc, str(error.kind.property)), "missing", "a value", None)]
    if name in ("additionalProperties", "unevaluatedProperties"):
        return [Problem((*loc, key), "unknown", "no such key", None) for key in error.kind.unexpected]
    value = _at(data, loc)
    if value is None and len(loc) == 1:
        return [Problem(loc, "missing", "a value", None)]
    kinds: dict[str, Kind] = {"type": "type", "enum": "choice", "pattern": "pattern"}
    is_date = name == "format" and error.kind.format in ("date-time", "date")
    kind = "type" if is_date else kinds.get(name, "other")
    return [Problem(loc, kind, shortened(_expected(error), _LONGEST), value)]


def _expected(error: Any) -> str:  # noqa: ANN401 - untyped package
    keyword, path = error.kind.name, list(map(str, error.schema_path))
    if keyword in _DEMANDS:
        return _DEMANDS[keyword](error.kind)
    if keyword in ("anyOf", "oneOf"):
        if not all(error.kind.context):
            return "a value that matches only one alternative of the schema"
        return " or ".join(dict.fromkeys(_branch(errors[0], error) for errors in error.kind.context))
    if path and path[-1] in _BY_PATH:
        return _BY_PATH[path[-1]]
    return (
        "no value here" if keyword == "falseSchema" else f"a value that fits `{'/'.join(path)}` in the schema"
    )


def _branch(inner: Any, outer: Any) -> str:  # noqa: ANN401 - untyped package
    if inner.kind.name == "required":
        return f"the key `{inner.kind.property}`"
    below = inner.instance_path[len(outer.instance_path) :]
    return f"{_expected(inner)} at `{'.'.join(map(str, below))}`" if below else _expected(inner)


def _types(details: Any) -> list[object]:  # noqa: ANN401 - untyped package
    types = details.types if isinstance(getattr(details, "types", None), list) else [details.type]
    return sorted(types, key=lambda each: each == "null")


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _at(data: object, loc: Loc) -> object:
    for step in loc:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return data
