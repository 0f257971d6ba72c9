"""The parser of the command line: its commands, and the help that is about all of them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from lint.primitives.version import __version__

# Each is the file of its name in this folder, which holds the rest and is imported when the command is given.
COMMANDS = {
    "check": "lint files and folders (the default)",
    "baseline": "accept today's findings: only new ones are reported",
    "init": "write a lint.toml drawn from the archive",
    "links": "list every link and image, as JSON lines",
    "rules": "list the rules",
    "explain": "show a rule's manual",
    "schema": "print a schema as JSON Schema",
    "new-rule": "write the file of a new rule",
    "cache": "delete what earlier runs found",
    "completion": "print a script that completes this command",
}
_COLUMNS = 80
_LONG = 5

_EPILOG = """\
Without a command, lint checks the paths given: 'lint _posts' is 'lint check _posts'.

examples:
  lint init                          draw a configuration from the archive
  lint --statistics                  what there is, by rule
  lint --diff _posts                 what the safe fixes would change
  lint --fix _posts                  apply them
  lint baseline                      accept the rest: from now on only new findings are reported
  lint --staged                      the posts of the next commit
  lint explain PRX003                a rule's manual

exit codes:
  0  nothing was found at or over --fail-on
  1  something was, or a gate of --max-findings failed, or --diff would change something
  2  something could not be linted, or the arguments or the configuration are invalid
  130  Ctrl-C

files:
  lint.toml, or [tool.lint] in pyproject.toml   the configuration; the nearest above a post counts
  .lint-baseline.jsonl                          what 'lint baseline' accepted
  .lint_cache                                   what earlier runs found, to save time
  .gitignore                                    what it hides is not linted

environment:
  NO_COLOR   no colour, whatever the terminal can
"""


class Command(Protocol):
    """The module of a command; its `DESCRIPTION`, where it has one, is what its own help begins with."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""
        ...

    def run(self, options: argparse.Namespace) -> int:
        """Run the command; gives the exit code.

        Raises:
            ArgumentError: when the arguments do not go together.
            UserError: when what was given cannot be used.
        """
        ...


def command_of(name: str) -> Command:
    """Give a command's module."""
    return cast("Command", import_module(f"lint.cli.{name.replace('-', '_')}"))


def parser(commands: Iterable[str], *, arguments: bool = True) -> argparse.ArgumentParser:
    """Give the parser.

    Parameters:
        commands: those that it knows: making one takes time.
        arguments: whether it knows their arguments.
    """
    made = argparse.ArgumentParser(
        prog="lint",
        description="Find and repair what has rotted in an archive of posts: front matter, dates,\n"
        "sources, file names, links, images and image proxies.",
        epilog=_EPILOG,
        formatter_class=_Help,
    )
    made.add_argument("--version", action="version", version=f"archive-lint {__version__}")
    subparsers = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in commands:
        subparser = subparsers.add_parser(name, help=COMMANDS[name], formatter_class=_Help)
        if arguments:
            command = command_of(name)
            subparser.description = getattr(command, "DESCRIPTION", None)
            command.add_arguments(subparser)
    return made


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal.

    argparse makes one of these for each argument that is added, and would load `shutil` to know the width.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width() - 2)


@cache
def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and len(columns) < _LONG and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size().columns or _COLUMNS
    except (OSError, ValueError):
        return _COLUMNS
