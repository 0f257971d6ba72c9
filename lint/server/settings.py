"""What decides how documents are linted: the editor's settings, and the files whose change is noticed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from typing import Any

from lint.archive.archive_files import decides as decides_files
from lint.config.keys import KEYS
from lint.config.kinds import WrongValueError
from lint.config.nearest import FILES

# What an editor may set. It also has the settings that come with a folder: none of these names code or files.
_KEYS = ("select", "extend-select", "ignore", "dialect", "timezone", "extend-exclude")
_INDEX = "index"
_NAMES = (*FILES, ".gitignore", ".lint-baseline.jsonl")
# In older languages of settings, the table has one of these names around it.
_TABLES = ("archiveLint", "archive-lint")
_MOST_ABOVE = 64
# Dates in the future come, and what a sample of posts shows changes.
_LASTS = 3600


def overrides(settings: object) -> tuple[dict[str, Any], list[str]]:
    """Return what an editor's settings replace of the command's options, and what is wrong with them.

    Parameters:
        settings: a table of keys as in `lint.toml`, also inside a table `archiveLint`; empty is none.
    """
    found: dict[str, Any] = {}
    wrong: list[str] = []
    if not isinstance(settings, Mapping):
        return found, wrong
    for name in _TABLES:
        if isinstance(settings.get(name), Mapping):
            return overrides(settings[name])
    for name, value in settings.items():
        if value is None or value in ("", []):
            continue
        if name == _INDEX and isinstance(value, bool):
            found["no_index"] = not value
        elif name in _KEYS:
            try:
                read = KEYS[name].kind.read(value)
            except WrongValueError as error:
                wrong.append(f"{name}: {value!r} is not valid; expected {error}")
            else:
                found[KEYS[name].field] = list(read) if isinstance(read, tuple) else read
    return found, wrong


def decides(path: str) -> bool:
    """Return whether a file may decide how documents are linted, by its name."""
    return decides_files(path) or os.path.basename(path) in _NAMES


class Seen:
    """The settings of a folder's documents as they were before any of them was linted.

    Parameters:
        folder: an absolute path; a configuration may be in it or above it.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._found_by_name = _found_by_name(folder)
        self._files: dict[str, tuple[int, int] | None] = {}

    def add(self, files: Iterable[str]) -> None:
        """Take note of other files that decide."""
        for path in files:
            if path not in self._files:
                self._files[path] = _times(path)

    @property
    def have_changed(self) -> bool:
        """Whether settings may be others by now."""
        return self._found_by_name != _found_by_name(self._folder) or any(
            _times(path) != times for path, times in self._files.items()
        )


def _found_by_name(folder: str) -> list[object]:
    found: list[object] = [int(time.time()) // _LASTS]
    for _ in range(_MOST_ABOVE):
        found += [_times(os.path.join(folder, name)) for name in _NAMES]
        parent = os.path.dirname(folder)
        if parent == folder:
            break
        folder = parent
    return found


def _times(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
