"""The command line: arguments in, exit code out."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from lint.cli.inside import entered
from lint.cli.output import CLEAN, FAILED, say
from lint.cli.parser import COMMANDS, Command, command_of, parser_of, root_parser
from lint.primitives import interrupts
from lint.primitives.errors import UsageError, UserError

# What is imported stays: to look for garbage in it again and again takes a tenth of a run on one post.
_COLLECT_AFTER = 50_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters:
        arguments: without the program's name; those of the process when omitted.

    Returns:
        0 when nothing was found at or above `fail-on`, 1 when something was, 2 when something could not
        be linted, 130 after Ctrl-C.
    """
    if arguments is None:
        gc.set_threshold(_COLLECT_AFTER)
        interrupts.handle()
        _open_standard_streams()
    given = sys.argv[1:] if arguments is None else arguments
    try:
        parsed = _parsed(given)
        if parsed is None:
            return CLEAN
        _find_folder()
        command, options = parsed
        with entered(options):
            return command.run(options)
    except UserError as error:
        say(f"lint: {error}")
    except KeyboardInterrupt:
        if arguments is None:
            interrupts.say_no_more()
        say(interrupts.MESSAGE)
        return interrupts.exit_code()
    except BrokenPipeError:
        # The reader of the report has gone. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except BaseException as error:  # noqa: BLE001 - also those of native code, and the `sys.exit` of a plug-in
        if isinstance(error, FileNotFoundError) and error.filename is None:
            say(f"lint: {_what_is_missing(error)}")
        else:
            _say_defect(error, given)
    return FAILED


def _find_folder() -> None:
    """Raise UsageError if the current folder cannot be told."""
    try:
        os.getcwd()
    except FileNotFoundError as error:
        raise UsageError("the current folder no longer exists") from error
    except OSError as error:
        raise UsageError(f"the current folder cannot be read: {error.strerror}") from error


def _what_is_missing(error: FileNotFoundError) -> str:
    """Return what is not there: the current folder, or one for temporary files, which may be full."""
    try:
        os.getcwd()
    except OSError:
        return "the current folder no longer exists"
    reason = error.strerror or str(error)
    return reason[:1].lower() + reason[1:]


def _say_defect(error: BaseException, arguments: Sequence[str]) -> None:
    try:
        from lint.cli.defects import lines  # only when something went wrong

        for line in lines(error, arguments):
            say(line)
    except Exception:  # noqa: BLE001 - there may be no memory, or no file left to open
        say(f"lint: {type(error).__name__}: {error}")


def _parsed(arguments: Sequence[str]) -> tuple[Command, argparse.Namespace] | None:
    """Return the command and its options; `None` after `--help` and `--version`, which are done."""
    for argument in arguments:
        if not _may_be_a_name(argument):
            raise UsageError(f"argument {argument!r} is not valid; expected text that can name a file")
    try:
        return _command(arguments)
    except SystemExit:  # errors are raised as UsageError
        return None


def _may_be_a_name(argument: str) -> bool:
    """Return whether an argument can be a file's name: a program may give others than a shell can."""
    try:
        return b"\0" not in os.fsencode(argument)
    except UnicodeEncodeError:
        return False


def _command(arguments: Sequence[str]) -> tuple[Command, argparse.Namespace]:
    first = arguments[0] if arguments else ""
    if first in ("-h", "--help", "--version"):
        root_parser(arguments=False).parse_args(arguments)
    if first not in COMMANDS:
        if first and not first.startswith("-") and not os.path.lexists(first):
            _suggest_command(first)
        first, arguments = "check", ["check", *arguments]
    return command_of(first), parser_of(first).parse_args(arguments[1:])


def _suggest_command(path: str) -> None:
    """Raise UsageError for a path that does not exist and looks like a misspelled command."""
    from difflib import get_close_matches  # only for a mistake

    if near := get_close_matches(path, COMMANDS, 1, 0.7):
        raise UsageError(f"{path}: no such file or folder; did you mean 'lint {near[0]}'?")


def _open_standard_streams() -> None:
    """Open the standard streams that the parent process closed, so that no file takes their place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open until the process ends
