"""Writes the built-in schemas as JSON Schema, for editors and other tools: `python -m lint.schema.export`."""

from __future__ import annotations

import json
import os
import sys

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
    stale = []
    for name in BUILT_IN:
        path = os.path.join(FOLDER, f"{name}.json")
        text = exported(name)
        if "--check" in arguments:
            if not os.path.exists(path) or _read(path) != text:
                stale.append(path)
        else:
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
    for path in stale:
        sys.stderr.write(f"{path} differs from the models: run python -m lint.schema.export\n")
    return 1 if stale else 0


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
