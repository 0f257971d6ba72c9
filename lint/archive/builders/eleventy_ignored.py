"""What Eleventy leaves out (https://www.11ty.dev/docs/ignores/)."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from lint.archive.builders.site_settings import SiteSettings

if TYPE_CHECKING:
    from lint.archive.builders.globs import Globs
    from lint.primitives.ignore_patterns import IgnorePatterns


class EleventyIgnored:
    """The patterns of files and folders that a site leaves out, each read when it is asked for."""

    def __init__(self, site: SiteSettings) -> None:
        self._site = site

    def reason(self, relative: str, *, is_folder: bool) -> str | None:
        """Return which names a file or folder, `.eleventyignore` or `ignores.add()`; `None` if neither."""
        if self._own is not None and self._own.matches(relative + "/" * is_folder):
            return ".eleventyignore"
        if self._added is not None and not is_folder and self._added.match(relative):
            return f"`ignores` in {self._site.configuration.name}"
        return None

    def by_git(self, relative: str) -> bool:
        """Return whether `.gitignore` names a file, unless the configuration leaves it aside."""
        return self._of_git is not None and self._of_git.matches(relative)

    @cached_property
    def _added(self) -> Globs | None:
        # https://www.11ty.dev/docs/ignores/#configuration-api
        configuration = self._site.configuration
        if b"ignores" not in b"".join(configuration.contents):
            return None
        from lint.archive.builders.globs import Globs, and_below  # only a site with patterns needs them
        from lint.archive.builders.literals import javascript_arguments

        found = [each.removeprefix("./") for each in javascript_arguments(configuration.text, "ignores.add")]
        return Globs(and_below(found)) if found else None

    @cached_property
    def _own(self) -> IgnorePatterns | None:
        return self._patterns(".eleventyignore")

    @cached_property
    def _of_git(self) -> IgnorePatterns | None:
        # https://www.11ty.dev/docs/ignores/#opt-out-of-using-gitignore
        is_used = "setUseGitIgnore" not in self._site.configuration.text
        return self._patterns(".gitignore") if is_used else None

    def _patterns(self, name: str) -> IgnorePatterns | None:
        path = os.path.join(self._site.root, name)
        text = self._site.configuration.beside(path, self._site.bounds)
        if not text:
            return None
        from lint.primitives.ignore_patterns import IgnorePatterns  # only a site with patterns needs it

        return IgnorePatterns.of_file(text)
