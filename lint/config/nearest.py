"""Finds the configuration of a folder: the nearest file, in it or above it."""

import os

from lint.config.config import Config
from lint.config.reader import load_file
from lint.primitives.files import Listings

FILES = ("lint.toml", ".lint.toml", "pyproject.toml")


class ConfigCache:
    """Finds the configuration of a folder; reads each file once.

    Parameters:
        override: a configuration for every folder, from `--config`.
        options: the command-line options, which override each configuration.

    Attributes:
        listings: the contents of the folders visited so far, for reuse.
    """

    def __init__(self, override: Config | None = None, **options: object) -> None:
        self._override = override.with_options(**options) if override is not None else None
        self._options = options
        self._default = Config(root=os.getcwd()).with_options(**options)
        self._known: dict[str, Config] = {}
        self.listings = Listings()

    def for_folder(self, folder: str) -> Config:
        """Return the configuration nearest to an absolute path, or the defaults; may raise ConfigError."""
        if self._override is not None:
            return self._override
        config = self._known.get(folder)
        if config is None:
            config = self._known[folder] = self._find(folder)
        return config

    def _find(self, folder: str) -> Config:
        for name in FILES:
            path = os.path.join(folder, name)
            if not (name in self.listings.names(folder) and os.path.isfile(path)):
                continue
            if (config := load_file(path)) is not None:
                return config.with_options(**self._options)
        parent = os.path.dirname(folder)
        return self._default if parent == folder else self.for_folder(parent)
