"""Signals that reach the client are meant for its run: they are passed on to it.

The client imports this before anything else, so it needs next to nothing.
"""

import os

# Type checkers take it for true.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from _socket import socket
    from types import FrameType
    from typing import Self
else:
    import _signal as signal  # `signal` takes a millisecond

_ENDING = signal.SIGINT, signal.SIGTERM, signal.SIGHUP


class PassedOn:
    """While it is entered, a signal that would end or stop this process does so to the run.

    What the parent process ignores, as `nohup` does, stays ignored.

    Parameters:
        connection: the daemon sends the run the signal of each byte.

    Attributes:
        first: the first signal that asked the run to end; 0 if none has.
    """

    def __init__(self, connection: "socket") -> None:
        self.first = 0
        self._connection = connection
        self._before: dict[int, object] = {}

    def __enter__(self) -> "Self":
        for number in (*_ENDING, signal.SIGTSTP):
            before = signal.getsignal(number)
            if before in (signal.SIG_DFL, signal.default_int_handler):
                signal.signal(number, self._stop if number == signal.SIGTSTP else self._end)
                self._before[number] = before
        return self

    def __exit__(self, *_: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)  # type: ignore[arg-type]  # it comes from `getsignal`

    def _end(self, number: int, _frame: "FrameType | None") -> None:
        """Ask the run to end, and wait for that; the second time, wait no more."""
        self._pass_on(number)
        if self.first:
            os._exit(128 + self.first)
        self.first = number

    def _stop(self, _number: int, _frame: "FrameType | None") -> None:
        """Stop the run and this process, until the shell lets it go on."""
        self._pass_on(signal.SIGSTOP)
        os.kill(os.getpid(), signal.SIGSTOP)
        self._pass_on(signal.SIGCONT)

    def _pass_on(self, number: int) -> None:
        try:
            self._connection.sendall(bytes([number]))
        except OSError:  # the run has ended
            return
