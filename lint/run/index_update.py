"""An archive's index is brought up to date: what is new or has changed is read, and stored."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from lint.archive.archive_files import FolderFiles, deciding_above, walk
from lint.archive.builders.site import Site
from lint.archive.sites import Sites
from lint.config.nearest import ConfigCache
from lint.run.archive_listing import (
    GONE,
    Compared,
    Listing,
    compare,
    listing_of,
    parts_of,
)
from lint.run.cache_key import file_stamp, recently
from lint.run.file_rows import file_posts, is_files
from lint.run.folder_times import FolderTimes
from lint.run.index_entries import Entries
from lint.run.index_rows import Post
from lint.run.index_store import IndexStore
from lint.run.stored_listing import StoredListing

# How many posts are forgotten at once; and how many rows of up to 1,000 files are written.
_AT_ONCE, _ROWS_AT_ONCE = 1024, 16
# Of how many posts the listings are kept, so that no file is asked for its times twice: they take memory.
_MOST_KEPT = 200_000
# What is stored of a file that would decide which files there are, but is not there.
MISSING = "-"

# Returns what is stored of some posts.
Known = Callable[[Sequence[bytes]], Mapping[bytes, Post]]
# Reads posts, by folder; yields what some of them say, with what was stored of these, and what they are
# found by.
Read = Callable[
    [Mapping[bytes, Sequence[bytes]], Known], Iterator[tuple[Sequence[Post], Mapping[bytes, Post], Entries]]
]


class IndexUpdate:
    """Brings the index of an archive up to date.

    Parameters:
        store, archive, root, configs, sites: as for `ArchiveIndex`.
        crashed: the posts in which a collector crashed, to which `read` may add.

    Attributes:
        state: what stands for all that the posts say, and for what decides about them.
        deciding: the files that decide which files the archive has, with their stamps.
        listings: the folders as they are now, if they are kept.
    """

    def __init__(
        self,
        store: IndexStore,
        archive: bytes,
        root: str,
        configs: ConfigCache,
        sites: Sites,
        crashed: set[bytes],
    ) -> None:
        self._store = store
        self._archive = archive
        self._root = root
        self._configs = configs
        self._sites = sites
        self._crashed = crashed
        self._times = FolderTimes(root, configs, sites)
        # The names that links may lead to, of the folders that were looked at.
        self._files: dict[bytes, list[str]] = {}
        self.state = b""
        self.deciding: Mapping[str, str] = {}
        self.listings: Mapping[bytes, Listing] = {}

    def run(
        self,
        read: Read,
        asked: Sequence[bytes] = (),
        prepare: Callable[[], None] = lambda: None,
        *,
        keeps_listings: bool = False,
    ) -> None:
        """Look at all files of the archive, and read those that are new or have changed.

        Parameters:
            asked: posts that are likely to have changed.
            prepare: is called meanwhile if one of them has, to get ready for reading it.
            keeps_listings: whether the listings are asked for later; they take memory.
        """
        self._store.repair()
        known = self._store.begun(self._archive)
        listing = StoredListing(self._store, self._archive, known, whole=keeps_listings)
        deciding = known.deciding if known is not None else {}
        self.state = known.state if known is not None else b""
        is_same = listing.is_there and _are_same(deciding)
        looked = self._times.compared(listing.folders, asked, prepare) if is_same else None
        compared = looked.compared if looked is not None else None
        self._files.update(looked.files if looked is not None else {})
        gone: list[bytes] = []
        if known is None:
            self.state = os.urandom(8)
            self._store.begin(self._archive, self.state)
        if compared is None:
            listing.read_all()
        stored = listing.folders
        if compared is None:
            looked_at = recently()  # what changes from now on may not have been seen
            folders = walk(self._root, self._configs, self._sites)
            deciding = self._deciding(folders, looked_at)
            # Facts may depend on settings that have changed: then files are compared by their content.
            compared = self._by_names(folders, stored if is_same else {}, looked_at)
            del folders
            gone = self._left_over(compared)
            for folder in stored.keys() - compared.keys():
                compared[folder] = Compared(GONE, [], [], differs=True)
        self._forget([*gone, *(path for each in compared.values() for path in each.gone)])
        self._write_files(compared, stored if is_same else {})
        new = {folder: each.read for folder, each in compared.items() if each.read}
        before = partial(self._store.known, self._archive) if known is not None else _nothing
        for posts, stored_posts, entries in read(new, before) if new else ():
            self._write(posts, stored_posts, entries)
        self._read_again_next_time(compared)
        changed = {folder: each.listing for folder, each in compared.items() if each.differs}
        listings = {**stored, **{folder: each.listing for folder, each in compared.items()}}
        if keeps_listings or sum(len(each.names) for each in listings.values()) <= _MOST_KEPT:
            self.listings = listings
        self.deciding = deciding
        if is_same and not changed and known is not None and deciding == known.deciding:
            self._store.touch(self._archive)
        else:
            if known is not None and deciding != known.deciding:
                self.state = b""  # what a post has in common with others is judged by these files, too
            self.state = self.state or os.urandom(8)
            self._store.used.add(self._archive)
            parts = (part for folder, each in changed.items() for part in parts_of(folder, each))
            self._store.write_listing(self._archive, self.state, deciding, parts, list(changed))
        if not self._store.is_lost:
            listing.tell(compared, changed)

    def _by_names(
        self, folders: list[FolderFiles], stored: Mapping[bytes, Listing], looked_at: int
    ) -> dict[bytes, Compared]:
        """Compare folders, which the list loses one by one: names take memory.

        Parameters:
            looked_at: as `recently` returned it when they were listed.
        """
        compared = {}
        folders.reverse()
        while folders:
            each = folders.pop()
            folder = os.fsencode(each.path)
            self._files[folder] = each.files
            listing = listing_of(each, file_stamp(each.path, looked_at))
            compared[folder] = compare(folder, listing, stored.get(folder))
        return compared

    def _left_over(self, compared: Mapping[bytes, Compared]) -> list[bytes]:
        """Return the posts that are stored, but no longer there."""
        paths = self._store.paths(self._archive)
        present = {folder: frozenset(each.listing.names) for folder, each in compared.items() if paths}
        return [path for path in paths if not _is_in(path, present)]

    def _write_files(self, compared: Mapping[bytes, Compared], stored: Mapping[bytes, Listing]) -> None:
        """Replace what is stored of the files that links may lead to, where these have changed."""
        for folder, names in self._files.items():
            if folder not in compared:
                continue
            before = stored.get(folder)
            if before is not None and before.files == compared[folder].listing.files:
                continue
            posts = file_posts(os.fsdecode(folder), names, self._root, self._site_of(folder)) if names else []
            paths = [post.path for post in posts]
            old = self._store.file_paths(self._archive, folder)
            self._forget([path for path in old if path not in paths])
            for at in range(0, len(posts), _ROWS_AT_ONCE):
                some = posts[at : at + _ROWS_AT_ONCE]
                self._write(some, self._store.known(self._archive, [post.path for post in some]))
        self._files.clear()

    def _site_of(self, folder: bytes) -> Site:
        path = os.fsdecode(folder)
        return self._sites.of(path, self._root, self._configs.for_folder(path))

    def _deciding(self, folders: Sequence[FolderFiles], looked_at: int) -> Mapping[str, str]:
        found = {path: file_stamp(path, looked_at) for each in folders for path in each.deciding}
        above = {
            path: file_stamp(path, looked_at) if os.path.lexists(path) else MISSING
            for path in deciding_above(self._root)
        }
        return {**found, **above, **dict.fromkeys(self._gone(folders), "")}

    def _gone(self, folders: Sequence[FolderFiles]) -> set[str]:
        """Return the settings that this run goes by, but that were deleted since it read them."""
        read = set()
        for each in folders:
            config, site = self._configs.for_folder(each.path), self._site_of(os.fsencode(each.path))
            if config.path is not None:
                read.add(config.path)
            if site.configuration.file:
                read.add(os.path.join(site.root, site.configuration.file))
        return {path for path in read if not os.path.lexists(path)}

    def _forget(self, gone: Sequence[bytes]) -> None:
        for at in range(0, len(gone), _AT_ONCE):
            some = gone[at : at + _AT_ONCE]
            self.state = os.urandom(8)
            self._store.write(self._archive, self.state, gone=some)

    def _read_again_next_time(self, compared: dict[bytes, Compared]) -> None:
        """Have the next run read the posts in which a collector crashed, which reports that again."""
        for path in self._crashed:
            folder, name = os.path.split(path)
            listing = compared[folder].listing
            compared[folder] = compared[folder]._replace(listing=listing.without(name), differs=True)

    def _write(
        self, posts: Sequence[Post], before: Mapping[bytes, Post], entries: Entries | None = None
    ) -> None:
        if not posts:
            return
        if any(post.path not in before or before[post.path].facts != post.facts for post in posts):
            self.state = os.urandom(8)
        self._store.write(self._archive, self.state, posts=posts, found=entries)


def _nothing(_: Sequence[bytes]) -> Mapping[bytes, Post]:
    """Return what is stored of some posts of an archive that is new."""
    return {}


def _is_in(path: bytes, present: Mapping[bytes, frozenset[bytes]]) -> bool:
    """Return whether a path is that of a post in one of these folders, or of its other files."""
    folder, name = os.path.split(path)
    return folder in present and (is_files(path) or name in present[folder])


def _are_same(deciding: Mapping[str, str]) -> bool:
    """Return whether files have their stamps, and those are missing that were."""
    return all(
        not os.path.lexists(path) if stamp == MISSING else stamp != "" and file_stamp(path) == stamp
        for path, stamp in deciding.items()
    )
