"""Options of a rule: a frozen dataclass, each field with its type, default and documentation."""

from collections.abc import Callable, Mapping
from dataclasses import field, fields, is_dataclass
from typing import Any, NamedTuple, get_type_hints

from lint.config.kinds import Kind, WrongValueError, kind_of, problem_of, unknown_key
from lint.post.settings import Settings
from lint.primitives.errors import UserError
from lint.primitives.text import shown_key

Check = Callable[[Any, Settings], str | None]


class OptionError(UserError):
    """An option is unknown, or has an invalid value."""


class Option(NamedTuple):
    """One option of a rule.

    Parameters:
        name: its key in `[rules.CODE]`.
        kind: the type of its values.
        expected: a description of its values that follows "expected".
        default: its value if it is not configured.
        doc: one line for the rule's page.
        check: returns what is expected instead of a value; `None` if the value suits the settings.
    """

    name: str
    kind: Kind
    expected: str
    default: object
    doc: str
    check: Check | None


def option(
    default: Any,  # noqa: ANN401 - as of dataclasses.field
    doc: str,
    *,
    expected: str = "",
    check: Check | None = None,
) -> Any:  # noqa: ANN401 - as above
    """Declare an option: a field of the dataclass with a rule's options.

    Parameters:
        default: its value if it is not configured.
        doc: one line for the rule's page.
        expected: a description of its values that follows "expected", if the type is not enough.
        check: for values that depend on the settings, such as the names of proxies: receives the value and
            the settings, and returns what is expected instead, or `None`.
    """
    return field(default=default, metadata={"doc": doc, "expected": expected, "check": check})


def declared(options: type) -> tuple[Option, ...]:
    """Return the options that a dataclass declares.

    Raises:
        ValueError: when it is not a frozen dataclass with fields made by `option`, or a field has a type that
            the configuration does not support.
    """
    if not is_dataclass(options) or not options.__dataclass_params__.frozen:  # type: ignore[attr-defined]  # not in stubs
        raise ValueError(f"options={options!r} is not valid; expected a class with @dataclass(frozen=True)")
    hints = get_type_hints(options)
    found = []
    for each in fields(options):
        if not each.metadata.get("doc"):
            raise ValueError(f"option {each.name}: expected {each.name}: … = option(default, 'its meaning')")
        try:
            kind = kind_of(hints[each.name])
        except TypeError as error:
            raise ValueError(f"option {each.name}: {error}") from error
        doc, expected, check = (each.metadata[key] for key in ("doc", "expected", "check"))
        found.append(Option(each.name, kind, expected or kind.expected, each.default, doc, check))
    return tuple(found)


def read_options(options: type | None, table: Mapping[str, object], settings: Settings, place: str) -> object:
    """Return an instance of a rule's dataclass from its table of the configuration; `None` for no options.

    A dataclass may have a method `check(self, settings)` for options that contradict each other: it returns
    what is expected instead, or `None`.

    Parameters:
        options: the dataclass; `None` for a rule without options.
        table: the values as TOML gives them, by name.
        settings: in force where the rule runs.
        place: where the table is, for messages, such as `lint.toml: rules.PRX009`.

    Raises:
        OptionError: for an undeclared name, an invalid value, or options that contradict each other.
    """
    known = {each.name: each for each in declared(options)} if options is not None else {}
    values: dict[str, object] = {}
    for name, value in table.items():
        each = known.get(name)
        if each is None:
            problem = unknown_key(name, known) if known else "unknown key; the rule has no options"
            raise OptionError(f"{place}.{shown_key(name)}: {problem}")
        try:
            values[name] = each.kind.read(value)
            expected = each.check(values[name], settings) if each.check is not None else None
        except WrongValueError as error:
            expected = each.expected if str(error) == each.kind.expected else str(error)
        if expected is not None:
            raise OptionError(f"{place}.{name}: {problem_of(value, expected)}")
    made = options(**values) if options is not None else None
    check = getattr(made, "check", None)  # or the default of an option with this name
    if table and callable(check) and (expected := check(settings)) is not None:
        raise OptionError(f"{place}: the options contradict each other; expected {expected}")
    return made
