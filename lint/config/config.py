"""The configuration: `[tool.lint]` in pyproject.toml, or lint.toml, nearest wins."""

from __future__ import annotations

import os
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from lint.config.field_rules import ROLES, Dialect, FieldRules, FieldType
from lint.primitives.errors import UserError
from lint.primitives.files import Listings
from lint.primitives.text import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

FILES = ("lint.toml", ".lint.toml", "pyproject.toml")
_SEVERITIES = ("error", "warning", "info", "off")


class ConfigError(UserError):
    """An invalid configuration: the message names the file, the key, and what was expected."""


class WrongValueError(ValueError):
    """A value that a key does not take; the message says what it takes."""


_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Config(NamedTuple):
    """What the user wants, as written; `lint.engine.scope` settles the rest by evidence.

    Parameters:
        path: the file it comes from; `None` for the defaults.
        root: the folder that its relative paths start from.
        select: selectors of the rules that run; `None` for the default ones.
        extend_select: selectors added to these.
        ignore: selectors of rules that do not run.
        severity: severities by selector, `off` among them.
        per_file_ignores: selectors by gitignore-style pattern.
        exclude: patterns that replace the built-in list of skipped folders; `None` for that list.
        extend_exclude: patterns added to these.
        posts: patterns of the files that are posts; `None` for what the dialect says.
        schema: `auto`, a built-in name, `package.module:Model`, or a JSON Schema's path.
        fields: demands on single fields: required, type, choices, pattern.
        roles: which key plays which role, such as `source = "from"`.
        extra: `forbid` makes every key that the schema does not know an error.
        dialect: the site builder, or `auto`.
        yaml: the YAML version, or `auto`.
        timezone: the site's IANA timezone.
        tags: the vocabulary of tags.
        fail_on: the least severity that makes the exit code 1, or `never`.
        respect_gitignore: whether `.gitignore` files hide files.
        max_file_size: bytes above which a file is not read.
        rules: each rule's own options, by code.
        proxies: image proxies of the user's own.
        given: the keys that the command line set.
    """

    path: str | None = None
    root: str = "."
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = _NOTHING
    per_file_ignores: Mapping[str, tuple[str, ...]] = _NOTHING
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    posts: tuple[str, ...] | None = None
    schema: str = "auto"
    fields: Mapping[str, FieldRules] = _NOTHING
    roles: Mapping[str, str] = _NOTHING
    extra: str = "allow"
    dialect: Dialect | Literal["auto"] = "auto"
    yaml: str = "auto"
    timezone: str | None = None
    tags: tuple[str, ...] = ()
    fail_on: str = "warning"
    respect_gitignore: bool = True
    max_file_size: int = 64 * 1024 * 1024
    rules: Mapping[str, Mapping[str, object]] = _NOTHING
    proxies: tuple[Mapping[str, object], ...] = ()
    given: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        """Know a configuration by its identity: each file is read once."""
        return id(self)

    def with_options(self, **options: object) -> Config:
        """Give the configuration with the command line's word over it.

        `select` replaces the selection, `ignore`, `extend_select` and `extend_exclude` add to it, and
        any other option replaces its key; an option that is `None` changes nothing.
        """
        changes: dict[str, Any] = {}
        for name, value in options.items():
            if value is None:
                continue
            given = tuple(value) if isinstance(value, list | tuple) else value
            if name in ("ignore", "extend_select", "extend_exclude") and isinstance(given, tuple):
                given = getattr(self, name) + given
            changes[name] = given
        return self._replace(**changes, given=self.given | changes.keys()) if changes else self

    def origin(self, key: str) -> str:
        """Say where a key that is not the default was set."""
        if key in self.given:
            return f"set by --{key}"
        return f"set in {self.path or 'the program'}"


def _near(name: str, names: Iterable[str], count: int) -> list[str]:
    from difflib import get_close_matches  # only for a mistake

    return get_close_matches(name, list(names), count)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise WrongValueError("a text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise WrongValueError("a list of texts")
    return tuple(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongValueError("true or false")
    return value


def _size(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise WrongValueError("a number of bytes, at least 1")
    return value


def _choice(*choices: str) -> Callable[[object], str]:
    def convert(value: object) -> str:
        if value not in choices:
            near = _near(str(value), choices, 1)
            raise WrongValueError(
                f"one of {', '.join(choices)}" + (f"; did you mean {near[0]!r}?" if near else "")
            )
        return str(value)

    return convert


def timezone(value: object) -> str:
    """Give the name of a timezone; raises WrongValueError."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones  # rarely used

    try:
        ZoneInfo(_text(value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        near = _near(str(value), available_timezones(), 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise WrongValueError(f"an IANA timezone such as Asia/Shanghai{hint}") from error
    return str(value)


def _table(convert: Callable[[object], object], keys: Sequence[str] = ()) -> Callable[[object], Any]:
    def convert_table(value: object) -> dict[str, object]:
        if not isinstance(value, dict):
            raise WrongValueError("a table")
        for key in value:
            if keys and key not in keys:
                near = _near(key, keys, 1)
                raise _AtError(
                    key, f"a key among {', '.join(keys)}" + (f"; did you mean {near[0]!r}?" if near else "")
                )
        converted = {}
        for key, member in value.items():
            try:
                converted[key] = convert(member)
            except _AtError as error:
                raise _AtError(f"{key}.{error.key}", error.expected) from error
            except WrongValueError as error:
                raise _AtError(key, str(error)) from error
        return converted

    return convert_table


def _anything(value: object) -> object:
    return value


def _demands(value: object) -> FieldRules:
    table = _table(_anything, ("required", "type", "choices", "pattern"))(value)
    for key, convert in (("required", _flag), ("type", _choice(*get_args(FieldType))), ("pattern", _text)):
        if key in table:
            try:
                convert(table[key])
            except WrongValueError as error:
                raise _AtError(key, str(error)) from error
    return FieldRules(**table)


def _tables(value: object) -> tuple[Mapping[str, object], ...]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise WrongValueError("a list of tables, [[…]]")
    return tuple(value)


class _AtError(WrongValueError):
    """A wrong value below a key."""

    def __init__(self, key: str, expected: str) -> None:
        super().__init__(expected)
        self.key = key
        self.expected = expected


_KEYS: Mapping[str, Callable[[object], object]] = {
    "select": _texts,
    "extend-select": _texts,
    "ignore": _texts,
    "severity": _table(_choice(*_SEVERITIES)),
    "per-file-ignores": _table(_texts),
    "exclude": _texts,
    "extend-exclude": _texts,
    "posts": _texts,
    "schema": _text,
    "fields": _table(_demands),
    "roles": _table(_text, ROLES),
    "extra": _choice("allow", "forbid"),
    "dialect": _choice("auto", *get_args(Dialect)),
    "yaml": _choice("auto", "1.1", "1.2"),
    "timezone": timezone,
    "tags": _texts,
    "fail-on": _choice("error", "warning", "info", "never"),
    "respect-gitignore": _flag,
    "max-file-size": _size,
    "rules": _table(_table(_anything)),
    "proxies": _tables,
}


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
    return _from_table(path, data, prefix)


def _from_table(path: str, data: Mapping[str, object], prefix: str) -> Config:
    values: dict[str, Any] = {}
    for key, value in data.items():
        convert = _KEYS.get(key)
        if convert is None:
            near = _near(key.replace("_", "-"), _KEYS, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f": expected one of {', '.join(_KEYS)}"
            raise ConfigError(f"{path}: unknown key {prefix}{key}{hint}")
        try:
            values[key.replace("-", "_")] = convert(value)
        except _AtError as error:
            raise ConfigError(f"{path}: {prefix}{key}.{error.key}: expected {error.expected}") from error
        except WrongValueError as error:
            raise ConfigError(f"{path}: {prefix}{key} is {_shown(value)}: expected {error}") from error
    return Config(path=path, root=os.path.dirname(os.path.abspath(path)), **values)


def _shown(value: object) -> str:
    text = re.sub(r"\s+", " ", repr(value))
    return shortened(text, 60)


class ConfigCache:
    """Finds the configuration that counts for a folder, reading each file once.

    Parameters:
        override: a configuration for every folder, from `--config`.
        options: what the command line says over each.

    Attributes:
        listings: the folders that were looked at, for whoever looks for marks of its own.
    """

    def __init__(self, override: Config | None = None, **options: object) -> None:
        self._override = override.with_options(**options) if override is not None else None
        self._options = options
        self._default = Config(root=os.getcwd()).with_options(**options)
        self._known: dict[str, Config] = {}
        self.listings = Listings()

    def for_folder(self, folder: str) -> Config:
        """Give the configuration of the nearest file in the folder or above it; else the defaults.

        Parameters:
            folder: an absolute path.

        Raises:
            ConfigError: when that file is wrong.
        """
        if self._override is not None:
            return self._override
        config = self._known.get(folder)
        if config is None:
            config = self._known[folder] = self._find(folder)
        return config

    def _find(self, folder: str) -> Config:
        for name in FILES:
            path = os.path.join(folder, name)
            if not (name in self.listings.names(folder) and os.path.isfile(path)):
                continue
            if (config := load_file(path)) is not None:
                return config.with_options(**self._options)
        parent = os.path.dirname(folder)
        return self._default if parent == folder else self.for_folder(parent)


def describe(config: Config) -> dict[str, object]:
    """Give the keys that differ from the defaults, as `--show-settings` prints them."""
    default = Config()
    return {
        name.replace("_", "-"): value
        for name, value in config._asdict().items()
        if name not in ("path", "root", "given") and value != getattr(default, name)
    }
