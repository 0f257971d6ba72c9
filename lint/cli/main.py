"""The command line: arguments in, exit code out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from lint.cli.output import FAILED, say
from lint.cli.parser import COMMANDS, command_of, parser
from lint.primitives import interrupts
from lint.primitives.errors import UserError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters:
        arguments: without the program's name; those of the process when omitted.

    Returns:
        0 when nothing was found at or over `fail-on`, 1 when something was, 2 when something could not
        be linted, 130 after Ctrl-C.
    """
    if arguments is None:
        interrupts.handle()
        _open_standard_streams()
    try:
        os.getcwd()
        return _run(sys.argv[1:] if arguments is None else arguments)
    except UserError as error:
        say(f"lint: {error}")
        return FAILED
    except FileNotFoundError as error:
        if error.filename is not None:
            raise
        say("lint: the working folder is gone")
        return FAILED
    except KeyboardInterrupt:
        if arguments is None:
            interrupts.say_no_more()
        say(interrupts.MESSAGE)
        return interrupts.EXIT_CODE
    except BrokenPipeError:
        # Whoever read the report has gone. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _run(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] in ("-h", "--help", "--version"):
        known = parser(COMMANDS, arguments=False)
    else:
        if not arguments or arguments[0] not in COMMANDS:
            arguments = ["check", *arguments]
        known = parser(arguments[:1])
    options = known.parse_args(arguments)
    try:
        return command_of(options.command).run(options)
    except argparse.ArgumentError as error:
        known.error(str(error))


def _open_standard_streams() -> None:
    """Give those that whoever started the process has closed, so that no file takes their place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - as long as the process
