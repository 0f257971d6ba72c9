"""Posts of an archive that were read lately: those that have one thing in common often have more."""

from __future__ import annotations

from collections.abc import Sequence

from lint.run.index_rows import Post, post_id
from lint.run.index_store import IndexStore

# How many bytes are remembered, and what a post takes besides its facts.
_MOST_BYTES, _OVERHEAD = 2 << 20, 500


class RecentPosts:
    """Reads posts, and remembers them for a while, or that they are not there.

    Parameters:
        store: where they are stored.
        archive: stands for the archive.
    """

    def __init__(self, store: IndexStore, archive: bytes) -> None:
        self._store = store
        self._archive = archive
        self._known: dict[int, Post | None] = {}
        self._left = _MOST_BYTES

    def of(self, numbers: Sequence[int]) -> list[Post]:
        """Return the posts with some numbers, as far as they are there."""
        if self._left < 0:
            self.clear()
        missing = [number for number in numbers if number not in self._known]
        if missing:
            self._known.update(dict.fromkeys(missing))
            self._left -= _OVERHEAD * len(missing)
            for post in self._store.posts(missing, self._archive):
                self._known[post_id(self._archive, post.path)] = post
                self._left -= len(post.facts)
        found = [self._known[number] for number in numbers]
        return [post for post in found if post is not None]

    def clear(self) -> None:
        """Forget all."""
        self._known.clear()
        self._left = _MOST_BYTES
