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
_TRIES = 6
_AGAIN = 3
# Some systems count CPU time in steps of some milliseconds.
_TELLING = 0.02
_MOST_CALLS = 100

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


def spent(call: Call, limit: float) -> float:
    """Return the seconds of a short call; infinity if it used more CPU time than a limit, and was ended.

    By the clock on the wall: that of the CPU counts in steps of some milliseconds on some systems.
    """
    start = time.perf_counter()
    try:
        with _limited(limit):
            call()
    except TooLongError:
        return float("inf")
    return time.perf_counter() - start


def _average(call: Call) -> float:
    """Return the CPU seconds of a call, by as many calls as a coarse clock needs."""
    spent, calls = 0.0, 0
    while calls == 0 or (spent < _TELLING and calls < _MOST_CALLS):
        spent += once(call)
        calls += 1
    return spent / calls


def _ratio(small: Call, large: Call) -> float:
    """Return how much more a call costs than another one, each the least of some tries.

    The tries take turns, so that what else the machine does makes both slow, and end as soon as the ratio
    is no more than `MOST`.
    """
    least_small = least_large = LIMIT
    for _ in range(_TRIES):
        least_large = min(least_large, once(large))
        if least_large >= LIMIT:
            break
        least_small = min(least_small, _average(small))
        if least_large <= MOST * least_small:
            break
    return float("inf") if least_large >= LIMIT else least_large / max(least_small, 1e-9)


def growth(make: Callable[[int], Call], size: int, cheap: float = 0.0) -> float:
    """Return how much more a call costs on four times as much; 0 if that is cheap.

    What seems to grow too fast is tried again on four times as much: what does so only up to a limit, or
    since the caches of a busy processor are small, does not grow so fast there, and what is quadratic does.

    Parameters:
        make: returns a call on an input of a size.
        cheap: the cost that is not worth comparing.
    """
    large, small = make(4 * size), make(size)
    first = once(large)
    if first < cheap:
        return 0.0
    found = first / max(_average(small), 1e-9) if first < LIMIT else float("inf")
    if found > MOST:
        found = _ratio(small, large)
    if MOST < found < float("inf"):
        found = min(found, _ratio(large, make(16 * size)))
    for _ in range(_AGAIN):
        if MOST < found < 2 * MOST:  # linear on a busy machine, perhaps; quadratic is sixteen times as much
            found = min(found, _ratio(small, large), _ratio(large, make(16 * size)))
    return found
