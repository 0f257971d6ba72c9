"""Kinds of values: each reads a value, describes what it expects, and has a JSON Schema.

Configuration keys and options of rules are declared with them, or with an annotation that `kind_of`
supports: `str`, `bool`, `int`, `float`, `Literal["a", "b"]`, `tuple[str, ...]`, any of these `| None`, and
`Annotated[int, Integer(least=1, expected="a number of days")]` where the annotation alone is not enough.
"""

from collections.abc import Collection, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from lint.primitives.text import did_you_mean, one_line


class WrongValueError(ValueError):
    """A value that is not of its kind.

    Parameters:
        expected: what the kind takes, in words that follow "expected".
        key: the dotted key of the wrong value within a table; empty when it is the value itself.
        problem: the message for the key, where it is not that of `problem_of`.
    """

    def __init__(self, expected: str, key: str = "", problem: str = "") -> None:
        super().__init__(expected)
        self.key = key
        self.problem = problem


def problem_of(value: object, expected: str) -> str:
    """Return the message for a wrong value: `'flase' is not valid; expected true or false`."""
    from lint.config.toml import to_toml  # only for a mistake

    shown = repr(value) if isinstance(value, str) else to_toml(value)
    return f"{one_line(shown)} is not valid; expected {expected}"


def unknown_key(key: str, known: Collection[str]) -> str:
    """Return the message for an unknown key, with the nearest known key, or else all of them."""
    hint = did_you_mean(key.replace("_", "-"), known) or did_you_mean(key, known)
    return f"unknown key{hint or '; expected one of ' + ', '.join(known)}"


class Kind:
    """The base class of the kinds.

    Attributes:
        expected: what it takes, in words that follow "expected".
        json_schema: the JSON Schema of its values.
        choices: the only values it takes; empty if there are others.
        several: whether a value is a list, to which a repeated command-line option adds.
    """

    expected = "a value"
    json_schema: Mapping[str, object] = {}
    choices: tuple[str, ...] = ()
    several = False

    def read(self, value: object) -> Any:  # noqa: ANN401 - depends on the kind
        """Return a value of a TOML file, converted and checked, or raise WrongValueError."""
        raise NotImplementedError

    def parse(self, text: str) -> object:
        """Return a value of the command line, converted and checked, or raise WrongValueError."""
        return text


class Anything(Kind):
    """Any value; the caller checks it. `expected` says what it should be."""

    def __init__(self, expected: str = "a value") -> None:
        self.expected = expected

    def read(self, value: object) -> Any:  # noqa: ANN401 - any value
        """Return the value unchanged."""
        return value


class Text(Kind):
    """A string that is not empty."""

    expected = "a string"
    json_schema: Mapping[str, object] = {"type": "string", "minLength": 1}

    def read(self, value: object) -> str:
        """Return the string."""
        if not isinstance(value, str) or not value:
            raise WrongValueError(self.expected)
        return value


class Texts(Kind):
    """A list of strings; on the command line, separated by commas."""

    expected = "a list of strings"
    json_schema: Mapping[str, object] = {"type": "array", "items": {"type": "string"}}
    several = True

    def read(self, value: object) -> tuple[str, ...]:
        """Return the strings."""
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise WrongValueError(self.expected)
        return tuple(value)

    def parse(self, text: str) -> tuple[str, ...]:
        """Return the strings between the commas."""
        return tuple(word for word in text.split(",") if word)


class TextOrTexts(Texts):
    """A string, or a list of strings."""

    expected = "a string or a list of strings"
    json_schema: Mapping[str, object] = {
        "type": ["string", "array"],
        "minLength": 1,
        "items": Text.json_schema,
    }

    def read(self, value: object) -> tuple[str, ...]:
        """Return the strings."""
        texts = super().read([value] if isinstance(value, str) else value)
        if not all(texts):
            raise WrongValueError(self.expected)
        return texts


class Values(Kind):
    """A list of at least one string, whole number or boolean."""

    expected = "a list of strings, whole numbers or booleans"
    json_schema: Mapping[str, object] = {
        "type": "array",
        "items": {"type": ["string", "integer", "boolean"]},
        "minItems": 1,
    }

    def read(self, value: object) -> tuple[str | int | bool, ...]:
        """Return the values."""
        plain = isinstance(value, list) and all(isinstance(each, str | int | bool) for each in value)
        if not isinstance(value, list) or not value or not plain:
            raise WrongValueError(self.expected)
        return tuple(value)


class Flag(Kind):
    """True or false."""

    expected = "true or false"
    json_schema: Mapping[str, object] = {"type": "boolean"}

    def read(self, value: object) -> bool:
        """Return the boolean."""
        if not isinstance(value, bool):
            raise WrongValueError(self.expected)
        return value


class Integer(Kind):
    """A whole number, at least `least`; `expected` says what it counts."""

    def __init__(self, least: int | None = None, expected: str = "a whole number") -> None:
        self._least = least
        self.expected = expected if least is None else f"{expected}, at least {least}"
        self.json_schema = {"type": "integer"} | ({} if least is None else {"minimum": least})

    def read(self, value: object) -> int:
        """Return the number."""
        if isinstance(value, bool) or not isinstance(value, int):
            raise WrongValueError(self.expected)
        if self._least is not None and value < self._least:
            raise WrongValueError(self.expected)
        return value


class Number(Kind):
    """A number, whole or not."""

    expected = "a number"
    json_schema: Mapping[str, object] = {"type": "number"}

    def read(self, value: object) -> float:
        """Return the number."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise WrongValueError(self.expected)
        return value


class Choice(Kind):
    """One of these strings."""

    def __init__(self, *choices: str) -> None:
        self.choices = choices
        self.expected = f"one of {', '.join(choices)}"
        self.json_schema = {"enum": list(choices)}

    def read(self, value: object) -> str:
        """Return the string; the error suggests the nearest choice."""
        if value not in self.choices:
            hint = did_you_mean(value, self.choices) if isinstance(value, str) else ""
            raise WrongValueError(self.expected + hint)
        return str(value)


class Timezone(Kind):
    """The name of an IANA timezone."""

    expected = "an IANA timezone such as Asia/Shanghai"
    json_schema: Mapping[str, object] = {**Text.json_schema, "examples": ["Asia/Shanghai", "UTC"]}

    def read(self, value: object) -> str:
        """Return the name; the error suggests the nearest one."""
        from lint.primitives.zones import names, zone  # only if one is configured

        try:
            zone(Text().read(value))
        except LookupError as error:
            raise WrongValueError(self.expected + did_you_mean(str(value), names())) from error
        return str(value)

    def parse(self, text: str) -> str:
        """Return the name."""
        return self.read(text)


_PLAIN: Mapping[object, Kind] = {
    str: Text(), bool: Flag(), int: Integer(), float: Number(), tuple[str, ...]: Texts(), object: Anything(),
}  # fmt: skip


def kind_of(annotation: object) -> Kind:
    """Return the kind of the values that an annotation allows, or raise TypeError.

    `None` is left out: it means that the key is missing, as TOML has no null.
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        stated = [each for each in arguments[1:] if isinstance(each, Kind)]
        return stated[0] if stated else kind_of(arguments[0])
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if origin is Literal and all(isinstance(each, str) for each in arguments):
        return Choice(*arguments)
    if origin in (Union, UnionType):
        given = [each for each in arguments if each is not NoneType]
        if len(given) == 1:
            return kind_of(given[0])
    raise TypeError(
        f"{annotation!r}: expected str, bool, int, float, Literal of strings, tuple[str, ...],"
        " one of these or None, or Annotated with a kind"
    )


def kinds_of(cls: object) -> dict[str, Kind]:
    """Return the kind of each field of a named tuple or dataclass, or raise TypeError naming the field."""
    kinds = {}
    for name, annotation in get_type_hints(cls, include_extras=True).items():
        try:
            kinds[name] = kind_of(annotation)
        except TypeError as error:
            raise TypeError(f"{name}: {error}") from error
    return kinds
