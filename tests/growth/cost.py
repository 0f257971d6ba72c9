"""What a call costs, and whether that grows faster than its input."""

import gc
import signal
import time
from collections.abc import Callable
from types import FrameType

MOST = 5.0
# In CPU seconds; a call on some kilobytes that takes so long is no longer worth comparing.
LIMIT = 6.0
_TRIES = 6
# Below this, the clock and the caches of the processor decide.
_TELLING = 0.004


class TooLongError(BaseException):
    """A call has used its time; rules do not catch it."""


def cost(call: Callable[[], object], limit: float = LIMIT) -> float:
    """Return the CPU seconds that a call takes; `limit` if it takes longer, and is ended."""

    def end(_: int, __: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, end)
    gc.collect(0)
    gc.disable()
    signal.setitimer(signal.ITIMER_PROF, limit)
    start = time.process_time()
    try:
        call()
    except TooLongError:
        return limit
    finally:
        spent = time.process_time() - start
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        gc.enable()
    return spent


def growth(make: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how much more a call costs on four times as much.

    Parameters:
        make: returns a call on an input with a size.

    Each cost is the least of some tries; they end as soon as the growth is no more than `MOST`.
    """
    small, large = make(size), make(4 * size)
    least_small = least_large = LIMIT
    for attempt in range(_TRIES):
        least_large = min(least_large, cost(large))
        if least_large < _TELLING:
            return 0.0
        if least_large < LIMIT or not attempt:
            least_small = min(least_small, *(cost(small) for _ in range(2 if not attempt else 4)))
        if least_large <= MOST * least_small:
            break
        if least_large >= LIMIT:
            break
    return least_large / max(least_small, 1e-9)
