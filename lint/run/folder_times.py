"""The folders of an archive are compared with what is stored of them, by times alone, in two processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from lint.archive.archive_files import look_again
from lint.archive.sites import Sites
from lint.config.nearest import ConfigCache
from lint.run.archive_listing import Compared, Listing, compare, has_changed, listing_of
from lint.run.beside import Beside
from lint.run.cache_key import file_stamp

# From how many files on another process looks at some: to start it takes as long as to look at a thousand.
_WORTH_A_PROCESS = 2000


class Looked(NamedTuple):
    """What the times of folders and files say.

    Parameters:
        compared: the folders that differ from what is stored.
        files: the names that links may lead to, of those that were listed again.
    """

    compared: dict[bytes, Compared]
    files: dict[bytes, list[str]]


class FolderTimes:
    """Asks for the times of the folders of an archive, and of their files.

    Parameters:
        root, configs, sites: as for `ArchiveIndex`.
    """

    def __init__(self, root: str, configs: ConfigCache, sites: Sites) -> None:
        self._root = root
        self._configs = configs
        self._sites = sites

    def compared(
        self, stored: Mapping[bytes, Listing], asked: Sequence[bytes], prepare: Callable[[], None]
    ) -> Looked | None:
        """Compare folders with what is stored; `None` if folders or settings may be new.

        To ask for the times of many files takes as long as to import what reads one. So another process asks:
        for all of them if something is to be imported meanwhile, else for half.

        Parameters:
            asked: posts that are likely to have changed.
            prepare: is called if one of them has, and another process looks at the files.
        """
        names = sum(len(each.names) for each in stored.values())
        if names < _WORTH_A_PROCESS:
            return self._look(stored)
        must_read = any(has_changed(path, stored) for path in asked)
        own, others = _parted(stored, 0 if must_read else names // 2)
        with Beside(partial(self._look, others)) as beside:
            if must_read and beside.is_running:
                prepare()
            looked = self._look(own)
            rest = beside.result() if looked is not None else None
        if looked is None or rest is None:
            return None
        return Looked({**looked.compared, **rest.compared}, {**looked.files, **rest.files})

    def _look(self, stored: Mapping[bytes, Listing]) -> Looked | None:
        looked = Looked({}, {})
        for folder, listing in stored.items():
            stamp = file_stamp(os.fsdecode(folder))
            now = listing
            if not stamp or stamp != listing.stamp:
                again = look_again(
                    os.fsdecode(folder), listing.deciding, self._root, self._configs, self._sites
                )
                if again is None:
                    return None
                now = listing_of(again, stamp)
                looked.files[folder] = again.files
            compared = compare(folder, now, listing)
            if compared.differs:
                looked.compared[folder] = compared
        return looked


def _parted(stored: Mapping[bytes, Listing], names: int) -> tuple[dict[bytes, Listing], dict[bytes, Listing]]:
    """Return the first folders, with up to so many names, and the others."""
    first: dict[bytes, Listing] = {}
    others: dict[bytes, Listing] = {}
    for folder, listing in stored.items():
        names -= len(listing.names)
        (first if names >= 0 else others)[folder] = listing
    return first, others
