"""Which URLs a run asks, and which it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lint.values.urls import parse, plain_host
from lint.web.choice import Choice
from lint.web.known import believed_until
from lint.web.settings import OnlineSettings
from lint.web.store import Store
from lint.web.verdict import Kind
from lint.web.wanted import Question


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
        # How many URLs have verdicts that are still believed, and how many are left out, by reason.
        self.known = 0
        self.not_asked: Counter[str] = Counter()

    def questions(self, began: float, now: float) -> Iterator[tuple[str, Question]]:
        """Yield the host and the question of each URL that is to be asked.

        Parameters:
            began: when the run began, in seconds since 1970.
            now: the time, likewise.
        """
        for url, kinds in self._store.wanted.urls():
            reason = self._choice.left_out(url)
            if reason:
                self.not_asked[reason] += 1
                continue
            wanted = (kind for kind in kinds if self._fragments or kind is not Kind.ANCHORS)
            verdicts = ((kind, self._store.verdict(url, kind)) for kind in wanted)
            due = tuple(
                kind
                for kind, each in verdicts
                if each is None or believed_until(each, began, self._max_age) <= now
            )
            if not due:
                self.known += 1
                continue
            target = self._choice.target(url)
            yield _host(target), Question(url, target, due)


def _host(url: str) -> str:
    host = plain_host(url)
    if host is not None:
        return host
    parsed = parse(url)
    return parsed.host if parsed is not None else ""
