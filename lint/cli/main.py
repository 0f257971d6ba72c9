"""The command line: arguments in, exit code out."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from lint.cli.arguments import parse, parser
from lint.cli.output import CLEAN, FAILED, Output, configs_of, home_of, say, say_unchecked
from lint.config.config import ConfigCache
from lint.primitives import interrupts
from lint.primitives.errors import UserError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


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
        options = parse(sys.argv[1:] if arguments is None else arguments)
        return _COMMANDS[options.command](options)
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


def _open_standard_streams() -> None:
    """Give those that whoever started the process has closed, so that no file takes their place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - as long as the process


def _check(options: argparse.Namespace) -> int:
    from lint.cli.check import check  # this command only

    return check(options)


def _baseline(options: argparse.Namespace) -> int:
    from lint.cli.baseline import write_baseline  # this command only

    return write_baseline(options)


def _show(text: str) -> int:
    Output(None).write(text)
    return CLEAN


def _rules(options: argparse.Namespace) -> int:
    from lint.cli.describe import rules  # this command only

    return _show(rules(options.output_format))


def _explain(options: argparse.Namespace) -> int:
    from lint.cli.describe import manual  # this command only

    return _show(manual(options.rule))


def _schema(options: argparse.Namespace) -> int:
    from lint.cli.describe import schema  # this command only

    return _show(schema(options.name, ConfigCache().for_folder(os.getcwd())))


def _links(options: argparse.Namespace) -> int:
    from lint.archive.discovery import find  # this command only
    from lint.cli.list_links import list_links

    configs = configs_of(options)
    found = find(options.paths, configs)
    say_unchecked(found.missing, ())
    output = Output(options.output_file)
    unchecked = list_links(found.targets, configs, options.output_format, output.write)
    output.close()
    say_unchecked((), (*found.unreadable, *unchecked))
    return FAILED if found.missing or found.unreadable or unchecked else CLEAN


def _init(options: argparse.Namespace) -> int:
    from lint.cli.init import init  # this command only

    return init(options)


def _completion(options: argparse.Namespace) -> int:
    import shtab  # this command only

    return _show(shtab.complete(parser(), options.shell) + "\n")


def _cache(options: argparse.Namespace) -> int:
    from lint.run.cache_database import clean  # this command only

    del options  # there is but one action
    folder = home_of(ConfigCache())
    say(f"lint: {folder}: {'the cache was deleted' if clean(folder) else 'there is no cache'}")
    return CLEAN


_COMMANDS = {
    "check": _check,
    "links": _links,
    "rules": _rules,
    "explain": _explain,
    "schema": _schema,
    "baseline": _baseline,
    "cache": _cache,
    "init": _init,
    "completion": _completion,
}
