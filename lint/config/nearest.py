"""Finds the configuration of a folder: the nearest file, in it or above it, but in the archive."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lint.config.config import Config
from lint.config.reader import load_file
from lint.primitives.bounds import Bounds
from lint.primitives.files import LARGEST, Listings, head, is_there

if TYPE_CHECKING:
    from lint.web.answers import Answered  # only if the web is asked

FILES = ("lint.toml", ".lint.toml", "pyproject.toml")


class ConfigCache:
    """Finds the configuration of a folder; reads each file once.

    Parameters:
        override: a configuration for every folder, from `--config`.
        trust: whether the configurations of the archive may name code, from `--trust`.
        index: whether posts may be compared with all others of the archive.
        options: the command-line options, which override each configuration.

    Attributes:
        bounds: the archive, by the paths that the user named.
        listings: the contents of the folders visited so far, for reuse.
        index: whether posts may be compared with all others of the archive.
        has_overrides: whether any configuration so far has `[[overrides]]`.
        answers: what was said of URLs; `None` unless the web was asked.
        facts: the kinds of facts that the index has besides those that rules compare.
        unused: the nearest configuration above the archive, if one was looked for and not found in it.
    """

    def __init__(
        self, override: Config | None = None, *, trust: bool = False, index: bool = False, **options: object
    ) -> None:
        self.bounds = Bounds()
        self.listings = Listings(self.bounds)
        self.unused: str | None = None
        self.answers: Answered | None = None
        self.facts: frozenset[str] = frozenset()
        self._trust = trust
        self.index = index
        self._options = options
        self.has_overrides = False
        self._of_files: dict[str, Config] = {}
        self._of_entries: dict[tuple[Config, tuple[int, ...]], Config] = {}
        self._override = self._complete(override) if override is not None else None
        self._default = self._complete(Config(root=os.getcwd()))
        self._known: dict[str, Config] = {}

    def for_folder(self, folder: str) -> Config:
        """Return the configuration nearest to an absolute path, or the defaults; may raise ConfigError."""
        if self._override is not None:
            return self._override
        config = self._known.get(folder)
        if config is None:
            config = self._known[folder] = self._find(folder, self.bounds.top(folder))
        return config

    def for_file(self, path: str) -> Config:
        """Return the configuration of a file: that of its folder, with the overrides that hold for it."""
        if path not in self._of_files:
            self._of_files[path] = self._overridden(os.path.abspath(path))
        return self._of_files[path]

    def _overridden(self, path: str) -> Config:
        config = self.for_folder(os.path.dirname(path))
        if not config.overrides:
            return config
        name = os.path.relpath(path, config.root).replace(os.sep, "/")
        entries = tuple(index for index, entry in enumerate(config.overrides) if entry.matches(name))
        if not entries:
            return config
        if (config, entries) not in self._of_entries:
            self._of_entries[config, entries] = config.overridden(map(config.overrides.__getitem__, entries))
        return self._of_entries[config, entries]

    def nearest(self, name: str) -> str | None:
        """Return the nearest file with a name, in the working folder or above it but in the archive."""
        folder = os.getcwd()
        top = self.bounds.top(folder)
        while not is_there(path := os.path.join(folder, name)):
            if folder == top:
                return None
            folder = os.path.dirname(folder)
        return path

    def _find(self, folder: str, top: str) -> Config:
        names = self.listings.names(folder)
        for name in FILES:
            if name not in names or not is_there(path := os.path.join(folder, name)):
                continue
            if (config := load_file(path, self.bounds, trust=self._trust)) is not None:
                return self._complete(config)
        parent = os.path.dirname(folder)
        if folder not in (top, parent):
            return self.for_folder(parent)
        if self.bounds.has(folder):  # not one that only other posts are compared with
            self.unused = self.unused or _above(folder)
        return self._default

    def _complete(self, config: Config) -> Config:
        """Add what the user says to a configuration."""
        config = config._replace(
            bounds=self.bounds, trusted=config.trusted or self._trust, index=config.index and self.index
        )
        self.has_overrides = self.has_overrides or bool(config.overrides)
        return config.with_options(**self._options)


def _above(folder: str) -> str | None:
    """Return the nearest configuration above a folder."""
    while (parent := os.path.dirname(folder)) != folder:
        folder = parent
        for path in (os.path.join(folder, name) for name in FILES):
            # The pyproject.toml of another project is no news.
            is_other = path.endswith(FILES[-1]) and b"tool.lint" not in (head(path, LARGEST) or b"")
            if os.path.lexists(path) and not is_other:
                return path
    return None
