"""Ctrl-C: once ends a run in order, twice ends it at once; it is said once either way."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

# The exit code of what Ctrl-C ended, as shells have it.
EXIT_CODE = 130
MESSAGE = "lint: interrupted"
_SHOW_CURSOR = "\x1b[?25h"


def handle() -> None:
    """Let the first Ctrl-C raise `KeyboardInterrupt`, and the next one end the process where it is.

    Where whoever started the process has it ignored, as `nohup` does, it stays ignored.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _raise)


def say_no_more() -> None:
    """Let Ctrl-C mean nothing from now on: it was said, or is now, and the process is at its end."""
    # A handler of Python's own would be taken away while the interpreter ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def held() -> Iterator[None]:
    """Hold Ctrl-C back until something is done that must not be broken off.

    Processes and threads that are started meanwhile never hear it: it reaches the whole group of processes,
    and the main one alone decides what it means.
    """
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows has no such groups
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _raise(*_: object) -> NoReturn:
    signal.signal(signal.SIGINT, _say_and_end)
    raise KeyboardInterrupt


def _say_and_end(*_: object) -> NoReturn:
    say_no_more()
    with suppress(OSError):  # nobody may be there to read it
        # A progress bar hides the cursor.
        os.write(2, f"{_SHOW_CURSOR if os.isatty(2) else ''}{MESSAGE}\n".encode())
    os._exit(EXIT_CODE)
