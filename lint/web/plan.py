"""Which URLs a run asks, and which it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lint.values.urls import host_of
from lint.web.choice import Choice
from lint.web.known import believed_until
from lint.web.settings import OnlineSettings
from lint.web.store import Store
from lint.web.verdict import Kind
from lint.web.wanted import Question

# A clock may be wrong by that, in seconds.
_HOUR = 3600.0


class _Due(NamedTuple):
    """What a URL is asked for.

    Parameters:
        kinds: none if it is not asked.
        is_known: whether there is a verdict on it.
        is_unsure: whether this run has asked for all of that before, and is unsure.
    """

    kinds: tuple[Kind, ...]
    is_known: bool
    is_unsure: bool


class Plan:
    """What is to be asked.

    Parameters:
        store: what is wanted, and what is known of it.
        settings: how the web is asked.
    """

    def __init__(self, store: Store, settings: OnlineSettings) -> None:
        self._store = store
        self._choice = Choice(settings)
        self._max_age = settings.max_age
        self._fragments = settings.fragments
        self._has_verdicts = True
        # How many URLs have verdicts that are still believed, and how many are left out, by reason.
        self.known = 0
        self.not_asked: Counter[str] = Counter()
        # Whether there are URLs that this run has not asked before.
        self.has_new = False

    def questions(self, began: float, now: float) -> Iterator[tuple[str, Question]]:
        """Yield the host and the question of each URL that is to be asked.

        Last come those of which this run is unsure, so that a run with a budget gets on.

        Parameters:
            began: when the run began, in seconds since 1970; before `now` if it is gone on with.
            now: the time, likewise.
        """
        self._has_verdicts = self._store.has_verdicts()
        has_unsure = False
        for url, kinds in self._store.wanted.urls():
            reason = self._choice.left_out(url)
            if reason:
                self.not_asked[reason] += 1
                continue
            due = self._due(url, kinds, began, now)
            if not due.kinds:
                self.known += 1
            elif due.is_unsure:
                has_unsure = True
            else:
                self.has_new = True
                yield self._question(url, due)
        if not has_unsure:
            return
        for url, kinds in self._store.wanted.urls():
            due = self._due(url, kinds, began, now)
            if due.is_unsure and not self._choice.left_out(url):
                yield self._question(url, due)

    def _due(self, url: str, kinds: tuple[Kind, ...], began: float, now: float) -> _Due:
        wanted = [kind for kind in kinds if self._fragments or kind is not Kind.ANCHORS]
        if not self._has_verdicts:
            return _Due(tuple(wanted), is_known=False, is_unsure=False)
        verdicts = {kind: self._store.verdict(url, kind) for kind in wanted}
        due = {
            kind: each
            for kind, each in verdicts.items()
            # What was asked in the future was asked while the clock was wrong.
            if each is None or each.asked > now + _HOUR or believed_until(each, began, self._max_age) <= now
        }
        is_unsure = bool(due) and all(each is not None and began <= each.asked < now for each in due.values())
        return _Due(tuple(due), any(each is not None for each in verdicts.values()), is_unsure)

    def _question(self, url: str, due: _Due) -> tuple[str, Question]:
        target = self._choice.target(url)
        return host_of(target), Question(url, target, due.kinds, is_known=due.is_known)
