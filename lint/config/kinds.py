"""Kinds of values: each reads a value, says what it expected, and describes itself as JSON Schema.

Keys of the configuration and options of rules are declared with them, or with an annotation that `kind_of`
knows: `str`, `bool`, `int`, `float`, `Literal["a", "b"]`, `tuple[str, ...]`, any of these `| None`, and
`Annotated[int, Integer(least=1, expected="a number of days")]` where the annotation alone says too little.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from lint.primitives.text import did_you_mean


class WrongValueError(ValueError):
    """A value that is not of its kind.

    Parameters:
        expected: what the kind takes, in words that follow "expected".
        key: where in a table the wrong value is, dotted; empty when it is the value itself.
    """

    def __init__(self, expected: str, key: str = "") -> None:
        super().__init__(expected)
        self.key = key

    def below(self, key: str) -> WrongValueError:
        """Give the error for the table that has the value under this key."""
        return WrongValueError(str(self), f"{key}.{self.key}" if self.key else key)


class Kind:
    """What the kinds have in common.

    Attributes:
        expected: what it takes, in words that follow "expected".
        json_schema: the JSON Schema of its values.
        choices: the only values it takes; empty for any.
        several: whether a value is a list, to which an option of the command line adds.
    """

    expected = "a value"
    json_schema: Mapping[str, object] = {}
    choices: tuple[str, ...] = ()
    several = False

    def read(self, value: object) -> Any:  # noqa: ANN401 - each kind says what
        """Give a value of a TOML file as the program uses it.

        Raises:
            WrongValueError: when it is not of this kind.
        """
        raise NotImplementedError

    def parse(self, text: str) -> object:
        """Give a value of the command line as the program uses it.

        Raises:
            WrongValueError: when it is not of this kind.
        """
        return text


class Anything(Kind):
    """Any value: whoever uses it checks it.

    Parameters:
        expected: what it should be.
    """

    def __init__(self, expected: str = "a value") -> None:
        self.expected = expected

    def read(self, value: object) -> Any:  # noqa: ANN401 - its name says so
        """Give the value as it is."""
        return value


class Text(Kind):
    """A text that is not empty."""

    expected = "a text"
    json_schema: Mapping[str, object] = {"type": "string", "minLength": 1}

    def read(self, value: object) -> str:
        """Give the text."""
        if not isinstance(value, str) or not value:
            raise WrongValueError(self.expected)
        return value


class Texts(Kind):
    """A list of texts; on the command line, words between commas."""

    expected = "a list of texts"
    json_schema: Mapping[str, object] = {"type": "array", "items": {"type": "string"}}
    several = True

    def read(self, value: object) -> tuple[str, ...]:
        """Give the texts."""
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise WrongValueError(self.expected)
        return tuple(value)

    def parse(self, text: str) -> tuple[str, ...]:
        """Give the words between the commas."""
        return tuple(word for word in text.split(",") if word)


class Values(Kind):
    """A list of plain values, at least one."""

    expected = "a list of texts, numbers or booleans"
    json_schema: Mapping[str, object] = {
        "type": "array",
        "items": {"type": ["string", "integer", "boolean"]},
        "minItems": 1,
    }

    def read(self, value: object) -> tuple[str | int | bool, ...]:
        """Give the values."""
        if not value or not isinstance(value, list):
            raise WrongValueError(self.expected)
        if not all(isinstance(each, str | int | bool) for each in value):
            raise WrongValueError(self.expected)
        return tuple(value)


class Flag(Kind):
    """True or false."""

    expected = "true or false"
    json_schema: Mapping[str, object] = {"type": "boolean"}

    def read(self, value: object) -> bool:
        """Give the flag."""
        if not isinstance(value, bool):
            raise WrongValueError(self.expected)
        return value


class Integer(Kind):
    """A whole number.

    Parameters:
        least: the least that is taken.
        expected: what the number counts.
    """

    def __init__(self, least: int | None = None, expected: str = "a whole number") -> None:
        self._least = least
        self.expected = expected if least is None else f"{expected}, at least {least}"
        self.json_schema = {"type": "integer"} | ({} if least is None else {"minimum": least})

    def read(self, value: object) -> int:
        """Give the number."""
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
        """Give the number."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise WrongValueError(self.expected)
        return value


class Choice(Kind):
    """One of some texts.

    Parameters:
        choices: these texts.
    """

    def __init__(self, *choices: str) -> None:
        self.choices = choices
        self.expected = f"one of {', '.join(choices)}"
        self.json_schema = {"enum": list(choices)}

    def read(self, value: object) -> str:
        """Give the text; the error suggests the nearest."""
        if value not in self.choices:
            raise WrongValueError(self.expected + did_you_mean(str(value), self.choices))
        return str(value)


class Timezone(Kind):
    """The name of an IANA timezone."""

    expected = "an IANA timezone such as Asia/Shanghai"
    json_schema: Mapping[str, object] = {
        "type": "string",
        "minLength": 1,
        "examples": ["Asia/Shanghai", "UTC"],
    }

    def read(self, value: object) -> str:
        """Give the name; the error suggests the nearest."""
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones  # rarely used

        try:
            ZoneInfo(Text().read(value))
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise WrongValueError(self.expected + did_you_mean(str(value), available_timezones())) from error
        return str(value)

    def parse(self, text: str) -> str:
        """Give the name."""
        return self.read(text)


_PLAIN: Mapping[object, Kind] = {
    str: Text(),
    bool: Flag(),
    int: Integer(),
    float: Number(),
    tuple[str, ...]: Texts(),
    object: Anything(),
}


def kind_of(annotation: object) -> Kind:
    """Give the kind of the values that an annotation allows.

    `None` among them is left out: it says that nothing was given, which TOML says by giving no key.

    Raises:
        TypeError: for an annotation that no kind answers to.
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
        f"{annotation!r}: expected str, bool, int, float, Literal of texts, tuple[str, ...],"
        " one of these or None, or Annotated with a kind"
    )


def kinds_of(cls: object) -> dict[str, Kind]:
    """Give the kind of each field of a named tuple or dataclass, by its annotation.

    Raises:
        TypeError: naming the field whose annotation no kind answers to.
    """
    kinds = {}
    for name, annotation in get_type_hints(cls, include_extras=True).items():
        try:
            kinds[name] = kind_of(annotation)
        except TypeError as error:
            raise TypeError(f"{name}: {error}") from error
    return kinds
