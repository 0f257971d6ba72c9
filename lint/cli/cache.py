"""`lint cache`: the results of earlier runs."""

import argparse

from lint.cli import cache_place
from lint.cli.output import CLEAN, FAILED, Output, say
from lint.cli.shared_arguments import home_of
from lint.config.nearest import ConfigCache
from lint.primitives.errors import UsageError
from lint.report.printable import printable
from lint.run import cache_folder

DESCRIPTION = """\
Results are cached in the user's cache folder, by archive: that of the nearest
configuration, or the working folder. A file is linted again only when it, or
anything else that affects the result, has changed.

'lint cache show' prints the folder and its size, and 'lint cache clean' deletes
the archive's results, and what servers said of its links. With --all, both are
about every archive.
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
    folders = [own]
    if options.all:
        folders = [folder for folder, _, _ in cache_folder.archives(root)] or folders
    if options.action == "show":
        sizes = ((cache_folder.size_of(folder)[0] / 1e6, printable(folder)) for folder in folders)
        Output(None).write("".join(f"{size:8.1f} MB  {folder}\n" for size, folder in sizes))
        return CLEAN
    results = [_clean(folder) for folder in folders]  # all of them, whichever cannot be deleted
    return CLEAN if all(results) else FAILED


def _clean(folder: str) -> bool:
    try:
        found = cache_folder.clean(folder, verdicts=True)
    except OSError as error:
        say(f"lint: {folder}: cannot be deleted: {error.strerror or error}")
        return False
    say(f"lint: {folder}: {'deleted the cache' if found else 'no cache'}")
    return True
