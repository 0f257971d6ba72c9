"""The identity of a JSON Schema, for the cache."""

from collections.abc import Iterator

from lint.primitives.bounds import Bounds
from lint.schema.json_files import SchemaFiles
from lint.schema.validator import SchemaError

_REFERRING = ("$ref", "$dynamicRef", "$recursiveRef", "$schema")
_OFFICIAL = ("https://json-schema.org/draft", "http://json-schema.org/draft")  # every validator has them


def schema_state(name: str, root: str, bounds: Bounds | None = None) -> bytes | None:
    """Return a digest of all files that a JSON Schema consists of; `None` if loading it fails.

    Parameters:
        name: its path.
        root: the folder that this is relative to.
        bounds: the archive that it must be in; `None` if the user named it.
    """
    try:
        files = SchemaFiles(name, root, bounds)
        if any(_leads_elsewhere(each) for each in _references(files.schema)):
            from lint.schema.json_schema import JSONSchemaValidator  # most schemas are one file

            JSONSchemaValidator(name, files.schema, {}, files)
    except SchemaError:
        return None
    return files.digest()


def _references(schema: object) -> Iterator[str]:
    """Yield all that may be a reference, wherever it is in a schema."""
    left = [schema]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left += value.values()
            yield from (each for key in _REFERRING if isinstance(each := value.get(key), str))
        elif isinstance(value, list):
            left += value


def _leads_elsewhere(reference: str) -> bool:
    return not reference.startswith(("#", *_OFFICIAL))
