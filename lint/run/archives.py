"""The archives of a run's files: each is brought up to date, and then asked what a post shares."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from lint.archive.archive_files import archive_root
from lint.archive.sites import Sites
from lint.archive.targets import Batch, Target, Targets
from lint.config.config import Config
from lint.config.layers import shown
from lint.config.nearest import ConfigCache
from lint.primitives.blake2 import blake2b
from lint.primitives.bounds import is_in
from lint.primitives.fact import IGNORED, PLACES
from lint.primitives.files import canonical
from lint.primitives.shared import Shared
from lint.run import cache_key
from lint.run.archive_index import ArchiveIndex
from lint.run.archive_reader import ArchiveReader
from lint.run.budget import Budget
from lint.run.file_rows import places_of

if TYPE_CHECKING:  # not needed if every post is known
    from lint.engine.linter import Linter
    from lint.run.cached_results import CachedResults

_FEW = 400
# What decides which files an archive has, of its root's configuration.
_SHAPE = ("exclude", "extend_exclude", "extend_suffixes", "respect_gitignore", "dialect")

_UNCOMPARED = (
    "its posts were not compared with each other, since the index cannot be kept; make room for it, or leave"
    " these rules out with --no-index"
)


class Archives:
    """What the posts of a run have in common with others.

    Parameters:
        cached: the results of earlier runs, with the database of the index.
        configs: returns the configuration of a folder.
        sites: those found so far.
        jobs: how many processes read posts.
        budget: the time that a post may take.
        contents: bytes that count instead of a file's own, by canonical path.
        lints: whether posts that are to be linted are linted when they are read.
        progress: is called with the number of posts to read, and returns what is called with those done.
        spare: returns the same with another database, for an index that cannot be stored in this one.

    Attributes:
        unjudged: a configuration below, the archive's own, and rules that only the former selects.
        unchecked: archives whose posts were not compared, with the reason.
        idle_patterns: the patterns of `ignore-links` that match no link, each with the place that sets it.
    """

    def __init__(  # noqa: PLR0913 - the parts of a run
        self,
        cached: CachedResults,
        configs: ConfigCache,
        sites: Sites | None = None,
        *,
        jobs: int = 0,
        budget: Budget,
        contents: Mapping[str, bytes] | None = None,
        lints: bool = True,
        progress: Callable[[int], Callable[[int], None] | None] = lambda _: None,
        spare: Callable[[], CachedResults],
    ) -> None:
        self.cached = cached
        self._configs = configs
        self._sites = sites or Sites(configs.listings)
        self._jobs = jobs
        self._budget = budget
        self._contents = contents or {}
        self._lints = lints
        self._progress = progress
        self._spare = spare
        self._has_spare = True
        self.unjudged: Sequence[tuple[str, str, Sequence[str]]] = ()
        self.unchecked: list[tuple[str, str]] = []
        self._process = os.getpid()
        self.idle_patterns: Sequence[tuple[str, str]] = ()
        self._targets = Targets()
        self._linter: Callable[[], Linter]  # from `update` on
        self._reader: ArchiveReader  # as above
        self._keeps_listings = False
        self._roots: dict[tuple[str, str], str | None] = {}
        self._indexes: dict[str, ArchiveIndex] = {}
        self._cwd = os.path.join(os.getcwd(), "")

    def update(
        self, targets: Sequence[Target], linter: Callable[[], Linter], *, keeps_listings: bool = False
    ) -> None:
        """Bring the index of each file's archive up to date.

        Parameters:
            keeps_listings: whether `file_states` will be asked for.

        Raises:
            UserError: for invalid settings.
            ProcessError: when processes end again and again.
        """
        self._process = os.getpid()
        self._targets, self._linter = Targets.of(targets), linter
        self._keeps_listings = keeps_listings
        self._update()
        if self.cached.cache.index.is_lost:
            self._start_over()
        self.idle_patterns = self._idle_patterns()
        codes_without = self.cached.codes_without
        self.unjudged = unjudged(self._roots, self._targets, self._configs, codes_without)

    def _start_over(self) -> None:
        """Make the index anew in another database: nothing is reported from one that is not whole."""
        self._indexes.clear()
        if self._has_spare:
            self._has_spare, self._lints = False, False
            self.cached = self._spare()
            self.cached.prepare(self._targets)
            self._update()
            self._find_entangled()
        if self.cached.cache.index.is_lost:
            roots = {root for root in self._roots.values() if root is not None and self.cached.kinds_of(root)}
            self.unchecked = [(shown(root), _UNCOMPARED) for root in sorted(roots)]
            self._indexes.clear()

    def _update(self) -> None:
        self._reader = ArchiveReader(
            self.cached,
            self._configs,
            self._linter,
            jobs=self._jobs,
            budget=self._budget,
            progress=self._progress,
        )
        by_root: dict[str, list[Batch]] = {}
        for place, batches in self._targets.by_place().items():
            root = self._root_of(*place)
            if root is not None:
                by_root.setdefault(root, []).extend(batches)
        for root, of_root in by_root.items():
            if not self.cached.kinds_of(root):
                continue  # no rule asks
            index = ArchiveIndex(
                self.cached.cache.index, self._archive(root), root, self._configs, self._sites
            )
            some = Targets(of_root)
            read = partial(self._reader.read, index, some if self._lints else Targets())
            asked = [self._absolute(target) for target in some] if len(some) <= _FEW else []
            index.update(read, asked, self._prepare, keeps_listings=self._keeps_listings)
            self._count_contents(index, some)
            if len(self._targets) > _FEW:
                index.entangle()
            self._indexes[root] = index

    def _prepare(self) -> None:
        """Get ready to read posts, which takes longer than to read a few."""
        from lint.run import processes, reading  # noqa: F401

        self._linter()

    def lacking(self, gone: Mapping[str, bytes]) -> list[Target]:
        """Return the posts that want something of files that are gone, and have nothing instead.

        Parameters:
            gone: what the files contained, by their paths, which were given to `update`.
        """
        from lint.engine.archive_rules import Collectors
        from lint.primitives.source import Source
        from lint.rule import registry

        collectors = Collectors(registry.load())
        found = []
        for target in self._targets:
            index = self._index(target)
            if index is None or target.path not in gone:
                continue
            scope = self._linter().scope_of(target)
            document = self._linter().document(Source(target.filename, gone[target.path], target.path), scope)
            facts = collectors.of(document, {PLACES}).facts
            below = os.path.relpath(os.path.abspath(target.path), document.site.root).replace(os.sep, "/")
            places = {*places_of(below, document.site), *(fact.key for fact in facts)}
            found += [index.target(path) for path in index.lacking(places)]
        return found

    def _idle_patterns(self) -> list[tuple[str, str]]:
        found = []
        for root, index in self._indexes.items():
            if IGNORED not in self.cached.kinds_of(root):
                continue
            config = self._configs.for_folder(root)
            idle = [each for each in config.ignore_links if not index.has_key((IGNORED, each))]
            found += [(config.origin("ignore-links"), each) for each in idle]
        return found

    def states(self) -> list[bytes] | None:
        """Return the state of each archive; `None` if one is not known, or if a collector crashed."""
        if self.cached.cache.index.is_lost or any(index.crashed for index in self._indexes.values()):
            return None
        return [index.state for _, index in sorted(self._indexes.items())]

    def file_states(self) -> list[bytes] | None:
        """Return what changes with any of the files; `None` if one is gone or has just changed.

        Those of an archive were asked for their times when its index was brought up to date.
        """
        found: list[bytes] = []
        others: list[str] = []
        for (folder, top), batches in self._targets.by_place().items():
            root = self._roots.get((folder, top))
            index = self._indexes.get(root) if root is not None else None
            absolute = os.fsencode(cache_key.absolute(folder, self._cwd))
            names = os.fsencode("\0".join([batch.joined for batch in batches]))  # all at once: there are many
            stamps = index.stamps(absolute, names.split(b"\0")) if index is not None else None
            if stamps is not None:
                found += absolute, names, stamps
            else:
                others += (target.path for batch in batches for target in batch.targets())
        rest = cache_key.file_states(others)
        return [*found, *rest] if rest is not None else None

    def said(self, targets: Sequence[Target], kind: str) -> Iterator[tuple[Target, list[str]]]:
        """Yield what posts say in facts of a kind without a key; not those of which the index knows none."""
        for target in targets:
            index = self._index(target)
            values = index.said(self._absolute(target), kind) if index is not None else []
            if values:
                yield target, values

    def may_share(self, target: Target, path: bytes) -> bytes | None:
        """Return the state of a post's archive if it may have anything in common with others.

        Parameters:
            path: the post's absolute path.
        """
        index = self._index(target)
        return index.state if index is not None and index.may_share(path) else None

    def stamp(self, path: bytes) -> str:
        """Return the stamp of a file, by its absolute path, if it was looked at; else nothing."""
        for index in self._indexes.values():
            if stamp := index.stamp(path):
                return stamp
        return ""

    def get_ready(self) -> None:
        """Find which posts have anything in common with others: before parts of a report are looked up.

        If that cannot be told, the index is made anew: parts that know of no other post do not count then.
        """
        self._find_entangled()
        if self._indexes and self.cached.cache.index.is_lost:
            self._start_over()

    def _find_entangled(self) -> None:
        for index in self._indexes.values():
            index.get_ready()
            index.check()

    def asked(self, targets: Sequence[Target]) -> dict[str, Shared] | None:
        """Return what `shared` does, in whichever process.

        `None` in a fork that cannot read the index: then the process that has updated it must be asked.
        """
        if os.getpid() == self._process:
            return self.shared(targets)
        found = self._shared(targets)
        return found if not self.cached.cache.index.is_lost else None

    def shared(self, targets: Sequence[Target]) -> dict[str, Shared]:
        """Return what some posts have in common with others, by path; nothing for most."""
        found = self._shared(targets)
        if self._indexes and self.cached.cache.index.is_lost:
            self._start_over()
            found = self._shared(targets)
        return found

    def _shared(self, targets: Sequence[Target]) -> dict[str, Shared]:
        asked: dict[ArchiveIndex, dict[str, bytes]] = {}
        for target in targets:
            index = self._index(target)
            if index is not None:
                asked.setdefault(index, {})[target.path] = self._absolute(target)
        found = {}
        for index, paths in asked.items():
            index.expect(paths.values())
            for path, absolute in paths.items():
                shared = index.shared(absolute)
                if shared is not None:
                    found[path] = shared
        for index in self._indexes.values():
            index.check()
        return found

    @contextmanager
    def instead(self, target: Target, content: bytes) -> Iterator[None]:
        """Let a content count instead of a file's own, as long as the context lasts; after `update`."""
        index = self._index(target)
        if index is None:
            yield
            return
        for found, _ in self._reader.found([target], index.root, contents={target.path: content}):
            index.count_instead(found.posts)
        try:
            yield
        finally:
            index.count_as_stored()

    def _index(self, target: Target) -> ArchiveIndex | None:
        root = self._root(target)
        return self._indexes.get(root) if root is not None else None

    def _root(self, target: Target) -> str | None:
        return self._root_of(target.folder, target.top)

    def _root_of(self, folder: str, top: str) -> str | None:
        key = (folder, top)
        if key not in self._roots:
            absolute = cache_key.absolute(folder, self._cwd)
            self._roots[key] = archive_root(absolute, top, self._configs, self._sites)
        return self._roots[key]

    def _absolute(self, target: Target) -> bytes:
        return os.fsencode(cache_key.absolute(target.path, self._cwd))

    def _archive(self, root: str) -> bytes:
        """Return what stands for an archive under these settings; each time another if they have no key."""
        keys = self.cached.keys_of_folder(root, root)
        config: Config = self._configs.for_folder(root)
        shape = [repr(getattr(config, name)) for name in _SHAPE]
        parts = [os.fsencode(root), keys.results if keys is not None else os.urandom(16)]
        shape += [*sorted(self.cached.kinds_of(root)), *self._configs.bounds.around(root)]
        data = b"\n".join([*parts, *(each.encode("utf-8", "surrogatepass") for each in shape)])
        return blake2b(data, digest_size=16).digest()

    def _count_contents(self, index: ArchiveIndex, targets: Sequence[Target]) -> None:
        """Let staged content, or standard input, count instead of files."""
        if not self._contents:
            return
        known = {canonical(target.path): target for target in targets}
        chosen = [
            known.get(path) or index.target(os.fsencode(path))
            for path in self._contents
            if path in known or (is_in(path, index.root) and index.has(os.fsencode(path)))
        ]
        contents = {target.path: self._contents[canonical(target.path)] for target in chosen}
        for found, _ in self._reader.found(chosen, index.root, contents=contents):
            index.count_instead(found.posts)


def unjudged(
    roots: Mapping[tuple[str, str], str | None],
    targets: Sequence[Target],
    configs: ConfigCache,
    codes_without: Callable[[Config, str], list[str]],
) -> list[tuple[str, str, list[str]]]:
    """Return each configuration below an archive's own, and the rules that only the former selects.

    Parameters:
        roots: the archive of the posts of a folder, by folder and top.
        codes_without: returns the rules of a configuration that lack facts at a root.
    """
    places = {folder: root for (folder, _), root in roots.items() if root is not None}
    cwd = os.path.join(os.getcwd(), "")
    selecting = [
        (configs.for_folder(cache_key.absolute(each, cwd)), each, root) for each, root in places.items()
    ]
    for target in targets if configs.has_overrides else ():
        folder = target.folder
        if folder in places:
            selecting.append((configs.for_file(target.path), folder, places[folder]))
    found = {}
    for config, folder, root in selecting:
        other = configs.for_folder(root)
        place = config.layers[0].origin if config.layers else folder
        if config is not other and (place, root) not in found:
            codes = codes_without(config, root)
            found[place, root] = (shown(place), shown(other.path or root), codes)
    return sorted(each for each in found.values() if each[2])
