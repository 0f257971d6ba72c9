"""Writes the built-in schemas as JSON Schema: `python -m tools.schemas`."""

from __future__ import annotations

import json
import sys

from lint.schema import BUILT_IN
from lint.schema.models import built_in_model
from tools.generated import generate

FOLDER = "schemas"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def exported(name: str) -> str:
    """Give the text of a built-in schema's file."""
    schema = built_in_model(name).model_json_schema(by_alias=True)
    schema.pop("title", None)
    head = {"$schema": _DIALECT, "$id": f"urn:archive-lint:schema:{name}", "title": f"archive-lint: {name}"}
    return json.dumps(head | schema, indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` say which differ; 1 when one does."""
    schemas = {f"{name}.json": exported(name) for name in BUILT_IN}
    return generate(FOLDER, schemas, arguments, "python -m tools.schemas")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
