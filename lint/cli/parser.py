"""The parser of the command line: its commands, its errors, and the help on all commands."""

import argparse
import os
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any, NoReturn, Protocol, cast

from lint.cli.output import Output
from lint.primitives.errors import UsageError
from lint.primitives.text import did_you_mean
from lint.primitives.version import __version__

# Each command is the module of its name in this folder, imported when the command is given.
COMMANDS = {
    "check": "lint files and folders (the default)",
    "baseline": "accept today's findings, so that only new ones are reported",
    "init": "write a lint.toml that fits the archive",
    "server": "show findings in an editor, as a language server",
    "watch": "lint again whenever posts change",
    "daemon": "stay, and answer 'lint --daemon' at once",
    "links": "list every link and image",
    "stats": "count posts, links and findings",
    "rules": "list the rules",
    "explain": "show a rule's manual",
    "schema": "print a schema as JSON Schema",
    "new-rule": "create the file of a new rule",
    "cache": "show or delete the cached results",
    "completion": "print a shell completion script",
}
_COLUMNS = 80
_LONG = 5

_EPILOG = """\
The command may be omitted: 'lint _posts' means 'lint check _posts'.

examples:
  lint init              write a configuration that fits the archive
  lint                   what is wrong here, and what to do next
  lint --statistics      count the findings by rule
  lint --diff _posts     show what the safe fixes would change
  lint --fix _posts      apply the safe fixes
  lint baseline          accept the remaining findings, and report only new ones
  lint --staged          lint the posts that the next commit changes
  lint explain PRX003    show a rule's manual

exit codes:
  0    no findings at or above --fail-on
  1    findings at or above --fail-on, more findings than --max-findings allows,
       or --diff would change something
  2    something could not be linted, or arguments or configuration are invalid
  130  interrupted by Ctrl-C; 129 by SIGHUP, 143 by SIGTERM

files:
  lint.toml             the configuration, also [tool.lint] in pyproject.toml;
                        each post uses the nearest file above it
  .lint-baseline.jsonl  the findings that 'lint baseline' accepted
  .gitignore            ignored files are not linted
  the user's cache folder, for the results of earlier runs: 'lint cache show'

environment:
  NO_COLOR  disables colors
"""


class Command(Protocol):
    """The module of a command; its help begins with its `DESCRIPTION`, or else the line in `COMMANDS`."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the arguments."""
        ...

    def run(self, options: argparse.Namespace) -> int:
        """Run the command; return the exit code, or raise UserError for input that cannot be used."""
        ...


def command_of(name: str) -> Command:
    """Return a command's module."""
    return cast("Command", import_module(f"lint.cli.{name.replace('-', '_')}"))


class Parser(argparse.ArgumentParser):
    """Reports each mistake in the arguments as a `UsageError` of one line."""

    def parse_known_args(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        namespace: Any = None,  # noqa: ANN401 - as argparse has it
    ) -> tuple[Any, list[str]]:
        """Parse the arguments and refuse unknown ones; a command's own parser knows which are near."""
        try:
            namespace, unknown = super().parse_known_args(args, namespace)
        except argparse.ArgumentError as error:
            place = f"{error.argument_name}: " if error.argument_name is not None else ""
            self.error(f"{place}{error.message}")
        for argument in unknown:
            name = argument.partition("=")[0]
            if name.startswith("-"):
                known = ["--version", *self._option_string_actions]
                raise UsageError(f"unknown option {name}{did_you_mean(name, known)}")
            raise UsageError(f"unexpected argument {argument!r}")
        return namespace, unknown

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        # What is missing comes last, however argparse words it.
        names = message.rpartition(": ")[2].split(", ")
        required = {action.metavar or action.dest for action in self._actions if action.required}
        if required.issuperset(names):
            raise UsageError(f"missing argument {', '.join(names)}; see '{self.prog} --help'")
        raise UsageError(message)

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401 - as argparse has it
        # argparse says nothing if it cannot be written.
        del file  # errors are not printed but raised
        Output(None).write(message)

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:  # noqa: ANN401 - as argparse has it
        # argparse takes the value of `--schema=--` for the end of the options, and returns an empty list.
        if action.option_strings and arg_strings == ["--"]:
            raise argparse.ArgumentError(action, "'--' is not valid; expected a value")
        return super()._get_values(action, arg_strings)

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 - as argparse has it
        if action.choices is not None and value not in action.choices:
            expected = ", ".join(action.choices)
            hint = did_you_mean(str(value), action.choices)
            raise argparse.ArgumentError(action, f"{value!r} is not valid; expected one of {expected}{hint}")


def parser_of(name: str) -> Parser:
    """Return the parser of one command."""
    made = Parser(prog=f"lint {name}", formatter_class=_Help, exit_on_error=False)
    _declare(made, name)
    return made


def root_parser(*, arguments: bool) -> Parser:
    """Return the parser that knows all commands; with `arguments`, theirs too."""
    made = Parser(
        prog="lint",
        description="Find and fix defects in an archive of posts: front matter, dates,\n"
        "sources, file names, links, images and image proxies.",
        epilog=_EPILOG,
        formatter_class=_Help,
        exit_on_error=False,
    )
    made.add_argument(
        "--version", action="version", version=f"archive-lint {__version__}", help="print the version"
    )
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        subparser = commands.add_parser(name, help=summary, formatter_class=_Help, exit_on_error=False)
        if arguments:
            _declare(subparser, name)
    return made


def _declare(made: argparse.ArgumentParser, name: str) -> None:
    command, summary = command_of(name), COMMANDS[name]
    made.description = getattr(command, "DESCRIPTION", f"{summary[0].upper()}{summary[1:]}.")
    command.add_arguments(made)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal; argparse would load `shutil` to learn the width."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width() - 2)

    def _format_action(self, action: argparse.Action) -> str:
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the commands, without a heading
            return "".join(map(super()._format_action, action._get_subactions()))  # noqa: SLF001
        return super()._format_action(action)


@cache
def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and len(columns) < _LONG and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size().columns or _COLUMNS
    except (OSError, ValueError):
        return _COLUMNS
