"""One archive's index: brought up to date before anything is judged, and then asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from lint.archive.archive_files import FolderFiles, deciding_above, look_again, walk
from lint.archive.discovery import Target, shown_name
from lint.archive.sites import Sites
from lint.config.nearest import ConfigCache
from lint.primitives.fact import MOST_OTHERS, MOST_RARE, Counts, Key, KnownFact, Others, PlacedFact, Shared
from lint.run.archive_listing import GONE, Compared, Listing, compare, listings, parts_of, stamps_of
from lint.run.cache_key import file_stamp
from lint.run.index_counts import IndexCounts
from lint.run.index_rows import Post, key_id, numbers_of, post_id
from lint.run.index_store import IndexStore

_AT_ONCE = 1024
# What is stored of a file that would decide which files there are, but is not there.
MISSING = "-"
# How many keys are remembered with their posts.
_MOST_KEYS = 4096

# Returns what is stored of some posts.
Known = Callable[[Sequence[bytes]], Mapping[bytes, Post]]
# Reads posts; yields what some of them say, with what was stored of these.
Read = Callable[[Sequence[bytes], Known], Iterator[tuple[Sequence[Post], Mapping[bytes, Post]]]]


class _Group(NamedTuple):
    """The facts with one key: of the first posts by path, and how many posts have it."""

    facts: tuple[tuple[bytes, tuple[PlacedFact, ...]], ...]
    posts: int


class ArchiveIndex:
    """What the posts of an archive say.

    Parameters:
        store: where it is stored.
        archive: stands for the root, the settings, and the options that decide which files there are.
        root: the folder of the archive.
    """

    def __init__(
        self, store: IndexStore, archive: bytes, root: str, configs: ConfigCache, sites: Sites
    ) -> None:
        self._store = store
        self.archive = archive
        self.root = root
        self._configs = configs
        self._sites = sites
        self._prefix = len(os.fsencode(os.path.join(root, "")))
        self._cwd = os.getcwd()
        self._groups: dict[Key, _Group] = {}
        self._instead: dict[bytes, Post] = {}
        self._counts = IndexCounts(store, archive, self._instead, self._placed)
        self._entangled: frozenset[int] | None = None
        self._shared_keys: frozenset[int] | None = None
        self.crashed: set[bytes] = set()
        self.state = b""

    # Bringing it up to date

    def update(self, read: Read) -> None:
        """Look at all files of the archive, and read those that are new or have changed."""
        known = self._store.archive(self.archive)
        stored = listings(self._store.listing(self.archive, known)) if known is not None else {}
        deciding = known.deciding if known is not None else {}
        self.state = known.state if known is not None else b""
        is_same = bool(stored) and _are_same(deciding)
        compared = self._by_times(stored) if is_same else None
        gone: list[bytes] = []
        if known is None:
            self.state = os.urandom(8)
            self._store.begin(self.archive, self.state)
        if compared is None:
            folders = walk(self.root, self._configs, self._sites)
            deciding = self._deciding(folders)
            # Facts may depend on settings that have changed: then files are compared by their content.
            compared = self._by_names(folders, stored if is_same else {})
            gone = self._left_over(compared)
            for folder in stored.keys() - compared.keys():
                compared[folder] = Compared(GONE, [], [], differs=True)
        self._forget([*gone, *(path for each in compared.values() for path in each.gone)])
        paths = [path for each in compared.values() for path in each.read]
        for posts, before in read(paths, partial(self._store.known, self.archive)) if paths else ():
            self._write(posts, before)
        self._read_again_next_time(compared)
        changed = {folder: each.listing for folder, each in compared.items() if each.differs}
        if is_same and not changed and known is not None and deciding == known.deciding:
            self._store.touch(self.archive)
            return
        self.state = self.state or os.urandom(8)
        self._store.used.add(self.archive)
        parts = (part for folder, listing in changed.items() for part in parts_of(folder, listing))
        self._store.write_listing(self.archive, self.state, deciding, parts, list(changed))

    def _by_times(self, stored: Mapping[bytes, Listing]) -> dict[bytes, Compared] | None:
        """Compare folders whose names are known by their times; `None` if folders or settings may be new."""
        compared = {}
        for folder, listing in stored.items():
            stamp = file_stamp(os.fsdecode(folder))
            now = listing
            if not stamp or stamp != listing.stamp:
                again = look_again(os.fsdecode(folder), self.root, self._configs, self._sites)
                if again is None or again.others != listing.others:
                    return None
                now = _listing(again, stamp)
            compared[folder] = compare(folder, now, listing)
        return compared

    def _by_names(
        self, folders: Sequence[FolderFiles], stored: Mapping[bytes, Listing]
    ) -> dict[bytes, Compared]:
        compared = {}
        for each in folders:
            folder = os.fsencode(each.path)
            compared[folder] = compare(folder, _listing(each, file_stamp(each.path)), stored.get(folder))
        return compared

    def _left_over(self, compared: Mapping[bytes, Compared]) -> list[bytes]:
        """Return the posts that are stored, but no longer there."""
        present = {
            os.path.join(folder, name) for folder, each in compared.items() for name in each.listing.names
        }
        return [path for path in self._store.paths(self.archive) if path not in present]

    def _deciding(self, folders: Sequence[FolderFiles]) -> Mapping[str, str]:
        found = stamps_of(path for each in folders for path in each.deciding)
        above = {
            path: file_stamp(path) if os.path.lexists(path) else MISSING for path in deciding_above(self.root)
        }
        return {**found, **above}

    def _forget(self, gone: Sequence[bytes]) -> None:
        for at in range(0, len(gone), _AT_ONCE):
            some = gone[at : at + _AT_ONCE]
            self.state = os.urandom(8)
            self._store.write(
                self.archive, self.state, gone=some, before=self._store.known(self.archive, some)
            )

    def _read_again_next_time(self, compared: dict[bytes, Compared]) -> None:
        """Have the next run read the posts in which a collector crashed, which reports that again."""
        for path in self.crashed:
            folder, name = os.path.split(path)
            listing = compared[folder].listing
            compared[folder] = compared[folder]._replace(listing=listing.without(name), differs=True)

    def _write(self, posts: Sequence[Post], before: Mapping[bytes, Post]) -> None:
        if not posts:
            return
        if any(post.path not in before or before[post.path].facts != post.facts for post in posts):
            self.state = os.urandom(8)
        self._store.write(self.archive, self.state, posts=posts, before=before)

    def count_instead(self, posts: Sequence[Post]) -> None:
        """Let posts count instead of what is stored of them: their content is staged, or not in a file."""
        self._instead.update((post.path, post) for post in posts)

    # Asking it

    def has(self, path: bytes) -> bool:
        """Return whether a path is that of a post of the archive."""
        return self._store.post(post_id(self.archive, path), self.archive) is not None

    def entangle(self) -> None:
        """Find all posts that have anything in common with others: for a run over many."""
        self._entangled, self._shared_keys = self._store.entangled()

    def may_share(self, path: bytes) -> bool:
        """Return whether a post may have anything in common with others."""
        if path in self.crashed or self._entangled is None or self._instead:
            return True
        return post_id(self.archive, path) in self._entangled

    def shared(self, path: bytes) -> Shared | None:
        """Return what a post has in common with others; `None` for nothing."""
        if not self.may_share(path):
            return None
        facts = self._facts(path)
        others: dict[Key, Others | Counts] = {}
        for key, fact in {fact.shared_by: fact for fact in facts if self._may_be_judged(fact)}.items():
            found = self._counts.of(fact, path) if fact.is_counted else self._others(key, path)
            if found is not None and found.posts:
                others[key] = found
        crashed = path in self.crashed
        return Shared(facts, others, self._below(path), crashed) if others or crashed else None

    def _may_be_judged(self, fact: KnownFact) -> bool:
        if self._shared_keys is None or self._instead:
            return True
        key, value = numbers_of(self.archive, fact.shared_by)
        return key ^ value in self._shared_keys

    def _facts(self, path: bytes) -> tuple[KnownFact, ...]:
        post = self._instead.get(path) or self._store.post(post_id(self.archive, path), self.archive)
        return post.known_facts() if post is not None else ()

    def _others(self, key: Key, path: bytes) -> Others:
        group = self._groups.get(key)
        if group is None:
            if len(self._groups) == _MOST_KEYS:
                self._groups.clear()
            group = self._groups[key] = self._group(key)
        rest = [fact for other, facts in group.facts if other != path for fact in facts]
        return Others(tuple(rest[:MOST_OTHERS]), group.posts - 1)

    def _group(self, key: Key) -> _Group:
        # One more than are listed, since each post leaves itself out, and those that others count instead of.
        most = MOST_OTHERS + 1 + len(self._instead)
        kind, text, *_ = key
        number = key_id(self.archive, kind, text)
        if kind.endswith(" rare") and self._store.count(number) > MOST_RARE:
            return _Group((), 1)
        stored, count = self._store.with_key(number, self.archive, most)
        posts = [post for post in stored if post.path not in self._instead]
        count -= len(stored) - len(posts)
        instead = [post for post in self._instead.values() if _has(post, key)]
        whole = len(stored) < most
        posts = sorted(posts + instead)
        count += len(instead)
        found = []
        for post in posts:
            facts = tuple(self._placed(post, fact) for fact in post.known_facts() if fact.shared_by == key)
            if facts:
                found.append((post.path, facts))
        return _Group(tuple(found[: MOST_OTHERS + 1]), len(found) if whole else count)

    def _placed(self, post: Post, fact: KnownFact) -> PlacedFact:
        return fact.of(self._shown(post.path), self._below(post.path))

    def _shown(self, path: bytes) -> str:
        return shown_name(os.fsdecode(path), self._cwd)

    def _below(self, path: bytes) -> str:
        return os.fsdecode(path[self._prefix :]).replace(os.sep, "/")

    def target(self, path: bytes) -> Target:
        """Return a post as a file to lint."""
        name = os.fsdecode(path)
        return Target(shown_name(name, self._cwd), name, self.root)


def _listing(files: FolderFiles, stamp: str) -> Listing:
    from array import array

    return Listing(stamp, files.others, [os.fsencode(name) for name in files.names], array("q"))


def _has(post: Post, key: Key) -> bool:
    return any(fact.shared_by == key for fact in post.known_facts())


def _are_same(deciding: Mapping[str, str]) -> bool:
    """Return whether files have their stamps, and those are missing that were."""
    return all(
        not os.path.lexists(path) if stamp == MISSING else stamp != "" and file_stamp(path) == stamp
        for path, stamp in deciding.items()
    )
