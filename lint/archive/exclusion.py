"""Which paths the configuration and `.gitignore` exclude, by the patterns of git."""

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from lint.config.config import Config
from lint.primitives.bounds import Bounds
from lint.primitives.files import UncheckedError, is_there, read_setting

if TYPE_CHECKING:
    from lint.primitives.ignore_patterns import IgnorePatterns

# A folder with a `.gitignore`, and its patterns.
Ignore: TypeAlias = "tuple[str, IgnorePatterns]"


class IgnoreFiles:
    """Reads the `.gitignore` files of an archive.

    Parameters:
        bounds: the archive.

    Attributes:
        unread: the files that may not or cannot be read, with the reason, by path.
    """

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self.unread: dict[str, str] = {}

    def of(self, folder: str) -> tuple[Ignore, ...]:
        """Return the patterns in the `.gitignore` of a folder; nothing when it cannot be read."""
        path = os.path.join(folder, ".gitignore")
        if not is_there(path):
            return ()
        try:
            content = read_setting(path, self._bounds)
        except UncheckedError as error:
            self.unread[path] = str(error)
            return ()
        from lint.primitives.ignore_patterns import IgnorePatterns  # only a run with patterns needs it

        return ((folder, IgnorePatterns.of_file(content)),)

    def above(self, top: str) -> tuple[Ignore, ...]:
        """Return the patterns of the `.gitignore` files in the folders above, up to the repository's root."""
        found: list[Ignore] = []
        folder = top
        while not os.path.lexists(os.path.join(folder, ".git")):
            parent = os.path.dirname(folder)
            if parent == folder:
                return ()
            folder = parent
            found[:0] = self.of(folder)
        return tuple(found)


def is_ignored(path: str, config: Config, ignores: Iterable[Ignore]) -> bool:
    """Return whether a path found in a walk is excluded.

    Parameters:
        path: an absolute path; a folder's ends in a slash.
        config: the configuration of the folder that contains it.
        ignores: the `.gitignore` files that apply, the nearest last.
    """
    if is_excluded(path, config):
        return True
    verdict = None
    for root, patterns in ignores:
        relative = os.path.relpath(path, root).replace(os.sep, "/") + ("/" if path.endswith("/") else "")
        own = patterns.decide(os.fsencode(relative))
        verdict = verdict if own is None else own
    return bool(verdict)


def is_excluded(path: str, config: Config, *, ancestors: bool = False) -> bool:
    """Return whether the configuration excludes a path.

    Parameters:
        ancestors: whether to check the folders above it too; a walk has checked them already.
    """
    patterns = (*(config.exclude or ()), *config.extend_exclude)
    if not patterns:
        return False
    relative = os.path.relpath(path, config.root) + ("/" if path.endswith("/") else "")
    if relative.split(os.sep, 1)[0] == "..":
        return False
    found = _patterns(patterns)
    # As in git, a file below an excluded folder stays excluded whatever later patterns say.
    if ancestors:
        parts = relative.split(os.sep)
        if any(found.matches("/".join(parts[:end]) + "/") for end in range(1, len(parts))):
            return True
    return found.matches(relative.replace(os.sep, "/"))


@lru_cache(maxsize=256)
def _patterns(patterns: tuple[str, ...]) -> "IgnorePatterns":
    from lint.primitives.ignore_patterns import IgnorePatterns  # only a run with patterns needs it

    return IgnorePatterns.of_texts(patterns)
