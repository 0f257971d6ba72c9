"""Where the cache of this run is."""

import argparse
import os

from lint.cli.output import say
from lint.cli.shared_arguments import home_of
from lint.config.nearest import ConfigCache
from lint.primitives.errors import UsageError
from lint.primitives.user_folders import cache_folder
from lint.run.cache import Cache
from lint.run.cache_folder import folder_of

# Where earlier versions kept results, in the archive.
_FORMER = ".lint_cache"
_VARIABLE = "ARCHIVE_LINT_CACHE_DIR"


def root_of(options: argparse.Namespace, home: str) -> str | None:
    """Return the folder of all caches; `None` when there is none.

    Parameters:
        home: the folder of the archive.

    Raises:
        UsageError: when the user names a folder that came with the archive, or that leads out of it.
    """
    name = "--cache-dir"
    given: str | None = options.cache_dir
    if given is None:
        name, given = _VARIABLE, os.environ.get(_VARIABLE) or None
    if given is None:
        return cache_folder()
    if not given or "\0" in given:
        raise UsageError(f"{name} {given!r} is not valid; expected a folder")
    path = os.path.abspath(given)
    for archive in (home, os.getcwd()):
        if _is_below(path, archive) and not _is_below(os.path.realpath(path), os.path.realpath(archive)):
            raise UsageError(
                f"{name} {given}: a link leads out of {archive}; expected the folder it leads to"
            )
    from lint.archive.git_command import is_tracked  # only for a cache in a place of its own

    if is_tracked(path):
        raise UsageError(
            f"{name} {given}: git tracks files there; a cache that comes with an archive is not believed"
        )
    return path


def _is_below(path: str, folder: str) -> bool:
    return os.path.join(path, "").startswith(os.path.join(folder, ""))


def cache_of(options: argparse.Namespace, configs: ConfigCache) -> Cache | None:
    """Return the cache of the archive; `None` when there is no place for one.

    Raises:
        UsageError: as `root_of`.
    """
    home = home_of(configs)
    root = root_of(options, home)
    if root is None:
        say(f"lint: warning: there is no folder for a cache; --cache-dir or {_VARIABLE} names one")
        return None
    cache = Cache(folder_of(home, root))
    former = os.path.join(home, _FORMER)
    if os.path.lexists(former) and cache.note(_FORMER, b"") is None and cache.trouble is None:
        say(f"lint: {former} is no longer used and can be deleted; results are cached in {cache.folder}")
        cache.write_note(_FORMER, b"", "said")
    return cache
