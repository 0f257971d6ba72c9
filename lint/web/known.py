"""What is known of a URL, from all the runs that asked it, and how long it is believed."""

from collections.abc import Collection
from typing import NamedTuple

from lint.web.verdict import State, Verdict

_DAY = 86_400.0
# For how many seconds a verdict is believed; the others only for the run that they are of.
_BELIEVED = {
    State.ALIVE: 30 * _DAY,
    State.MOVED: 30 * _DAY,
    State.DEAD: _DAY,
    State.SOFT_404: 7 * _DAY,
    State.WRONG_KIND: 7 * _DAY,
    State.PLACEHOLDER: 7 * _DAY,
    State.CERTIFICATE: 7 * _DAY,
    State.BLOCKED: 7 * _DAY,
}
_LIVING = (State.ALIVE, State.MOVED)


class Known(NamedTuple):
    """What is known of a URL.

    Parameters:
        verdict: the last one.
        since: when its state was first told.
        before: the state before that one; `None` if there was none, or one that tells nothing.
        before_asked: when that was last told.
        lived: when it was last alive or moved, before the last verdict; 0 if never.
    """

    verdict: Verdict
    since: float = 0.0
    before: State | None = None
    before_asked: float = 0.0
    lived: float = 0.0

    @property
    def is_newly_dead(self) -> bool:
        """Whether it is dead, and an earlier verdict said that it was not."""
        return self.verdict.state is State.DEAD and self.lived > 0


def believed_until(verdict: Verdict, began: float, max_age: float = 0.0) -> float:
    """Return until when a verdict is believed, in seconds since 1970.

    Parameters:
        verdict: the verdict.
        began: when this run began: what it has asked itself is not asked again, unless it is unsure.
        max_age: for how many seconds every verdict is believed; 0 for each verdict's own time.
    """
    if verdict.asked >= began and verdict.state is not State.UNSURE:
        return float("inf")
    believed = _BELIEVED.get(verdict.state, 0.0)
    return verdict.asked + (min(max_age, believed) if max_age and believed else believed)


def after(old: Known | None, verdict: Verdict) -> Known:
    """Return what is known after a verdict.

    Parameters:
        old: what was known before; `None` for nothing.
        verdict: the new one.
    """
    if old is None:
        return Known(verdict, since=verdict.asked)
    last = old.verdict
    lived = last.asked if last.state in _LIVING and last.asked < verdict.asked else old.lived
    if last.state is verdict.state:
        return Known(verdict, old.since, old.before, old.before_asked, lived)
    # What is believed for one run alone tells nothing; nor does what the same answer was taken for at first.
    if last.state not in _BELIEVED or last.asked == verdict.asked:
        before, before_asked = old.before, old.before_asked
    else:
        before, before_asked = last.state, last.asked
    return Known(verdict, verdict.asked, before if before is not verdict.state else None, before_asked, lived)


def validated(verdicts: Collection[Verdict | None]) -> Verdict | None:
    """Return the verdict by which a server can be asked for changes alone; `None` if they differ."""
    known = [each for each in verdicts if each is not None and (each.etag or each.modified)]
    same = {(each.etag, each.modified) for each in known}
    return known[0] if len(known) == len(verdicts) and len(same) == 1 else None
