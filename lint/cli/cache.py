"""`lint cache`: the results of earlier runs."""

import argparse
import os

from lint.cli import cache_place
from lint.cli.output import CLEAN, Output, say
from lint.cli.shared_arguments import home_of
from lint.config.nearest import ConfigCache
from lint.primitives.errors import OutputError, UsageError
from lint.report.printable import printable
from lint.run import cache_folder

DESCRIPTION = """\
Results are cached in the user's cache folder, by archive: that of the nearest
configuration, or the working folder. A file is linted again only when it, or
anything else that affects the result, has changed.

'lint cache show' prints the folder and its size, and 'lint cache clean' deletes
the archive's results. With --all, both are about every archive.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("action", choices=("show", "clean"))
    parser.add_argument("--all", action="store_true", help="every archive, not only this one")
    parser.add_argument(
        "--cache-dir", metavar="DIR", help="where results are cached (default: the user's cache folder)"
    )


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    home = home_of(ConfigCache())
    root = cache_place.root_of(options, home)
    if root is None:
        raise UsageError("there is no folder for a cache; --cache-dir or ARCHIVE_LINT_CACHE_DIR names one")
    own = cache_folder.folder_of(home, root)
    known = list(cache_folder.archives(root))
    if options.action == "show":
        shown = [each for each in known if options.all or each[0] == own] or [(own, 0, 0.0)]
        Output(None).write(
            "".join(f"{size / 1e6:8.1f} MB  {printable(folder)}\n" for folder, size, _ in shown)
        )
        return CLEAN
    for folder in [each for each, _, _ in known] if options.all else [own]:
        try:
            found = cache_folder.clean(folder)
        except OSError as error:
            raise OutputError(f"{folder}: cannot be deleted: {error.strerror or error}") from error
        say(f"lint: {os.fspath(folder)}: {'deleted the cache' if found else 'no cache'}")
    return CLEAN
