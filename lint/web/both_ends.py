"""Which end of an image proxy is dead, by the verdicts of both."""

from enum import StrEnum

from lint.web.verdict import State, Verdict


class Ends(StrEnum):
    """What is left of an image behind a proxy."""

    ALIVE = "both alive"
    PROXY = "only the proxy is dead"  # the original's own URL may stand instead
    ORIGIN = "only the origin is dead"  # the proxy still has the image: now is the time to save it
    BOTH = "both dead"
    UNSURE = "unsure"  # nothing is said


_ALIVE = (State.ALIVE, State.MOVED)
# The URL gives no image, and will not when it is asked again.
_DEAD = (State.DEAD, State.SOFT_404, State.WRONG_KIND)


_ENDS: dict[tuple[bool | None, bool | None], Ends] = {
    (True, True): Ends.ALIVE,
    (False, True): Ends.PROXY,
    (True, False): Ends.ORIGIN,
    (False, False): Ends.BOTH,
}


def ends(proxy: Verdict, origin: Verdict) -> Ends:
    """Return which end is dead; in doubt of either, nothing is said.

    Parameters:
        proxy: of the proxy's URL, as an image; a proxy that runs but has lost the original is dead here too.
        origin: of the original's URL, as an image.
    """
    return _ENDS.get((_lives(proxy), _lives(origin)), Ends.UNSURE)


def _lives(verdict: Verdict) -> bool | None:
    if verdict.state in _ALIVE:
        return True
    return False if verdict.state in _DEAD else None
