"""Reads and checks a configuration file."""

import os
from collections.abc import Mapping
from typing import Any

from lint.config.config import KEYS, Config, shown
from lint.config.fields import FieldRules
from lint.config.kinds import WrongValueError, problem_of, unknown_key
from lint.primitives.bounds import Bounds
from lint.primitives.errors import UserError
from lint.primitives.files import UncheckedError, read_named, read_setting
from lint.primitives.text import shown_key


class ConfigError(UserError):
    """The configuration is invalid; the message names the file, the key and what was expected."""


def load_file(path: str, bounds: Bounds | None = None) -> Config | None:
    """Read a configuration file.

    Parameters:
        bounds: the archive that it was found in; `None` if the user named it.

    Returns:
        The configuration, which is not trusted; `None` for a pyproject.toml without `[tool.lint]`.

    Raises:
        ConfigError: when it cannot be read or is not valid.
    """
    from lint.config.toml_text import TOMLError, parse

    try:
        content = read_named(path) if bounds is None else read_setting(path, bounds, owned=True)
        data = parse(content)
    except UncheckedError as error:
        hint = "; to use it all the same, add --config" if bounds is not None else ""
        raise ConfigError(f"{shown(path)}: cannot be read: {error}{hint}") from error
    except TOMLError as error:
        raise ConfigError(f"{shown(path)}: {error}") from error
    prefix = ""
    if os.path.basename(path) == "pyproject.toml":
        tool = data.get("tool")
        if not isinstance(tool, dict) or "lint" not in tool:
            return None
        data, prefix = tool["lint"], "tool.lint."
        if not isinstance(data, dict):
            raise ConfigError(f"{shown(path)}: tool.lint: {problem_of(data, 'a table')}")
    try:
        values = read_table(data, prefix)
    except ConfigError as error:
        raise ConfigError(f"{shown(path)}: {error}") from error
    root = os.path.dirname(os.path.abspath(path))
    return Config(path=path, root=root, bounds=bounds, trusted=False, **values)


def read_table(data: Mapping[str, object], prefix: str = "") -> dict[str, Any]:
    """Return the `Config` fields that a table sets, or raise ConfigError with `prefix` before the key."""
    values: dict[str, Any] = {}
    for name, value in data.items():
        key = KEYS.get(name)
        if key is None:
            raise ConfigError(f"{prefix}{shown_key(name)}: {unknown_key(name, KEYS)}")
        try:
            values[key.field] = key.kind.read(value)
        except WrongValueError as error:
            problem = error.problem or problem_of(value, str(error))
            place = f"{prefix}{name}.{shown_key(error.key)}" if error.key else prefix + name
            raise ConfigError(f"{place}: {problem}") from error
    return values


def check_values(config: Config) -> None:
    """Check a configuration that a program made.

    Raises:
        ConfigError: when a value is not of its key's kind; the message names the key and what was expected.
    """
    for name, key in KEYS.items():
        value = getattr(config, key.field)
        if value == key.default:
            continue
        try:
            key.kind.read(_as_written(value))
        except WrongValueError as error:
            place = f"{name}.{shown_key(error.key)}" if error.key else name
            raise ConfigError(f"{place}: {error.problem or problem_of(value, str(error))}") from error


def _as_written(value: object) -> object:
    """Return a value as a TOML file has it."""
    if isinstance(value, FieldRules):
        value = {name: each for name, each in value._asdict().items() if each is not None}
    if isinstance(value, Mapping):
        return {name: _as_written(each) for name, each in value.items()}
    return list(value) if isinstance(value, tuple) else value
