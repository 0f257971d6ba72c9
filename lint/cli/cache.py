"""`lint cache`: the results of earlier runs."""

import argparse

from lint.cli.output import CLEAN, say
from lint.cli.shared_arguments import home_of
from lint.config.nearest import ConfigCache
from lint.primitives.errors import OutputError
from lint.run.cache_database import clean

DESCRIPTION = """\
Results are cached in .lint_cache, next to the configuration. A file is checked
again only when it, or anything else that affects the result, has changed.
'lint cache clean' deletes the cache.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("action", choices=("clean",))


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    del options  # the only action is clean
    folder = home_of(ConfigCache())
    try:
        found = clean(folder)
    except OSError as error:
        raise OutputError(f"{error.filename}: cannot be deleted: {error.strerror}") from error
    say(f"lint: {folder}: {'deleted the cache' if found else 'no cache'}")
    return CLEAN
