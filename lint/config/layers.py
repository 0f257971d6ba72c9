"""What each file says of a configuration that extends others, and how that is joined."""

import os
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from lint.config.key import Key

PRESET = "archive-lint:"


class Layer(NamedTuple):
    """What one file says, or an entry of `[[overrides]]` in it.

    Parameters:
        path: that of the file, or the name of a preset, such as `archive-lint:all`; empty for a program.
        values: what it sets, by field.
        prefix: what comes before a key in messages, such as `tool.lint.`
    """

    path: str
    values: Mapping[str, Any]
    prefix: str = ""

    @property
    def origin(self) -> str:
        """What a setting calls it: the file, and the entry of `[[overrides]]`."""
        entry = self.prefix.removeprefix("tool.lint.").removesuffix(".")
        return f"{self.path}, {entry}" if entry else self.path

    def sets(self, field: str, selector: str | None = None) -> bool:
        """Return whether it sets a field, or puts a selector into it."""
        return field in self.values and (selector is None or selector in self.values[field])

    def place(self, key: str) -> str:
        """Return how a message on a key begins: `lint.toml: select`."""
        return f"{shown(self.path)}: {self.prefix}{key}" if self.path else self.prefix + key


def shown(path: str) -> str:
    """Return the path of a configuration for messages: relative when it is below the working folder."""
    return path.removeprefix(os.path.join(os.getcwd(), ""))


def joined(below: Mapping[str, Any], above: Mapping[str, Any], keys: Iterable[Key]) -> dict[str, Any]:
    """Return the values of a layer over those below it, by field.

    A value replaces the one below. A list whose key adds is added to it; tables are joined key by key.
    """
    values = dict(below)
    # What the nearer file selects by the same selector is no longer ignored.
    chosen = {*(above.get("select") or ()), *above.get("extend_select", ())}
    if chosen.intersection(values.get("ignore", ())):
        values["ignore"] = tuple(each for each in values["ignore"] if each not in chosen)
    for key in keys:
        if key.field in above:
            adds = key.adds and key.field in values
            own = above[key.field]
            values[key.field] = values[key.field] + own if adds else _over(values.get(key.field), own)
    return values


def _over(below: Any, above: Any) -> Any:  # noqa: ANN401 - depends on the key
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        return {**below, **{name: _over(below.get(name), value) for name, value in above.items()}}
    if hasattr(above, "_asdict") and type(below) is type(above):  # a table with known keys
        unset = above._field_defaults
        return below._replace(
            **{
                name: _over(getattr(below, name), value)
                for name, value in above._asdict().items()
                if value != unset[name]
            }
        )
    return above
