"""End a run in an orderly way on Ctrl-C, SIGTERM or SIGHUP, and at once on the second of them.

The first raises `KeyboardInterrupt` in the main process, which then removes what is not finished. On the
second, and in linting processes whose main process has ended, only temporary files are removed.
"""

import os
import signal
from _thread import get_ident  # `threading` takes a millisecond to import
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

MESSAGE = "lint: interrupted"
# The exit code after Ctrl-C.
BY_CTRL_C = 128 + signal.SIGINT
# What is called before the process ends after a signal, such as to remove temporary files.
clean_ups: list[Callable[[], None]] = []

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_SHOW_CURSOR = "\x1b[?25h"
_handled = False


class _State:
    """What has happened in the main thread."""

    thread = 0  # in which signals are handled
    first = 0  # the first signal
    pending = 0  # one that came while they were held
    holds = 0


def handle() -> None:
    """Make the first signal raise `KeyboardInterrupt` and the next one end the process at once.

    When the parent process ignores a signal, as `nohup` does, it stays ignored.
    """
    global _handled  # noqa: PLW0603 - a process has one handler of a signal
    _handled = True
    _State.thread = get_ident()
    for number in _SIGNALS:
        if signal.getsignal(number) in (signal.default_int_handler, signal.SIG_DFL):
            signal.signal(number, _receive)


def exit_code() -> int:
    """Return the exit code for a process that a signal ended, as in shells: 130 after Ctrl-C."""
    return 128 + (_State.first or signal.SIGINT)


def handled() -> bool:
    """Return whether `handle` was called: the process is the command's own, not a program that uses it."""
    return _handled


def say_no_more() -> None:
    """Clean up, and ignore signals from now on: the process is about to end."""
    # The interpreter removes handlers written in Python while it shuts down.
    for number in _SIGNALS:
        if signal.getsignal(number) in (_receive, signal.default_int_handler):
            signal.signal(number, signal.SIG_IGN)
    for clean_up in clean_ups:
        clean_up()


def is_real(error: BaseException) -> bool:
    """Return whether an error is a Ctrl-C, rather than an exception that other code raised by that name."""
    if not isinstance(error, KeyboardInterrupt):
        return False
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        return True  # in another program, the two look alike
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_code is _receive.__code__


@contextmanager
def held() -> Iterator[None]:
    """Delay signals until a step that must not be interrupted is done.

    Processes and threads started meanwhile never receive them: Ctrl-C goes to the whole process group, and
    only the main process should react.
    """
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows has no signal masks
        yield
        return
    # The mask is that of one thread; what another thread receives is handled in the main one too.
    is_main = get_ident() == _State.thread
    _State.holds += is_main
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        _State.holds -= is_main
        if is_main and _State.pending and not _State.holds:
            number, _State.pending = _State.pending, 0
            _receive(number, None)


def end_at_once(code: int) -> NoReturn:
    """End this process without its clean-up, but remove its temporary files."""
    for clean_up in clean_ups:
        clean_up()
    os._exit(code)


def _receive(number: int, _frame: FrameType | None) -> None:
    if _State.holds:
        _State.pending = number
        return
    if not _State.first:
        _State.first = number
        raise KeyboardInterrupt
    say_no_more()
    with suppress(OSError):  # the terminal may be gone
        # A progress bar hides the cursor.
        os.write(2, f"{_SHOW_CURSOR if os.isatty(2) else ''}{MESSAGE}\n".encode())
    end_at_once(exit_code())
