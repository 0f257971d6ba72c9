"""Generates the table of configuration keys in docs/: `python -m tools.configuration`."""

import os
import sys
from collections.abc import Mapping
from typing import Any

from lint.config.key import Key
from lint.config.keys import KEYS
from lint.config.kinds import Kind, Texts, kinds_of
from lint.config.overrides import FILES, Overrides
from lint.config.tables import Record, Table, Tables
from lint.config.toml import to_toml
from lint.proxies.proxy import Proxy
from tools.generated import generate_part

PAGE = os.path.join("docs", "configuration.md")


def table() -> str:
    """Return the keys as a Markdown table."""
    rows = [
        f"| {_heading(key)} | {_takes(key.kind)} | {key.unset or f'`{to_toml(key.default)}`'} | {key.doc} |\n"
        for key in KEYS.values()
    ]
    return "| key | value | default | meaning |\n| --- | --- | --- | --- |\n" + "".join(rows)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of lint.toml."""
    return {
        "type": "object",
        "properties": {key.name: _property(key) for key in KEYS.values()},
        "additionalProperties": False,
    }


def _property(key: Key) -> dict[str, object]:
    schema = dict(key.kind.json_schema)
    if isinstance(key.kind, Tables):
        kinds = {name: kind.json_schema for name, kind in kinds_of(Proxy).items()}
        schema["items"] = {
            "type": "object",
            "properties": kinds,
            "required": ["name", "hosts"],
            "additionalProperties": False,
        }
    if isinstance(key.kind, Overrides):
        members = {each.name: each.kind.json_schema for each in key.kind.keys.values()}
        files = dict(Texts.json_schema) | {"minItems": 1}
        schema["items"] = {
            "type": "object",
            "properties": {FILES: files, **members},
            "required": [FILES],
            "additionalProperties": False,
        }
    described = {"description": key.doc.replace("`", "")} | schema
    given = key.default is not None and not isinstance(key.default, Mapping)
    return described | ({"default": key.default} if given else {})


def _heading(key: Key) -> str:
    if isinstance(key.kind, Tables | Overrides):
        return f"`[[{key.name}]]`"
    if isinstance(key.kind, Table):
        return f"`[{key.name}.NAME]`" if isinstance(key.kind.of, Table | Record) else f"`[{key.name}]`"
    return f"`{key.name}`"


def _takes(kind: Kind) -> str:
    if kind.choices:
        return ", ".join(f"`{choice}`" for choice in kind.choices)
    if isinstance(kind, Overrides):
        return f"`{FILES}`: patterns; " + ", ".join(f"`{name}`" for name in kind.keys)
    if isinstance(kind, Record):
        return "; ".join(f"`{name}`: {_takes(each)}" for name, each in kind.kinds.items())
    if isinstance(kind, Table) and kind.keys:
        return f"for {', '.join(f'`{key}`' for key in kind.keys)}: {_takes(kind.of)}"
    if isinstance(kind, Table):
        return _takes(kind.of) if isinstance(kind.of, Table | Record) else f"for each: {_takes(kind.of)}"
    return kind.expected.partition(", [[")[0]


def main(arguments: list[str]) -> int:
    """Write the table; with `--check`, return 1 if it is out of date."""
    return generate_part(PAGE, "keys", table(), arguments, "python -m tools.configuration")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
