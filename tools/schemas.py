"""Writes JSON Schemas of posts and of lint.toml, and the shapes of posts: `python -m tools.schemas`."""

from __future__ import annotations

import json
import sys
from typing import Any

from lint.schema.built_in import BUILT_IN, NOTHING, SHAPES
from lint.schema.models import DATE, FILLED, MODELS
from tools import configuration
from tools.generated import generate

FOLDER = "schemas"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHAPES = {"boolean": "flag", "integer": "whole number", "object": "mapping", "null": NOTHING}
_KEYWORDS = {"type", "items", "pattern", "anyOf", "title", "description", "default", "additionalProperties"}
_TEXTS = {None: "text", FILLED: "filled text", DATE: "date"}


def exported(name: str) -> str:
    """Give the text of a built-in schema's file."""
    schema = _open(MODELS[name].model_json_schema(by_alias=True))
    schema.pop("title", None)
    return _text(name, schema)


def _text(name: str, schema: dict[str, Any]) -> str:
    head = {"$schema": _DIALECT, "$id": f"urn:archive-lint:schema:{name}", "title": f"archive-lint: {name}"}
    return json.dumps(head | schema, indent=2, ensure_ascii=False) + "\n"


def shapes(name: str) -> str:
    """Give the text of a built-in schema's shapes: what each field may be, as `built_in.FITS` calls it."""
    properties: dict[str, Any] = MODELS[name].model_json_schema(by_alias=True)["properties"]
    fields = {
        key: [_shape(branch) for branch in field.get("anyOf", [field])] for key, field in properties.items()
    }
    return json.dumps(fields, indent=2, ensure_ascii=False) + "\n"


def _open(schema: Any) -> Any:  # noqa: ANN401 - a schema is JSON
    """Say of each object that takes any key that it does: pydantic says it since 2.11."""
    if isinstance(schema, list):
        return [_open(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    said = {} if schema.get("type") != "object" else {"additionalProperties": True}
    return {key: _open(value) for key, value in (said | schema).items()}


def _shape(schema: dict[str, Any]) -> str:
    unknown = schema.keys() - _KEYWORDS
    if unknown:
        raise ValueError(f"the plain checks know nothing of {', '.join(sorted(unknown))}")
    if schema["type"] == "string":
        return _TEXTS[schema.get("pattern")]
    if schema["type"] == "array" and schema["items"] == {"type": "string"}:
        return "texts"
    return _SHAPES[schema["type"]]


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` say which differ; 1 when one does."""
    command = "python -m tools.schemas"
    schemas = {f"{name}.json": exported(name) for name in BUILT_IN}
    schemas["lint.json"] = _text("lint.toml", configuration.json_schema())
    kinds = {f"{name}.json": shapes(name) for name in BUILT_IN}
    return max(generate(FOLDER, schemas, arguments, command), generate(SHAPES, kinds, arguments, command))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
