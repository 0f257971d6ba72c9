"""`lint daemon`: stay, and answer `lint --daemon`."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec

from lint.cli.output import CLEAN, say
from lint.primitives.errors import UsageError

DESCRIPTION = """\
Stay, and run 'lint --daemon' at once: with everything loaded, and with the
system's word on which folders of an archive have changed.

'lint --daemon' starts it when there is none. It ends when nobody has asked for
an hour, or when the program is updated.

It needs Linux, and the extra: pip install 'archive-lint[daemon]'.
"""
_HOUR = 3600.0
_INSTALL = "a library is missing; pip install 'archive-lint[daemon]'"


def check_installed() -> None:
    """Raise UsageError if `--daemon` is given where a daemon could be, but its library is missing."""
    if sys.platform == "linux" and find_spec("asyncinotify") is None:
        raise UsageError(f"--daemon: {_INSTALL}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    del parser


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    del options
    if sys.platform != "linux":
        raise UsageError("lint daemon: it needs Linux, which tells of folders that change")
    try:
        from lint.daemon.daemon import Daemon
    except ImportError as error:
        raise UsageError(f"lint daemon: {_INSTALL}") from error
    from lint.cli.main import main

    try:
        daemon = Daemon(main)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise UsageError(f"lint daemon: {where}{error.strerror or error}") from error
    try:
        say("lint: waiting for lint --daemon; Ctrl-C ends it")
        daemon.serve(_HOUR)
    finally:
        daemon.close()
    return CLEAN
