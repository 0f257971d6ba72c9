"""One archive's index: brought up to date before anything is judged, and then asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from lint.archive.discovery import shown_name
from lint.archive.sites import Sites
from lint.archive.targets import Target
from lint.config.nearest import ConfigCache
from lint.primitives.fact import CLOSED, MOST_RARE, PLACES, Key, KnownFact, PlacedFact, posts_needed
from lint.primitives.shared import MOST_OTHERS, Counts, Found, Others, Shared
from lint.run.archive_listing import Stamps, stamps_in
from lint.run.entangled import Entangled
from lint.run.file_rows import closed_above, is_files
from lint.run.index_counts import IndexCounts
from lint.run.index_rows import Post, key_id, numbers_of, post_id
from lint.run.index_store import IndexStore
from lint.run.index_update import IndexUpdate, Read
from lint.run.recent_posts import RecentPosts
from lint.run.similar_places import SimilarPlaces

if TYPE_CHECKING:  # imported when needed
    from lint.run.copied_pages import CopiedPages

# For how many things that one post misses similar places are looked for: each is compared with up to 1,000.
_MOST_MISSED = 1000
# How many keys are remembered with their posts.
_MOST_KEYS = 4096


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
        self._prefix = len(os.fsencode(os.path.join(root, "")))
        self._cwd = os.getcwd()
        self._groups: dict[Key, _Group] = {}
        self._recent = RecentPosts(store, archive)
        self._instead: dict[bytes, Post] = {}
        self._counts = IndexCounts(store, archive, self._instead, self._placed)
        self._settings = configs, sites
        self._is_for_many = False
        self._similar = SimilarPlaces(store, archive)
        self._posts = 0
        self._counted: int | None = None
        self.crashed: set[bytes] = set()
        self._stamps = Stamps({})
        self._update = IndexUpdate(store, archive, root, configs, sites, self.crashed)
        self._copied: CopiedPages | None = None

    def update(
        self,
        read: Read,
        asked: Sequence[bytes] = (),
        prepare: Callable[[], None] = lambda: None,
        *,
        keeps_listings: bool = False,
    ) -> None:
        """Look at all files of the archive, and read those that are new or have changed.

        Parameters:
            asked, prepare, keeps_listings: as of `IndexUpdate.run`.
        """
        self._update.run(read, asked, prepare, keeps_listings=keeps_listings)
        self._stamps = Stamps(self._update.listings)
        self._recent.clear()
        self._copied = None
        known = self._store.archive(self.archive)
        self._posts = known.posts if known is not None else 0
        self._counted = None

    def check(self) -> None:
        """Let the store be lost if another run has deleted posts of this archive since it was updated."""
        self._store.check(self.archive, self._posts)

    @property
    def state(self) -> bytes:
        """What stands for all that the posts say."""
        return self._update.state

    def stamps(self, folder: bytes, names: Sequence[bytes]) -> bytes | None:
        """Return the times and sizes of files as they were found, if the listings were kept.

        `None` if one is not of the archive, or may have changed since without a trace.
        """
        return stamps_in(self._update.listings, folder, names)

    def stamp(self, path: bytes) -> str:
        """Return the stamp of a file as it was found, if that is known; else nothing."""
        return self._stamps.of(path)

    def count_instead(self, posts: Sequence[Post]) -> None:
        """Let posts count instead of what is stored of them: their content is staged, or not in a file."""
        self._instead.update((post.path, post) for post in posts)
        self._ask_anew()

    def count_as_stored(self) -> None:
        """Let what is stored count again."""
        self._instead.clear()
        self._ask_anew()

    def _ask_anew(self) -> None:
        """Forget what was answered while other content counted."""
        self._groups.clear()
        self._counts = IndexCounts(self._store, self.archive, self._instead, self._placed)

    # Asking it

    def has(self, path: bytes) -> bool:
        """Return whether a path is that of a post of the archive."""
        return self._store.post(post_id(self.archive, path), self.archive) is not None

    def has_key(self, key: Key) -> bool:
        """Return whether any post has a key."""
        return self._store.has_any([key_id(self.archive, *key)])

    def entangle(self) -> None:
        """Have all posts that have anything in common with others found at once: for a run over many."""
        self._is_for_many = True

    def get_ready(self) -> None:
        """Find now what every process would find that asks: what has to be judged, for a run over many."""
        if self._is_for_many:
            _ = self._entangled

    @cached_property
    def _entangled(self) -> Entangled:
        """What has to be judged."""
        return self._store.entangled(self.archive, self.state)

    def may_share(self, path: bytes) -> bool:
        """Return whether a post may have anything in common with others."""
        if path in self.crashed or not self._is_for_many or self._instead:
            return True
        return post_id(self.archive, path) in self._entangled.posts

    def expect(self, paths: Iterable[bytes]) -> None:
        """Get ready to be asked what some posts share: they are read at once."""
        self._recent.of([post_id(self.archive, path) for path in paths if self.may_share(path)])

    def shared(self, path: bytes) -> Shared | None:
        """Return what a post has in common with others; `None` for nothing."""
        if not self.may_share(path):
            return None
        facts = self._facts(path)
        keyed = [(fact.shared_by, fact) for fact in facts]
        others: dict[Key, Others | Counts] = {}
        for key, fact in {key: fact for key, fact in keyed if fact.key and not fact.places}.items():
            if not self._may_be_judged(key):
                continue
            rest = self._counts.of(fact, path) if fact.is_counted else self._others(key, path)
            if rest is not None and rest.posts:
                others[key] = rest
        wanted = {key: fact for key, fact in keyed if fact.places}
        found: dict[Key, Found] = {}
        missed = 0
        for key, fact in wanted.items():
            each = self._found(fact, suggests=missed < _MOST_MISSED)
            if each is not None:
                found[key] = each
                missed += not each.facts
        judged = tuple([fact for key, fact in keyed if key in others or key in found])
        shared = Shared(judged, others, found, self._below(path), path in self.crashed)
        return shared if shared.is_judged else None

    def _found(self, fact: KnownFact, *, suggests: bool = False) -> Found | None:
        """Return what there is of what a post wants; `None` if it is there, and needs no look.

        Parameters:
            suggests: whether to look for similar places if nothing is there.
        """
        needed = posts_needed(fact.places)
        if needed is not None and self._count() >= needed:
            return None
        is_stored = self._store.has_any([key_id(self.archive, PLACES, place) for place in fact.places])
        if is_stored and not fact.looks_inside and not self._instead:
            return None
        places = fact.places if is_stored or self._instead else ()
        found = [each for place in places for each in self._with((PLACES, place)).facts]
        if not found and self._may_be_closed(fact.places):
            return None
        if not found:
            near = self._similar.to(fact.places) if suggests else ()
            return Found(near=near, is_text_only=self._is_text_only)
        if not fact.looks_inside:
            return None
        path, facts = found[0]
        published = {(each, fact.path) for each, some in found for fact in some if fact.key[:1] == "/"}
        if len(published) > 1 and any(is_files(each) for each, _ in published):
            return Found(facts)  # of several files with one address, it cannot be told which is published
        if is_files(path):
            return Found(facts, self._of_copied.told(facts[0].path))
        told = {each.kind: each.value for each in self._facts(path) if not each.key and not each.places}
        return Found(facts, told)

    @property
    def _of_copied(self) -> CopiedPages:
        """What is told of pages that are no posts."""
        if self._copied is None:
            from lint.run.copied_pages import CopiedPages  # only for a link to a part of one

            self._copied = CopiedPages(self.root, *self._settings, self._update.deciding)
        return self._copied

    def _count(self) -> int:
        """Return how many posts there are, at most."""
        if self._counted is None:
            self._counted = self._store.count_posts(self.archive)
        return self._counted + len(self._instead)

    def _may_be_judged(self, shared_by: Key) -> bool:
        if not self._is_for_many or self._instead:
            return True
        key, value = numbers_of(self.archive, shared_by)
        return key ^ value in self._entangled.keys

    def _may_be_closed(self, places: Sequence[str]) -> bool:
        """Return whether a place may be in a folder of which it cannot be told what is in it."""
        keys = {key for place in places for key in closed_above(place)}
        return self._store.has_any([key_id(self.archive, CLOSED, key) for key in keys])

    def _facts(self, path: bytes) -> tuple[KnownFact, ...]:
        post = self._instead.get(path)
        posts = [post] if post is not None else self._recent.of([post_id(self.archive, path)])
        return posts[0].known_facts() if posts else ()

    def said(self, path: bytes, kind: str) -> list[str]:
        """Return the values of a post's facts of a kind that have no key."""
        return [each.value for each in self._facts(path) if each.kind == kind and not each.key]

    @cached_property
    def _is_text_only(self) -> bool:
        return self._store.is_text_only(self.archive)

    def lacking(self, places: Collection[str]) -> Iterator[bytes]:
        """Yield the paths of the posts that want one of some places, and have nothing instead."""
        numbers = [key_id(self.archive, PLACES, place) for place in places]
        posts = {post.path: post for number in numbers for post in self._store.wanting(number, self.archive)}
        for path, post in sorted(posts.items()):
            wanted = [fact for fact in post.known_facts() if not set(places).isdisjoint(fact.places)]
            if any(found is not None and not found.facts for found in map(self._found, wanted)):
                yield path

    def _with(self, key: Key) -> _Group:
        group = self._groups.get(key)
        if group is None:
            if len(self._groups) == _MOST_KEYS:
                self._groups.clear()
            group = self._groups[key] = self._group(key)
        return group

    def _others(self, key: Key, path: bytes) -> Others:
        group = self._with(key)
        rest = [fact for other, facts in group.facts if other != path for fact in facts]
        return Others(tuple(rest[:MOST_OTHERS]), group.posts - 1)

    def _group(self, key: Key) -> _Group:
        # One more than are listed, since each post leaves itself out, and those that others count instead of.
        most = MOST_OTHERS + 1 + len(self._instead)
        kind, text, *_ = key
        number = key_id(self.archive, kind, text)
        numbers = self._store.numbers_with(number, most)
        if kind.endswith(" rare") and len(numbers) > MOST_RARE:
            return _Group((), 1)
        if len(numbers) < most:
            stored = self._recent.of(numbers)
            count = len(stored)
        else:
            stored, count = self._store.with_key(number, self.archive, most)
        posts = [post for post in stored if post.path not in self._instead]
        count -= len(stored) - len(posts)
        instead = [post for post in self._instead.values() if _has(post, key)]
        whole = len(stored) < most
        posts = sorted(posts + instead)
        count += len(instead)
        found = []
        for post in posts:
            said = [fact for fact in post.known_facts() if fact.key == text and fact.shared_by == key]
            facts = tuple(self._placed(post, fact) for fact in said)
            if facts:
                found.append((post.path, facts))
        return _Group(tuple(found[: MOST_OTHERS + 1]), len(found) if whole else count)

    def _placed(self, post: Post, fact: KnownFact) -> PlacedFact:
        """Return a fact with the name in reports and the path from the root of what says it."""
        below = fact.value if is_files(post.path) else self._below(post.path)
        return fact.of(shown_name(os.path.join(self.root, below), self._cwd), below)

    def _below(self, path: bytes) -> str:
        return os.fsdecode(path[self._prefix :]).replace(os.sep, "/")

    def target(self, path: bytes) -> Target:
        """Return a post as a file to lint."""
        name = os.fsdecode(path)
        return Target.at(shown_name(name, self._cwd), name, self.root)


def _has(post: Post, key: Key) -> bool:
    return any(fact.shared_by == key for fact in post.known_facts())
