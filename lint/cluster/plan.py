"""How a run is split into partitions: consecutive files of the report, by bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from lint.archive.archive_files import FolderFiles, archive_root, walk
from lint.archive.discovery import shown_name
from lint.archive.sites import Sites
from lint.archive.targets import Target
from lint.cluster.job import Partition
from lint.config.nearest import ConfigCache
from lint.run.judges import Judges

# A post takes as long as some bytes of text, however short it is.
_A_POST = 2048
_LEAST, _MOST = 256 << 10, 8 << 20
# How many partitions each worker gets, so that none is left alone with the last ones.
_TURNS = 8
# Names of other files in one partition.
_NAMES = 20_000
# How many posts' facts are in a bucket, and how many buckets each task may have open.
_IN_BUCKET, _MOST_BUCKETS = 50_000, 256


class Plan:
    """The partitions of a run.

    Parameters:
        targets: the files, in the order of the report.
        configs: returns the configuration of a folder.
        sites: those found so far.
        judges: know which rules compare posts.
        workers: how many there are.

    Attributes:
        roots: the archive that the posts of a folder are compared in, by folder and top.
        kinds: those of the facts that are collected, by the root of an archive.
    """

    def __init__(
        self,
        targets: Sequence[Target],
        configs: ConfigCache,
        sites: Sites,
        judges: Judges,
        workers: int,
    ) -> None:
        self._targets = targets
        self._configs = configs
        self._sites = sites
        self._workers = workers
        self._cwd = os.getcwd()
        self.roots: dict[tuple[str, str], str | None] = {}
        for target in targets:
            key = target.folder, target.top
            if key not in self.roots:
                self.roots[key] = archive_root(os.path.abspath(key[0]), key[1], configs, sites)
        roots = sorted({root for root in self.roots.values() if root is not None})
        kinds = {root: judges.kinds_of(root) for root in roots}
        self.kinds: Mapping[str, frozenset[str]] = {root: some for root, some in kinds.items() if some}
        self._folders: dict[str, list[FolderFiles]] = {}
        # The posts of each folder of an archive that are not asked for, or not yet.
        self._posts: dict[str, dict[str, set[str]]] = {}
        for root in self.kinds:
            self._folders[root] = walk(root, configs, sites)
            self._posts[root] = {each.path: set(each.names) for each in self._folders[root]}

    @property
    def posts(self) -> int:
        """How many posts are compared."""
        return sum(len(each.names) for some in self._folders.values() for each in some)

    @property
    def buckets(self) -> int:
        """How many buckets there are."""
        return max(self._workers, min(self.posts // _IN_BUCKET, _MOST_BUCKETS))

    def partitions(self) -> Iterator[Partition]:
        """Yield the partitions: the files that are linted, in order, then what they are compared with."""
        sizes = [_A_POST + _size(target.path) for target in self._targets]
        most = min(max(sum(sizes) // (self._workers * _TURNS), _LEAST), _MOST)
        root, some, size = "", list[Target](), 0
        for target, each in zip(self._targets, sizes, strict=True):
            its_root = self._root_of(target)
            if some and (its_root != root or size + each > most):
                yield Partition(root, some)
                some, size = [], 0
            root = its_root
            some.append(target)
            size += each
        if some:
            yield Partition(root, some)
        yield from self._others(most)

    def _root_of(self, target: Target) -> str:
        """Return the archive that a file is a post of; empty if it is compared with nothing."""
        root = self.roots[target.folder, target.top]
        folder, name = os.path.split(os.path.abspath(target.path))
        posts = self._posts.get(root or "", {}).get(folder, set())
        if root is None or name not in posts:
            return ""
        posts.discard(name)
        return root

    def _others(self, most: int) -> Iterator[Partition]:
        """Yield what the files are compared with: other posts, and files that are no posts."""
        for root, folders in self._folders.items():
            some, size = list[Target](), 0
            for folder, names in self._posts[root].items():
                for name in sorted(names):
                    path = os.path.join(folder, name)
                    some.append(Target.at(shown_name(path, self._cwd), path, root))
                    size += _A_POST + _size(path)
                    if size > most:
                        yield Partition(root, some, asked=False)
                        some, size = [], 0
            if some:
                yield Partition(root, some, asked=False)
            yield from _by_names(root, folders)


def _by_names(root: str, folders: Sequence[FolderFiles]) -> Iterator[Partition]:
    some, count = list[tuple[str, list[str]]](), 0
    for each in folders:
        some.append((each.path, each.files))
        count += 1 + len(each.files)
        if count > _NAMES:
            yield Partition(root, [], asked=False, folders=some)
            some, count = [], 0
    if some:
        yield Partition(root, [], asked=False, folders=some)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
