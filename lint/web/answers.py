"""What was said of URLs, for rules: each process looks it up in the file that the run wrote."""

import os
from collections.abc import Callable, Sequence
from typing import Protocol, Self

from lint.web.choice import Choice
from lint.web.known import Known
from lint.web.settings import OnlineSettings
from lint.web.store import Store
from lint.web.verdict import Kind, State


class Answered(Protocol):
    """What was said of URLs, as rules see it."""

    def known(self, url: str, kind: Kind) -> Known | None:
        """Return what is known of a URL; `None` if it was never asked."""

    def copy(self, url: str, date: str) -> tuple[str, str] | None:
        """Return the copy of a URL for a post's date: its address, and its date; `None` without one."""


class Answers:
    """The verdicts of a run.

    Parameters:
        store: the store of the run.
        left_out: returns why a URL is left out, although it may have been asked before; else nothing.
        newly_dead: whether what is dead counts only if it was alive before.
        fragments: whether anchors of pages count.
    """

    def __init__(
        self,
        store: Store,
        *,
        left_out: Callable[[str], str] = lambda _: "",
        newly_dead: bool = False,
        fragments: bool = False,
    ) -> None:
        self._store = store
        self._inherited: Store | None = None
        self._process = os.getpid()
        self._left_out = left_out
        self._newly_dead = newly_dead
        self._fragments = fragments

    @classmethod
    def of_copy(
        cls,
        path: str,
        exclude: Sequence[str],
        include: Sequence[str],
        *,
        newly_dead: bool = False,
        fragments: bool = False,
    ) -> Self:
        """Return the verdicts in a file that `Store.write_copy` wrote.

        Parameters:
            exclude, include: as of `OnlineSettings`.
            newly_dead, fragments: as above.

        Raises:
            OSError: if the file cannot be read.
        """
        store = Store(path, is_copy=True)
        if store.trouble is not None:
            store.close()
            raise OSError(store.trouble)
        settings = OnlineSettings(exclude=tuple(exclude), include=tuple(include))
        left_out = Choice(settings).left_out
        return cls(store, left_out=left_out, newly_dead=newly_dead, fragments=fragments)

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def known(self, url: str, kind: Kind) -> Known | None:
        """Return what is known of a URL; `None` if it was never asked, or is left out."""
        if self._left_out(url) or (kind is Kind.ANCHORS and not self._fragments):
            return None
        known = self._opened().known(url, kind)
        if known is None or not self._newly_dead or known.verdict.state is not State.DEAD:
            return known
        return known if known.is_newly_dead else None

    def copy(self, url: str, date: str) -> tuple[str, str] | None:
        """Return the copy of a URL for a post's date: its address, and its date; `None` without one."""
        found = self._opened().copy(url, date)
        return (found[0], found[1]) if found is not None and found[0] else None

    def _opened(self) -> Store:
        # A connection of SQLite must not be carried across a fork: https://www.sqlite.org/howtocorrupt.html
        if self._process != os.getpid():
            self._inherited = self._store  # closing it is for the process that opened it
            self._store, self._process = Store(self._store.path), os.getpid()
        return self._store
