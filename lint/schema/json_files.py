"""The files of a JSON Schema: the schema itself and those below its folder that it refers to.

https://json-schema.org/draft/2020-12/json-schema-core#section-8.2 (base URI, anchors, and references)
"""

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from lint.primitives.blake2 import blake2b
from lint.primitives.bounds import Bounds, is_in
from lint.primitives.files import UncheckedError, read_named, read_setting
from lint.primitives.text import one_line
from lint.schema.validator import SchemaError

_LARGEST = 4_000_000  # all files together
_MOST = 1_000
_LONGEST = 200


class SchemaFiles:
    """Reads a JSON Schema, and on request what it refers to: only files below its folder.

    Parameters:
        name: its path as it was given, which messages quote.
        root: the folder that this is relative to.
        bounds: the archive that it must be in; `None` if the user named it.

    Attributes:
        schema: the schema, parsed.
        uri: its address, which references are relative to.
        problem: why the last reference was refused, if one was.

    Raises:
        SchemaError: when the file cannot be read, or is not JSON.
    """

    def __init__(self, name: str, root: str, bounds: Bounds | None) -> None:
        self.problem: SchemaError | None = None
        self._bounds = bounds or Bounds()
        self._name = name
        self._contents: dict[str, bytes] = {}
        path = os.path.join(root, name)
        try:
            self._folder = os.path.realpath(os.path.dirname(os.path.abspath(path)))
            if bounds is None:
                data = read_named(path, _LARGEST)
            else:
                data = read_setting(path, bounds, folder=os.path.abspath(root), largest=_LARGEST)
        except (UncheckedError, ValueError) as error:
            raise SchemaError(f"schema {name!r} cannot be read: {error}") from error
        file = os.path.join(self._folder, os.path.basename(path))
        self.uri = Path(file).as_uri()
        self.schema = self._parsed(file, data)

    def retrieve(self, uri: str) -> Any:  # noqa: ANN401 - any JSON
        """Return what a reference leads to, or raise SchemaError, which is also kept as `problem`."""
        try:
            return self._retrieve(uri)
        except SchemaError as error:
            self.problem = error
            raise

    def digest(self) -> bytes:
        """Return a digest of the files that were read."""
        digest = blake2b(digest_size=16)
        for part in (
            each for file in sorted(self._contents.items()) for each in (os.fsencode(file[0]), file[1])
        ):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        return digest.digest()

    def _retrieve(self, uri: str) -> object:
        problem = f"schema {self._name!r} refers to {uri!r}, which"
        file = _file_of(uri)
        if file is None or not is_in(file, self._folder):
            raise SchemaError(f"{problem} is not read; expected a file below {self._folder}")
        left = _LARGEST - sum(map(len, self._contents.values()))
        if left <= 0 or len(self._contents) >= _MOST:
            most = f"{_MOST:,} files with {_LARGEST:,} bytes"
            raise SchemaError(f"schema {self._name!r} refers to too much; expected at most {most}")
        try:
            data = read_setting(file, self._bounds, largest=left)
        except UncheckedError as error:
            raise SchemaError(f"{problem} cannot be read: {error}") from error
        return self._parsed(file, data)

    def _parsed(self, file: str, data: bytes) -> object:
        self._contents[file] = data
        try:
            parsed = json.loads(data)
            _refuse_surrogates(json.dumps(parsed, ensure_ascii=False))
        except (ValueError, RecursionError) as error:
            which = (
                f"schema {self._name!r}" if len(self._contents) == 1 else f"{file}, of schema {self._name!r},"
            )
            raise SchemaError(f"{which} is not valid JSON: {one_line(str(error), _LONGEST)}") from error
        return parsed


def _refuse_surrogates(text: str) -> None:
    """Raise ValueError for a lone surrogate: some versions of jsonschema-rs end the process at one."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        lone = f"\\u{ord(text[error.start]):04x}"
        raise ValueError(f"{lone} is a lone surrogate, which is not text") from error


def _file_of(uri: str) -> str | None:
    """Return the real path that a `file:` URI leads to; `None` for any other address."""
    try:
        parts = urlsplit(uri)
        is_file = parts.scheme == "file" and not parts.netloc
        return os.path.realpath(url2pathname(parts.path)) if is_file else None
    except ValueError:
        return None  # a broken address, or a NUL character
