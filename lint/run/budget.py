"""The time that a file may take: the system ends a process that takes longer, whatever runs there."""

import signal
import sys
from collections.abc import Callable
from time import monotonic
from typing import NamedTuple, Protocol

# Seconds of processor time for each MiB, or part of one. A post takes a thousandth of that.
SECONDS = 10.0
_MIB = 1 << 20
_NONE = -1
# To set an alarm for each file takes 3 % of a run. It is set anew once it may have lost so many seconds, or
# this part of the time that a file has, and rings so much later.
_SLACK, _PART = 0.25, 0.1
# Memory: this many times the size of the file, but at least one GiB.
_TIMES = 40
_LEAST_MEMORY = 1 << 30
# What this process had before its first file.
_before: int | None = None


def alarm(seconds: float) -> None:
    """End this process after some more seconds of processor time; 0 to end it no longer.

    The system sends SIGPROF, which ends a process that has not said otherwise. Unlike a signal that Python
    handles, this needs no next instruction of Python: code in C that never returns is ended too. Processor
    time, and not that of a clock, so that a busy machine or a slow disk is not held against a file
    (https://pubs.opengroup.org/onlinepubs/9699919799/functions/setitimer.html).
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)


def memory_limit(size: int) -> None:
    """Let this process have no more memory for its data than a file of some bytes may take.

    What it has when this is called first, such as its modules, does not count. Linux only: elsewhere, the
    system has no such limit, or counts other things (https://man7.org/linux/man-pages/man2/getrlimit.2.html).
    """
    global _before  # noqa: PLW0603 - a process has one limit
    if not sys.platform.startswith("linux"):
        return
    import resource  # not on every system

    if _before is None:
        with open("/proc/self/statm", encoding="ascii") as numbers:
            _before = int(numbers.read().split()[5]) * resource.getpagesize()
    most = resource.getrlimit(resource.RLIMIT_DATA)[1]
    wanted = _before + memory_of(size)
    if most == resource.RLIM_INFINITY or wanted < most:
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


def memory_of(size: int) -> int:
    """Return how many bytes of memory a file of some bytes may take."""
    return max(_LEAST_MEMORY, _TIMES * size)


class Budget(NamedTuple):
    """How long a process may work on one file, and with how much memory.

    Parameters:
        seconds: of processor time, for each MiB of the file or part of one; 0 for any time.
        alarm: ends the process after some seconds, or no longer for 0; a test has its own.
        limit: bounds the memory for a file of some bytes.
        clock: returns a time in seconds, in which processor time passes no faster than one second a second.
    """

    seconds: float = SECONDS
    alarm: Callable[[float], None] = alarm
    limit: Callable[[int], None] = memory_limit
    clock: Callable[[], float] = monotonic

    def of(self, size: int) -> float:
        """Return the seconds for a file of some bytes."""
        return self.seconds * max(1, -(-size // _MIB))


DEFAULT = Budget()


class Watch(Protocol):
    """Is told what a process works on."""

    def begin(self, index: int, size: int = 0, reads: int = 1) -> None:
        """Say that a file of the run is next, or how many bytes it has, and how often it will be read."""

    def look_at(self, index: int) -> None:
        """Say that a file is next, which is begun if it must be linted."""

    def end(self) -> None:
        """Say that no file is worked on."""


class Unwatched:
    """For work in a process that must not be ended: nothing limits the time."""

    def begin(self, index: int, size: int = 0, reads: int = 1) -> None:
        """Do nothing."""

    def look_at(self, index: int) -> None:
        """Do nothing."""

    def end(self) -> None:
        """Do nothing."""


UNWATCHED = Unwatched()


class Watched:
    """Gives each file its budget; the process that started this one can see which file is worked on.

    Made before the process is forked, so that both share its memory. A file never has less than its budget,
    and at most a quarter of a second more.
    """

    def __init__(self, budget: Budget) -> None:
        import mmap  # not needed if every result is cached

        self._budget = budget
        self._slack = min(_SLACK, _PART * budget.seconds)
        self._shared = memoryview(mmap.mmap(-1, 8)).cast("q")
        self._limited = -1
        # The seconds that the alarm gives a file, and when it was set.
        self._given, self._set_at = 0.0, 0.0
        self._only_looks = False
        self.end_of_file()

    @property
    def at(self) -> int | None:
        """The index of the file that is worked on; `None` between files."""
        index = self._shared[0]
        return None if index == _NONE else index

    def begin(self, index: int, size: int = 0, reads: int = 1) -> None:
        """Give a file its time, from now on: once for each time that it will be read."""
        self._only_looks = False
        memory = memory_of(size)
        if memory != self._limited:
            self._limited = memory
            self._budget.limit(size)
        if self._budget.seconds:  # first, so that the time of the file before cannot run out in this one
            self._give(reads * self._budget.of(size))
        self._shared[0] = index

    def _give(self, seconds: float) -> None:
        """Set the alarm, unless it certainly leaves so many seconds."""
        now = self._budget.clock()
        if seconds != self._given or now - self._set_at > self._slack:
            self._budget.alarm(seconds + self._slack)
            self._given, self._set_at = seconds, now

    def look_at(self, index: int) -> None:
        """Give files that follow each other the time of one, until one is begun."""
        if not self._only_looks:
            self.begin(index)
            self._only_looks = True
        self._shared[0] = index

    def end(self) -> None:
        """Take the rest of the time away."""
        self._only_looks = False
        if self._budget.seconds:
            self._budget.alarm(0)
            self._given = 0.0
        self.end_of_file()

    def end_of_file(self) -> None:
        """Say that no file is worked on."""
        self._shared[0] = _NONE
