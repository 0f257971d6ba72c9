"""The numbers of a whole archive: nothing is counted again if no post has changed since the last run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.archive.targets import Target, Targets
from lint.primitives.blake2 import blake2b
from lint.report import Summary
from lint.report.numbers import NumbersReporter
from lint.run import cache_key
from lint.run.chunk import ChunkResult

if TYPE_CHECKING:
    from lint.run.archives import Archives
    from lint.run.cached_results import CachedResults

_KIND = "numbers"


class KnownNumbers:
    """Numbers that are kept with the cache.

    Parameters:
        cached: the results of earlier runs, with the database.
        archives: what posts have in common with others, which findings depend on.
        targets: the posts.
        reporter: counts.
    """

    def __init__(
        self,
        cached: CachedResults,
        archives: Archives | None,
        targets: Sequence[Target],
        reporter: NumbersReporter,
    ) -> None:
        self._cached = cached
        self._archives = archives
        self._targets = targets
        self._reporter = reporter
        self._key: bytes | None = None
        self._state = ""

    def known(self) -> ChunkResult | None:
        """Return the numbers if no post has changed; after all archives were brought up to date."""
        self._key = self._find_key()
        state = self._find_state()
        if self._key is None or state is None:
            self._key = None
            return None
        self._state = state
        note = self._cached.cache.note(_KIND, self._key)
        before, _, piece = (note or "").partition("\n")
        if before != state or not piece.startswith(self._reporter.WHOLE):
            return None
        return ChunkResult([piece], Summary(files=len(self._targets)))

    def keep(self, summary: Summary) -> None:
        """Keep the numbers, if they depend on nothing but what the next run compares."""
        if self._key is not None and self._cached.kept == len(self._targets):
            self._cached.cache.write_note(_KIND, self._key, f"{self._state}\n{self._reporter.whole(summary)}")

    def _find_key(self) -> bytes | None:
        """Return what stands for the settings and the named paths; `None` if results are not stored."""
        # With overrides, files of a folder may have other keys.
        places = Targets.of(self._targets).places()
        if self._cached.has_overrides:
            keys = {self._cached.keys_of(target) for target in self._targets}
        else:
            keys = {self._cached.keys_of_folder(folder, top) for folder, top in places}
        known = {each.pieces for each in keys if each is not None and each.pieces is not None}
        if any(each is None or each.pieces is None for each in keys):
            return None
        tops = sorted({os.fsencode(os.path.abspath(top)) for top in {top for _, top in places}})
        return _digest([*sorted(known), *tops, b"" if self._archives is None else b"index"])

    def _find_state(self) -> str | None:
        """Return what changes with any post; `None` if one has just changed, and may change unseen."""
        if not self._cached.trusts_stamps:
            return None
        states = self._archives.states() if self._archives is not None else []
        if states is None:
            return None
        if self._archives is not None:
            files = self._archives.file_states()
        else:
            files = cache_key.file_states([target.path for target in self._targets])
        return _digest([*states, *files]).hex() if files is not None else None


def _digest(parts: Sequence[bytes]) -> bytes:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()
