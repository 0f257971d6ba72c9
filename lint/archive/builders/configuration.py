"""A site's own configuration, read as data: nothing in it is run."""

import os
import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import Any, Protocol

from lint.archive.builders.data_files import ERRORS, YAML, parse
from lint.primitives.bounds import Bounds
from lint.primitives.files import TooLargeError, UncheckedError, is_there, read_setting

_PROGRAMS = (".py", ".js", ".ts", ".mjs", ".mts", ".cjs", ".cts")
_MOST_TEXTS = 1000


class SiteConfiguration:
    """The files in which a site is configured.

    Parameters:
        files: their absolute paths, the later ones overriding the earlier.
        contents: the content of each.
        folds: whether `Title` and `title` are one key.
        whole: the names of files that hold keys at the top; another one, such as `markup.toml`, holds the
            value of the key it is named after. Empty if each file holds keys at the top.

    Attributes:
        problems: what could not be read, a sentence each.
        unread: those that may not be read, or are not regular files, with the reason, by path.
    """

    def __init__(
        self,
        files: Sequence[str],
        contents: Sequence[bytes],
        *,
        folds: bool = False,
        whole: Sequence[str] = (),
    ) -> None:
        self.files = files
        self.contents = contents
        self.folds = folds
        self.whole = whole
        self.problems: list[str] = []
        self.unread: dict[str, str] = {}
        self._known: dict[tuple[str, object], Any] = {}

    @classmethod
    def of(cls, root: str, names: Sequence[str], bounds: Bounds) -> "SiteConfiguration":
        """Read the first file of a site that exists; larger ones than 1 MB are not read."""
        for name in names:
            path = os.path.join(root, name)
            if is_there(path):
                return cls.of_files([path], bounds)
        return cls((), ())

    @classmethod
    def of_files(
        cls, paths: Iterable[str], bounds: Bounds, *, folds: bool = False, whole: Sequence[str] = ()
    ) -> "SiteConfiguration":
        """Read some files, the later ones overriding the earlier."""
        files: list[str] = []
        contents: list[bytes] = []
        configuration = cls(files, contents, folds=folds, whole=whole)
        for path in paths:
            try:
                contents.append(read_setting(path, bounds))
                files.append(path)
            except UncheckedError as error:
                configuration._not_read(path, error)
        return configuration

    def beside(self, path: str, bounds: Bounds) -> bytes:
        """Return another file with settings; nothing if there is none, or it cannot be read."""
        try:
            return read_setting(path, bounds) if is_there(path) else b""
        except UncheckedError as error:
            self._not_read(path, error)
            return b""

    def _not_read(self, path: str, error: UncheckedError) -> None:
        self.report(f"{os.path.basename(path)} was not read: {error}")
        if not isinstance(error, TooLargeError):
            self.unread[path] = str(error)

    @property
    def file(self) -> str | None:
        """The main file; `None` if there is none."""
        return self.files[0] if self.files else None

    @property
    def name(self) -> str:
        """The main file's name, for messages."""
        return os.path.basename(self.file or "")

    @property
    def is_program(self) -> bool:
        """Whether the main file is a program, in which only plain values can be read."""
        return self.name.endswith(_PROGRAMS)

    def mentions(self, key: str) -> bool:
        """Return whether a key may be set in the files, outside comments; much cheaper than parsing them."""
        pattern = _mention(key.encode(), folds=self.folds)
        return any(pattern.search(content) for content in self.contents) or any(
            self._section(path) == self._key(key) for path in self.files
        )

    @cached_property
    def text(self) -> str:
        """The content of all files."""
        return "\n".join(content.decode("utf-8", "replace") for content in self.contents)

    @cached_property
    def values(self) -> dict[str, Any]:
        """The keys at the top; none of a file that does not parse, or is a program."""
        values: dict[str, Any] = {}
        for path, content in zip(self.files, self.contents, strict=True):
            name = os.path.basename(path)
            if path.endswith(_PROGRAMS):
                continue
            try:
                parsed = parse(path, content.decode("utf-8-sig"))
            except ERRORS as error:
                reason = (str(error).splitlines() or [type(error).__name__])[0]
                self.problems.append(f"{name} was not read: it does not parse: {reason}")
                continue
            section = self._section(path)
            if section is not None:
                values[section] = parsed
            elif isinstance(parsed, dict):
                values |= {self._key(str(key)): value for key, value in parsed.items()}
            elif parsed is not None:
                self.problems.append(f"{name} was not read: it is not a mapping")
        return values

    def _section(self, path: str) -> str | None:
        name = os.path.basename(path)
        return self._key(name.partition(".")[0]) if self.whole and name not in self.whole else None

    def _key(self, key: str) -> str:
        return key.lower() if self.folds else key

    def get(self, key: str, kind: type | tuple[type, ...] = str) -> Any:  # noqa: ANN401 - as the kind says
        """Return the value of a key if it is of a kind; else `None`.

        Parameters:
            key: its name; a key in a mapping follows the mapping's after a dot, as in `project.render`.
        """
        asked = (key, kind)
        if asked not in self._known:
            self._known[asked] = self._get(key, kind)
        return self._known[asked]

    def _get(self, key: str, kind: type | tuple[type, ...]) -> Any:  # noqa: ANN401 - as the kind says
        outer, *inner = key.split(".")
        if not all(self.mentions(each) for each in (outer, *inner)):
            return None
        if self.is_program:
            from lint.archive.builders.literals import javascript_value, python_value  # rarely needed

            reader = python_value if self.name.endswith(".py") else javascript_value
            value = reader(self.text, inner[-1] if inner else outer)
        else:
            value = self.values.get(self._key(outer))
            for each in inner:
                named = value if isinstance(value, dict) else {}
                value = next((named[name] for name in named if self._key(str(name)) == self._key(each)), None)
        if value is not None and not isinstance(value, kind):
            self.report(f"`{key}` in {self.name} was not read: it is {_described(value)}")
            return None
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts in a list, or the one text, at a key."""
        if self.name.endswith(YAML) and len(self.files) == 1 and self.mentions(key):
            from lint.archive.builders.literals import yaml_texts  # most sites have no such key

            texts = yaml_texts(self.text, key)
            if texts is not None:
                return self._bounded(key, texts)
        value = self.get(key, (str, list, tuple))
        if isinstance(value, str):
            return (value,)
        return self._bounded(key, tuple(item for item in value or () if isinstance(item, str)))

    def _bounded(self, key: str, texts: tuple[str, ...]) -> tuple[str, ...]:
        if len(texts) > _MOST_TEXTS:
            self.report(f"`{key}` in {self.name} was not read as a whole: it has {len(texts):,} entries")
        return texts[:_MOST_TEXTS]

    def report(self, problem: str) -> None:
        """Add to what could not be read, once."""
        if problem not in self.problems:
            self.problems.append(problem)


class Configured(Protocol):
    """What most functions need to know of a site."""

    @property
    def root(self) -> str:
        """See `Site.root`."""

    @property
    def bounds(self) -> Bounds:
        """See `Site.bounds`."""

    @property
    def configuration(self) -> SiteConfiguration:
        """See `Site.configuration`."""


@cache
def _mention(key: bytes, *, folds: bool) -> re.Pattern[bytes]:
    # A key begins a line or follows a brace or comma; a comment's begins with `#` or `//`.
    end = rb"""["']?[ \t]*[:=\].]"""
    return re.compile(
        rb"""(?:^|[{,(\[.])[ \t"']*""" + re.escape(key) + end, re.MULTILINE | (re.IGNORECASE if folds else 0)
    )


def is_zone(name: str) -> bool:
    """Return whether a name is one of the IANA database's timezones."""
    from lint.primitives.zones import zone  # only if a site has a timezone

    try:
        zone(name)
    except LookupError:
        return False
    return True


def _described(value: object) -> str:
    kinds = {dict: "a mapping", list: "a list", bool: "true or false", str: "text"}
    return kinds.get(type(value), "a number or a date")
