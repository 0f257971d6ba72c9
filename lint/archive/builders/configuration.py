"""A site's own configuration, read as data: nothing in it is run."""

import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from lint.primitives.files import UncheckedError, read

_LARGEST = 1_000_000


class SiteConfiguration:
    """The files in which a site is configured.

    Parameters:
        files: their absolute paths, the later ones overriding the earlier.
        contents: the content of each.
    """

    def __init__(self, files: Sequence[str], contents: Sequence[bytes]) -> None:
        self.files = files
        self.contents = contents
        self.problem: str | None = None

    @classmethod
    def of(cls, root: str, names: Sequence[str]) -> "SiteConfiguration":
        """Read the first file of a site that exists; larger ones than 1 MB are not read."""
        for name in names:
            path = os.path.join(root, name)
            if os.path.isfile(path):
                return cls.of_files([path])
        return cls((), ())

    @classmethod
    def of_files(cls, paths: Sequence[str]) -> "SiteConfiguration":
        """Read some files, the later ones overriding the earlier."""
        files, contents = [], []
        problem = None
        for path in paths:
            try:
                contents.append(read(path, _LARGEST))
                files.append(path)
            except UncheckedError as error:
                problem = f"{path}: {error}"
        configuration = cls(files, contents)
        configuration.problem = problem
        return configuration

    @property
    def file(self) -> str | None:
        """The main file; `None` if there is none."""
        return self.files[0] if self.files else None

    def mentions(self, word: str) -> bool:
        """Return whether a word appears in the files; cheaper than parsing them."""
        return any(word.encode() in content for content in self.contents)

    @property
    def text(self) -> str:
        """The content of all files."""
        return "\n".join(content.decode("utf-8", "replace") for content in self.contents)

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """The keys at the top; empty for a file that does not parse, or is a program."""
        values: dict[str, Any] = {}
        for path, content in zip(self.files, self.contents, strict=True):
            try:
                parsed = _parse(path, content.decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                self.problem = f"{path} does not parse: {str(error).splitlines()[0]}"
                continue
            if isinstance(parsed, dict):
                values.update(parsed)
        return values

    def get(self, key: str, kind: type | tuple[type, ...] = str) -> Any:  # noqa: ANN401 - as the kind says
        """Return the value of a key if it is of a kind; else `None`."""
        if not self.mentions(key):
            return None
        value = self.values.get(key)
        return value if isinstance(value, kind) else None

    def texts(self, key: str) -> Sequence[str]:
        """Return the texts in a list, or the one text, at a key."""
        value = self.get(key, (str, list))
        if isinstance(value, str):
            return (value,)
        return tuple(item for item in value or () if isinstance(item, str))


def _parse(path: str, text: str) -> object:
    if path.endswith((".yml", ".yaml")):
        import yaml  # only if a site's configuration must be parsed

        try:
            return yaml.load(text, yaml.CSafeLoader)
        except yaml.YAMLError as error:
            raise ValueError(str(error)) from error
    if path.endswith(".toml"):
        return tomllib.loads(text)
    return json.loads(text) if path.endswith(".json") else None
