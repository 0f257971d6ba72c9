"""Generates the JSON Schemas of posts and of lint.toml: `python -m tools.schemas`."""

import json
import sys
from typing import Any

from lint.schema import BUILT_IN
from lint.schema.models import built_in_model
from tools import configuration
from tools.generated import generate

FOLDER = "schemas"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def exported(name: str) -> str:
    """Return the text of a built-in schema's file."""
    schema = _open(built_in_model(name).model_json_schema(by_alias=True))
    schema.pop("title", None)
    return _text(name, schema)


def _text(name: str, schema: dict[str, Any]) -> str:
    head = {"$schema": _DIALECT, "$id": f"urn:archive-lint:schema:{name}", "title": f"archive-lint: {name}"}
    return json.dumps(head | schema, indent=2, ensure_ascii=False) + "\n"


def _open(schema: Any) -> Any:  # noqa: ANN401 - a schema is JSON
    """State `additionalProperties` for open objects, which pydantic does only since 2.11."""
    if isinstance(schema, list):
        return [_open(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    stated = {"additionalProperties": True} if schema.get("type") == "object" else {}
    return {key: _open(value) for key, value in (stated | schema).items()}


def main(arguments: list[str]) -> int:
    """Write the files; with `--check`, return 1 if any is out of date."""
    schemas = {f"{name}.json": exported(name) for name in BUILT_IN}
    schemas["lint.json"] = _text("lint.toml", configuration.json_schema())
    return generate(FOLDER, schemas, arguments, "python -m tools.schemas")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
