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


def root_of(options: argparse.Namespace) -> str | None:
    """Return the folder of all caches; `None` when there is none.

    Raises:
        UsageError: when `--cache-dir` names a folder that came with the archive, or leads out of it.
    """
    given: str | None = options.cache_dir
    if given is None:
        return cache_folder()
    if not given or "\0" in given:
        raise UsageError(f"--cache-dir {given!r} is not valid; expected a folder")
    path = os.path.abspath(given)
    cwd = os.path.join(os.getcwd(), "")
    if path.startswith(cwd) and not os.path.join(os.path.realpath(path), "").startswith(
        os.path.realpath(cwd)
    ):
        raise UsageError(f"--cache-dir {given}: a link leads out of this folder; name the folder it leads to")
    from lint.archive.git_command import is_tracked  # only for a cache in a place of its own

    if is_tracked(path):
        raise UsageError(
            f"--cache-dir {given}: git tracks files there; a cache that comes with an archive is not believed"
        )
    return path


def cache_of(options: argparse.Namespace, configs: ConfigCache) -> Cache | None:
    """Return the cache of the archive; `None` when there is no place for one.

    Raises:
        UsageError: as `root_of`.
    """
    root = root_of(options)
    if root is None:
        say("lint: warning: there is no folder for a cache; --cache-dir or ARCHIVE_LINT_CACHE_DIR names one")
        return None
    home = home_of(configs)
    cache = Cache(folder_of(home, root))
    former = os.path.join(home, _FORMER)
    if os.path.lexists(former) and cache.note(_FORMER, b"") is None and cache.trouble is None:
        say(f"lint: {former} is no longer used and can be deleted; results are cached in {cache.folder}")
        cache.write_note(_FORMER, b"", "said")
    return cache
