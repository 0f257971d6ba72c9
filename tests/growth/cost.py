"""What a call costs, and whether that grows faster than its input."""

import gc
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

# Linear is four times as much on four times as much.
MOST = 5.0
# In CPU seconds; what takes so long on some kilobytes is not compared any more.
LIMIT = 4.0
_TRIES = 8
# Some systems count CPU time in steps of 10 ms.
_TELLING = 0.05

Call = Callable[[], object]


class TooLongError(BaseException):
    """A call has used its time; no rule catches it."""


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise an error in what uses more CPU time, also inside a search for a pattern."""

    def end(_: int, __: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, end)
    gc.collect(0)
    gc.disable()
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        gc.enable()
        signal.signal(signal.SIGPROF, before)


def once(call: Call, limit: float = LIMIT) -> float:
    """Return the CPU seconds of one call; `limit` if it takes longer, and is ended."""
    start = time.process_time()
    try:
        with _limited(limit):
            call()
    except TooLongError:
        return limit
    return min(time.process_time() - start, limit)


def _average(call: Call) -> float:
    """Return the CPU seconds of a call, by as many calls as a coarse clock needs."""
    start, calls = time.process_time(), 0
    while calls == 0 or (time.process_time() - start < _TELLING and calls < 1000):
        if once(call) >= LIMIT:
            return LIMIT
        calls += 1
    return (time.process_time() - start) / calls


def growth(make: Callable[[int], Call], size: int, cheap: float = 0.0) -> float:
    """Return how much more a call costs on four times as much; 0 if that is cheap.

    Each cost is the least of some tries, which end as soon as the growth is no more than `MOST`.

    Parameters:
        make: returns a call on an input of a size.
        cheap: the cost that is not worth comparing.
    """
    large = make(4 * size)
    least_large = once(large)
    if least_large < cheap:
        return 0.0
    if least_large >= LIMIT:
        return float("inf")
    small = make(size)
    least_small = least_large
    for _ in range(_TRIES):
        least_small = min(least_small, _average(small))
        if least_large <= MOST * least_small:
            break
        least_large = min(least_large, _average(large))
        if least_large <= max(MOST * least_small, cheap):
            break
    return least_large / max(least_small, 1e-9)
