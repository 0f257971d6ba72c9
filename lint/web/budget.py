"""How much a run may ask, and for how long."""

from collections.abc import Callable

from lint.web.asker import Asker
from lint.web.settings import OnlineSettings


class Budget:
    """What a run may still use; it begins when this is made.

    Parameters:
        settings: `max_requests` and `max_time`.
        asker: counts what it sends.
        clock: time in seconds.
    """

    def __init__(self, settings: OnlineSettings, asker: Asker, clock: Callable[[], float]) -> None:
        self._most = settings.max_requests
        self._asker = asker
        self._before = asker.requests
        self._clock = clock
        self.start = clock()
        self._end = self.start + settings.max_time if settings.max_time else float("inf")
        # When what was asked in time has an answer, or waits for a host that wants a pause.
        self.last = self._end + settings.timeout

    @property
    def requests(self) -> int:
        """How many requests the run has sent."""
        return self._asker.requests - self._before

    def is_spent(self, active: int) -> bool:
        """Return whether nothing more may be asked.

        Parameters:
            active: how many questions are under way: they need one request each, at least.
        """
        return self._clock() >= self._end or bool(self._most and self.requests + active >= self._most)

    def until(self, ready: float) -> float:
        """Return for how many seconds to wait for what is ready at a time, or for the end."""
        return max(0.0, min(ready, self._end) - self._clock())

    @property
    def is_over(self) -> bool:
        """Whether what is under way is not waited for any longer."""
        return self._clock() >= self.last
