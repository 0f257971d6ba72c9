"""A pydantic model as a schema: what does not fit, where, and what was expected."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from lint.primitives.patterns import regex
from lint.primitives.text import counted, shortened
from lint.schema.users_code import errors_of, raise_error_of
from lint.schema.validator import Kind, Loc, Problem, roles_of

# What was expected, by pydantic's types of errors.
_TYPES = {
    type_: expected
    for types, expected in {
        "string_type string_sub_type": "text",
        "bool_type bool_parsing": "true or false",
        "int_type int_parsing int_from_float": "a whole number",
        "float_type float_parsing": "a number",
        "list_type": "a list",
        "dict_type mapping_type model_type": "a mapping",
        "date_type date_parsing date_from_datetime_parsing": "a date such as 2021-05-03",
        "datetime_type datetime_parsing datetime_from_date_parsing": "a date such as 2021-05-03T22:59:03Z",
        "url_type url_parsing url_scheme": "a URL such as https://example.org/page",
        "none_required": "null",
    }.items()
    for type_ in types.split()
}
# The same for limits: the words, the key of the limit in the error's context, and the noun that it counts.
_LIMITS = {
    "greater_than": ("more than", "gt", ""), "greater_than_equal": ("at least", "ge", ""),
    "less_than": ("less than", "lt", ""), "less_than_equal": ("at most", "le", ""),
    "multiple_of": ("a multiple of", "multiple_of", ""),
    "string_too_short": ("at least", "min_length", "character"),
    "string_too_long": ("at most", "max_length", "character"),
    "too_short": ("at least", "min_length", "item"), "too_long": ("at most", "max_length", "item"),
}  # fmt: skip
_SHOULD = regex(r"\b\w+ should (?:be |have )?")
_OWN = ("date", "blank", "choice", "type")
_LONGEST = 200


class ModelValidator:
    """A pydantic model as a schema.

    Parameters:
        name: what `--show-settings` calls it.
        model: the model.
        roles: which key plays which role; by default each role that is a key of the model.
    """

    def __init__(self, name: str, model: type[BaseModel], roles: Mapping[str, str] | None = None) -> None:
        self.name = name
        self.model = model
        required = {field.alias or key: field.is_required() for key, field in model.model_fields.items()}
        self.keys = frozenset(required)
        self.required = frozenset(key for key in required if required[key])
        self.roles: Mapping[str, str] = roles_of(self.keys, roles or {})
        if not model.__pydantic_complete__:
            model.model_rebuild()
        self._validator = model.__pydantic_validator__

    def validate(self, data: Mapping[str, object]) -> Sequence[Problem]:
        """Return what does not fit; at most one problem per place."""
        try:
            self._validator.validate_python(data)
        except ValidationError as error:
            return _problems(error.errors(include_url=False), data, self.model)
        except BaseException as error:  # noqa: BLE001 - a validator may raise anything
            raise_error_of(f"schema {self.name!r} fails", error)
        return ()

    def json_schema(self) -> dict[str, object]:
        """Return the schema as JSON Schema 2020-12."""
        with errors_of(f"schema {self.name!r} has no JSON Schema"):
            return self.model.model_json_schema(by_alias=True)


def _problems(
    errors: Iterable[ErrorDetails], data: Mapping[str, object], model: type[BaseModel]
) -> list[Problem]:
    found: dict[Loc, Problem] = {}
    for error in errors:
        loc = _real(error["loc"], data, missing=error["type"] == "missing")
        problem = _problem(error, loc, model)
        if problem.value is None and problem.kind in ("type", "other") and len(loc) == 1:
            problem = problem._replace(kind="missing")
        known = found.get(loc)
        if known is not None and problem.expected not in known.expected.split(" or "):
            problem = known._replace(expected=f"{known.expected} or {problem.expected}")
        found[loc] = problem
    # Where one branch of a union rejects the whole value and another only a part, the part is the problem.
    return [
        problem
        for loc, problem in found.items()
        if not any(len(other) > len(loc) and other[: len(loc)] == loc for other in found)
    ]


def _real(loc: Sequence[str | int], data: object, *, missing: bool) -> Loc:
    """Return the steps of an error's path that exist in the data: a union adds the names of its branches."""
    real: list[str | int] = []
    for index, step in enumerate(loc):
        if isinstance(data, dict) and step in data:  # noqa: SIM114 - the two index by other types
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif not (missing and index == len(loc) - 1):
            continue
        real.append(step)
    return tuple(real)


def _problem(error: ErrorDetails, loc: Loc, model: type[BaseModel]) -> Problem:
    kind: Kind
    type_, context = error["type"], error.get("ctx", {})
    if type_ == "missing":
        return Problem(loc, "missing", _describe(model, loc), None)
    if type_ == "extra_forbidden":
        return Problem(loc, "unknown", "no such key", error["input"])
    if type_ in _TYPES:
        kind, expected = "type", _TYPES[type_]
    elif type_ in _OWN:
        kind, expected = ("choice" if type_ == "choice" else "type"), error["msg"]
    elif type_ in ("literal_error", "enum"):
        kind, expected = "choice", str(context.get("expected", ""))
    elif type_ == "string_pattern_mismatch":
        kind, expected = "pattern", f"text that matches {context.get('pattern', '')}"
    elif type_ in _LIMITS:
        words, key, noun = _LIMITS[type_]
        kind, limit = "other", context[key]
        expected = f"{words} {counted(limit, noun) if noun else str(limit).removesuffix('.0')}"
    else:
        message = _SHOULD.sub("", error["msg"].removeprefix("Value error, "))
        kind, expected = "other", shortened(message, _LONGEST)
    return Problem(loc, kind, expected, error["input"])


def _describe(model: type[BaseModel], loc: Loc) -> str:
    for key, field in model.model_fields.items():
        if loc and (field.alias or key) == loc[-1] and field.description:
            return field.description.rstrip(".")[:1].lower() + field.description.rstrip(".")[1:]
    return "a value"
