"""Handle Ctrl-C: the first ends a run in an orderly way, the second at once; one message appears."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

# The exit code for a process that Ctrl-C ended, as in shells.
EXIT_CODE = 130
MESSAGE = "lint: interrupted"
_SHOW_CURSOR = "\x1b[?25h"
_handled = False


def handle() -> None:
    """Make the first Ctrl-C raise `KeyboardInterrupt` and the next one end the process at once.

    When the parent process ignores the signal, as `nohup` does, it stays ignored.
    """
    global _handled  # noqa: PLW0603 - a process has one handler of a signal
    _handled = True
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _raise)


def handled() -> bool:
    """Return whether `handle` was called: the process is the command's own, not a program that uses it."""
    return _handled


def say_no_more() -> None:
    """Ignore Ctrl-C from now on: the process is about to end."""
    # The interpreter removes handlers written in Python while it shuts down.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def held() -> Iterator[None]:
    """Delay Ctrl-C until a step that must not be interrupted is done.

    Processes and threads started meanwhile never receive it: the signal goes to the whole process group, and
    only the main process should react.
    """
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows has no signal masks
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
    with suppress(OSError):  # the terminal may be gone
        # A progress bar hides the cursor.
        os.write(2, f"{_SHOW_CURSOR if os.isatty(2) else ''}{MESSAGE}\n".encode())
    os._exit(EXIT_CODE)
