"""`lint cache`: what earlier runs found."""

import argparse

from lint.cli.output import CLEAN, say
from lint.cli.shared_arguments import home_of
from lint.config.nearest import ConfigCache
from lint.run.cache_database import clean

DESCRIPTION = """\
Runs keep what they found in .lint_cache, beside the configuration, and look at
a file again only when it changed, or anything else that decides the result.
'lint cache clean' deletes what is kept.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("action", choices=("clean",))


def run(options: argparse.Namespace) -> int:
    """Run the command; gives the exit code."""
    del options  # there is but one action
    folder = home_of(ConfigCache())
    say(f"lint: {folder}: {'the cache was deleted' if clean(folder) else 'there is no cache'}")
    return CLEAN
