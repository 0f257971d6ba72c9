"""Reads a configuration file, and says what is wrong with it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from lint.config.config import KEYS, Config
from lint.config.kinds import WrongValueError
from lint.primitives.errors import UserError
from lint.primitives.text import did_you_mean, shortened


class ConfigError(UserError):
    """An invalid configuration: the message names the file, the key, and what was expected."""


def load_file(path: str) -> Config | None:
    """Read a configuration file; `None` for a pyproject.toml without `[tool.lint]`.

    Raises:
        ConfigError: for a file that cannot be read or parsed, an unknown key, or a wrong value.
    """
    import tomllib  # only where there is one

    try:
        with open(path, "rb") as file:
            data = tomllib.loads(file.read().decode("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is no TOML: {error}") from error
    prefix = ""
    if os.path.basename(path) == "pyproject.toml":
        tool = data.get("tool")
        if not isinstance(tool, dict) or "lint" not in tool:
            return None
        data, prefix = tool["lint"], "tool.lint."
        if not isinstance(data, dict):
            raise ConfigError(f"{path}: tool.lint is {_shown(data)}: expected a table")
    try:
        values = read_table(data, prefix)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error
    return Config(path=path, root=os.path.dirname(os.path.abspath(path)), **values)


def read_table(data: Mapping[str, object], prefix: str = "") -> dict[str, Any]:
    """Give the fields of a `Config` that a table of keys sets.

    Parameters:
        prefix: what the names of its keys begin with in the file, for the messages.

    Raises:
        ConfigError: for an unknown key or a wrong value.
    """
    values: dict[str, Any] = {}
    for name, value in data.items():
        key = KEYS.get(name)
        if key is None:
            hint = did_you_mean(name.replace("_", "-"), KEYS) or f": expected one of {', '.join(KEYS)}"
            raise ConfigError(f"unknown key {prefix}{name}{hint}")
        try:
            values[key.field] = key.kind.read(value)
        except WrongValueError as error:
            place = f"{name}.{error.key}" if error.key else f"{name} is {_shown(value)}"
            raise ConfigError(f"{prefix}{place}: expected {error}") from error
    return values


def _shown(value: object) -> str:
    text = re.sub(r"\s+", " ", repr(value))
    return shortened(text, 60)
