"""Writes the built-in schemas as JSON Schema, for editors and other tools: `python -m lint.schema.export`."""

from __future__ import annotations

import json
import sys

from lint.generated import generate
from lint.schema.loading import BUILT_IN, load

FOLDER = "schemas"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def exported(name: str) -> str:
    """Give the text of a built-in schema's file."""
    schema = load(name).json_schema()
    schema.pop("title", None)
    head = {"$schema": _DIALECT, "$id": f"urn:archive-lint:schema:{name}", "title": f"archive-lint: {name}"}
    return json.dumps(head | schema, indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` say which differ; 1 when one does."""
    texts = {f"{name}.json": exported(name) for name in BUILT_IN}
    return generate(FOLDER, texts, arguments, "python -m lint.schema.export")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
