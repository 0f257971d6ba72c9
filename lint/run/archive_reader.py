"""The posts of an archive that are new or have changed are read, and what they say is stored."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from lint.archive.targets import Batch, Place, Target, Targets, batches_of
from lint.config.nearest import ConfigCache
from lint.primitives.files import UncheckedError, read
from lint.primitives.source import digest
from lint.run import cache_key, pool
from lint.run.archive_index import ArchiveIndex
from lint.run.budget import Budget
from lint.run.chunk import Chunk, Keys
from lint.run.index_entries import Entries
from lint.run.index_rows import Post
from lint.run.index_update import Known

if TYPE_CHECKING:  # not needed if every post is known
    from lint.engine.linter import Linter
    from lint.run.cache import Piece, Row
    from lint.run.cached_results import CachedResults
    from lint.run.reading import Found

_FEW, _CHUNK = 400, 64
# How many posts are stored at once, and with how many bytes: each time takes a transaction.
_AT_ONCE, _MOST_BYTES = 4096, 32 << 20
_NOTHING: Mapping[str, bytes] = MappingProxyType({})


class ArchiveReader:
    """Reads posts in other processes; this one stores what they say.

    Parameters:
        cached: the results of earlier runs, with the database.
        configs: returns the configuration of a folder.
        linter: returns what reads a post.
        jobs, budget, progress: as for `Archives`.
    """

    def __init__(
        self,
        cached: CachedResults,
        configs: ConfigCache,
        linter: Callable[[], Linter],
        *,
        jobs: int,
        budget: Budget,
        progress: Callable[[int], Callable[[int], None] | None],
    ) -> None:
        self._cached = cached
        self._configs = configs
        self._linter = linter
        self._jobs = jobs
        self._budget = budget
        self._progress = progress
        self._cwd = os.path.join(os.getcwd(), "")

    def read(
        self,
        index: ArchiveIndex,
        some: Targets,
        new: Mapping[bytes, Sequence[bytes]],
        known: Known,
    ) -> Iterator[tuple[Sequence[Post], Mapping[bytes, Post], Entries]]:
        """Read posts of an archive, and lint those that are asked for.

        Of many, the parts of the report are stored, too: most of them have nothing in common with others.

        Parameters:
            some: those that are asked for.
            new: the names of the posts to read, by folder.
        """
        is_many = len(some) > _FEW
        if sum(map(len, new.values())) <= _FEW:
            new = self._changed(index, new, known)
        else:
            self._cached.cache.index.expect_much()
        asked = bytearray()
        targets = Targets(_in_order(index, some, new, asked))

        def keys(at: int, target: Target) -> Keys | None:
            return self._cached.keys_to_keep(target, pieces=is_many) if asked[at] else None

        if not is_many:
            self._cached.just_read.update(
                target.path for target, is_asked in zip(targets, asked, strict=True) if is_asked
            )
        posts: list[Post] = []
        rows: list[tuple[bytes, Row]] = []
        pieces: list[tuple[bytes, Piece]] = []
        stored: dict[bytes, Post] = {}
        entries = Entries.of_nothing()
        size = 0
        keys_of = keys if any(asked) else None
        for found, before in self.found(
            targets, index.root, keys=keys_of, known=known, archive=index.archive
        ):
            index.crashed.update(found.crashed)
            posts += found.posts
            entries.extend(found.entries)
            rows += found.rows
            pieces += found.pieces
            stored |= before
            size += sum(len(post.facts) for post in (*found.posts, *before.values()))
            if len(posts) >= _AT_ONCE or size > _MOST_BYTES:
                self._cached.store(rows, pieces)
                yield posts, stored, entries
                posts, rows, pieces, stored, size = [], [], [], {}, 0
                entries = Entries.of_nothing()
        if posts:
            self._cached.store(rows, pieces)
            yield posts, stored, entries

    def _changed(
        self, index: ArchiveIndex, new: Mapping[bytes, Sequence[bytes]], known: Known
    ) -> Mapping[bytes, Sequence[bytes]]:
        """Return those of a few posts whose content is new: others need neither processes nor parsers."""
        changed: dict[bytes, list[bytes]] = {}
        before = known([os.path.join(folder, name) for folder, names in new.items() for name in names])
        for folder, names in new.items():
            for name in names:
                path = os.path.join(folder, name)
                if path not in before or not self._is_same(index, path, before[path]):
                    changed.setdefault(folder, []).append(name)
        return changed

    def _is_same(self, index: ArchiveIndex, path: bytes, post: Post) -> bool:
        target = index.target(path)
        folder = target.folder
        if post.made_by == b"" or post.made_by != self._key(target):
            return False
        try:
            largest = self._configs.for_folder(folder).max_file_size
            return digest(read(target.path, largest, self._configs.bounds)) == post.content
        except UncheckedError:
            return False

    def found(
        self,
        targets: Sequence[Target],
        root: str,
        *,
        contents: Mapping[str, bytes] = _NOTHING,
        keys: Callable[[int, Target], Keys | None] | None = None,
        known: Known = lambda _: {},
        archive: bytes | None = None,
    ) -> Iterator[tuple[Found, Mapping[bytes, Post]]]:
        """Yield what is found in each chunk of some files, and what is stored of these.

        Parameters:
            keys: as of `Reader`; `None` if nothing is linted.
            archive: as of `Reader`.
        """
        if not targets:
            return
        from lint.run.reading import Reader  # not needed if every post is known

        self._cached.know_keys(targets)  # here, for all processes
        files = self._cached.known_files() if keys is not None else None
        reader = Reader(
            self._linter(),
            targets,
            lambda target: self._key(target) or b"",
            contents=contents,
            keys=keys or (lambda *_: None),
            files=files,
            options=self._cached.options,
            kinds=self._cached.kinds_of(root),
            archive=archive,
        )
        stored: deque[Mapping[bytes, Post]] = deque()

        def tasks() -> Iterator[pool.Task[Found]]:
            for start in range(0, len(targets), _CHUNK):
                place = slice(start, min(start + _CHUNK, len(targets)))
                before = known([self._absolute(target) for target in targets[place]])
                stored.append(before)
                rows = {os.fsdecode(path): (post.content, post.made_by) for path, post in before.items()}
                chunk = Chunk(place, None, rows)
                yield pool.Task(partial(reader.lint, chunk), chunk)

        done = self._progress(len(targets))
        for found in pool.results(tasks(), lambda: reader, self._jobs, self._budget):
            if done is not None:
                done(found.files)
            yield found, stored.popleft()

    def _key(self, target: Target) -> bytes | None:
        keys = self._cached.keys_of(target)
        return keys.results if keys is not None else None

    def _absolute(self, target: Target) -> bytes:
        return os.fsencode(cache_key.absolute(target.path, self._cwd))


def _in_order(
    index: ArchiveIndex, some: Targets, new: Mapping[bytes, Sequence[bytes]], asked: bytearray
) -> Iterator[Batch]:
    """Yield the posts to read, as they are asked for if they are.

    Their folders are in order, so that SQLite stores them one after the other.

    Parameters:
        asked: takes whether each is asked for.
    """
    by_folder: dict[bytes, list[Batch]] = {}
    for batch in some.batches:
        by_folder.setdefault(os.fsencode(os.path.abspath(batch.place.folder)), []).append(batch)
    for folder, names in sorted(new.items()):
        places = {name: batch.place for batch in by_folder.get(folder, ()) for name in batch.names}
        for place, of_place in groupby(map(os.fsdecode, names), places.get):
            own = list(of_place)
            asked += bytes([place is not None]) * len(own)
            yield from batches_of(place or _place(index, folder), own)


def _place(index: ArchiveIndex, folder: bytes) -> Place:
    """Return a folder of which no post is asked for."""
    target = index.target(os.path.join(folder, b"-"))
    return Place(target.filename[:-1], target.path[:-1], target.top, target.folder)
