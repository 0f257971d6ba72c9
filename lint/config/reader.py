"""Reads and checks a configuration file."""

import os
from collections.abc import Mapping
from typing import Any

from lint.config.config import Config
from lint.config.fields import FieldRules
from lint.config.keys import KEYS
from lint.config.kinds import WrongValueError, problem_of, unknown_key
from lint.config.layers import Layer, joined, shown
from lint.config.overrides import FILES, Override
from lint.primitives.bounds import Bounds
from lint.primitives.errors import UserError
from lint.primitives.files import UncheckedError, read_named, read_setting
from lint.primitives.text import shown_key


class ConfigError(UserError):
    """The configuration is invalid; the message names the file, the key and what was expected."""


def load_file(path: str, bounds: Bounds | None = None, *, trust: bool = False) -> Config | None:
    """Read a configuration file, and those that it extends.

    Parameters:
        bounds: the archive that it was found in, where those that it extends must be, too; `None` if the
            user named it.
        trust: whether the user trusts the archive: then it may extend what is outside.

    Returns:
        The configuration, which is not trusted; `None` for a pyproject.toml without `[tool.lint]`.

    Raises:
        ConfigError: when it cannot be read or is not valid.
    """
    try:
        content = read_named(path) if bounds is None else read_setting(path, bounds, owned=True)
    except UncheckedError as error:
        hint = "; to use it all the same, add --config" if bounds is not None else ""
        raise ConfigError(f"{shown(path)}: cannot be read: {error}{hint}") from error
    layer = _layer(path, content)
    if layer is None:
        return None
    root = os.path.dirname(os.path.abspath(path))
    layers: tuple[Layer, ...] = (layer,)
    values = layer.values
    if "extends" in values:
        layers = _extended(layer, None if trust else bounds)
        values = {}
        for each in reversed(layers):
            values = joined(values, each.values, KEYS.values())
    return Config(path=path, root=root, layers=layers, bounds=bounds, trusted=False, **values)


def _extended(layer: Layer, bounds: Bounds | None) -> tuple[Layer, ...]:
    from lint.config.bases import BaseError, with_bases  # few configurations extend another

    # Where a configuration would count, one may be extended.
    folder = bounds.top(os.path.dirname(os.path.abspath(layer.path))) if bounds is not None else None

    def read(path: str, content: bytes | None) -> Layer:
        try:
            if content is None:
                content = (
                    read_named(path)
                    if bounds is None
                    else read_setting(path, bounds, folder=folder, owned=True)
                )
        except UncheckedError as error:
            outside = bounds is not None and bounds.leads_out(path, folder) is not None
            hint = "; to use it all the same, add --trust" if outside else ""
            raise WrongValueError("a file", "", f"cannot be read: {error}{hint}") from error
        base = _layer(path, content)
        if base is None:
            raise WrongValueError("a file with a table [tool.lint]")
        return base

    try:
        return with_bases(layer, read)
    except BaseError as error:
        raise ConfigError(str(error)) from error


def _layer(path: str, content: bytes) -> Layer | None:
    """Return what a file says; `None` for a pyproject.toml without `[tool.lint]`."""
    from lint.config.toml_text import TOMLError, parse

    try:
        data = parse(content)
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
        return Layer(path, read_table(data, prefix), prefix)
    except ConfigError as error:
        raise ConfigError(f"{shown(path)}: {error}") from error


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
        if name == "extends":
            raise ConfigError("extends: only a file may extend another; expected no value")
        try:
            key.kind.read(_as_written(value))
        except WrongValueError as error:
            place = f"{name}.{shown_key(error.key)}" if error.key else name
            raise ConfigError(f"{place}: {error.problem or problem_of(value, str(error))}") from error


def _as_written(value: object) -> object:
    """Return a value as a TOML file has it."""
    if isinstance(value, Override):
        values = {name.replace("_", "-"): _as_written(each) for name, each in value.values.items()}
        return {FILES: list(value.files), **values}
    if isinstance(value, FieldRules):
        value = {name: each for name, each in value._asdict().items() if each is not None}
    if isinstance(value, Mapping):
        return {name: _as_written(each) for name, each in value.items()}
    return list(map(_as_written, value)) if isinstance(value, tuple) else value
