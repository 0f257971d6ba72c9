"""The folder and the configuration of a site, and what they say without a look at its posts."""

import os
from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from lint.archive.builders import surroundings
from lint.archive.builders.configuration import SiteConfiguration, is_zone
from lint.archive.builders.names import host_of
from lint.config.dialects import Dialect
from lint.primitives.bounds import Bounds

PACKAGE = "package.json"
# Of so many folders the path from the site is remembered.
_MOST_FOLDERS = 1000


class SiteSettings:
    """A site's folder, and what decides about its files; the values are those without a known builder.

    Parameters:
        root: the site's folder, an absolute path.
        reason: how the site was recognised.
        bounds: the archive that its settings must be in.
    """

    name: ClassVar[Dialect] = "plain"

    # The files from which `configuration` reads the first that exists.
    configuration_files: ClassVar[Sequence[str]] = ()
    # The key of the site's timezone in them.
    timezone_key: ClassVar[str | None] = None
    # The key of the address at which the site is published.
    url_key: ClassVar[str | None] = None

    def __init__(self, root: str = ".", reason: str = "", bounds: Bounds | None = None) -> None:
        self.root = root
        self.reason = reason
        self.bounds = bounds or Bounds()
        self._below: dict[str, str] = {}

    def below(self, folder: str) -> str:
        """Return the path of a folder from the site's, with `/` at its end; empty for the site's own.

        Parameters:
            folder: its path, absolute or from the working directory, which stays the same.
        """
        below = self._below.get(folder)
        if below is None:
            path, top = os.path.join(os.path.abspath(folder), ""), os.path.join(self.root, "")
            if path.startswith(top):
                below = path[len(top) :].replace(os.sep, "/")
            else:
                path = os.path.relpath(path, self.root)
                below = "" if path == os.curdir else os.path.join(path, "").replace(os.sep, "/")
            if len(self._below) == _MOST_FOLDERS:
                self._below.clear()
            self._below[folder] = below
        return below

    @cached_property
    def configuration(self) -> SiteConfiguration:
        """The site's own configuration, as far as it can be read without running it."""
        return SiteConfiguration.of(self.root, self.configuration_files, self.bounds)

    @cached_property
    def timezone(self) -> str | None:
        """The name of the timezone that the site's configuration sets, in the IANA database."""
        key = self.timezone_key
        name = self.configuration.get(key) if key is not None else None
        if not name or is_zone(name):
            return name or None
        file = self.configuration.name
        self.configuration.report(f"`{key}` in {file} was not read: no timezone is called {name!r}")
        return None

    @property
    def own_host(self) -> str | None:
        """The host at which the site is published, if its configuration says so."""
        return host_of(self.configuration.get(self.url_key)) if self.url_key is not None else None

    # For the cache

    def besides(self) -> list[str]:
        """Return the paths of the files that decide about all files, besides the configuration."""
        from lint.archive.builders import hosting  # as `surroundings`, but needed for links alone

        return [os.path.join(self.root, PACKAGE), *hosting.paths(self.root, self.bounds)]

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The paths of `besides`, normalized: the only files on which what is kept of a post may depend."""
        return frozenset(map(os.path.normpath, self.besides()))

    @cached_property
    def fingerprint(self) -> bytes:
        """The identity of the site, its configuration, and the files of `besides`, for the cache."""
        names = (self.name, self.root, self.reason, *self.configuration.files)
        parts = [name.encode("utf-8", "surrogatepass") for name in names]
        parts += surroundings.files(self.besides(), self.root, self.bounds)
        return surroundings.digest([*parts, *self.configuration.contents])

    def fingerprint_of(self, folder: str) -> bytes:
        """Return the identity of what decides about the files in one folder, for the cache.

        Empty if there is nothing. Folders with the same share their fingerprint.

        Parameters:
            folder: an absolute path.
        """
        del folder
        return b""
