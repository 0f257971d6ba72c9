"""What is stored of an archive's folders is read: all of it, or only of those that may have changed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from lint.primitives.blake2 import blake2b
from lint.run import notices
from lint.run.archive_listing import Compared, Listing, listings, parts_of
from lint.run.index_rows import KnownArchive, Sum, checksum_of
from lint.run.index_store import IndexStore


class StoredListing:
    """The folders of an archive, as an earlier run stored them.

    Parameters:
        known: what is stored of the archive; `None` for nothing.
        whole: whether all folders are wanted, even those in which nothing has happened, as this process was
            told.

    Attributes:
        folders: those that may have changed.
        is_there: whether anything is stored, and all of it.
    """

    def __init__(self, store: IndexStore, archive: bytes, known: KnownArchive | None, *, whole: bool) -> None:
        self._store = store
        self._archive = archive
        self._known = known
        self._heard = notices.heard()
        self._sums: Sequence[Sum] = ()
        loud: list[bytes] | None = None
        if self._heard is not None:
            self._sums = store.listing_sums(archive)
            self._heard.begin(_digest(self._sums), {each.folder for each in self._sums})
            if not whole and known is not None and len(self._sums) == known.parts:
                loud = list(dict.fromkeys(each.folder for each in self._sums if not self._is_quiet(each)))
        self._read(loud)

    def read_all(self) -> None:
        """Read what was left out, too."""
        self._read(None)

    def tell(self, compared: Mapping[bytes, Compared], changed: Mapping[bytes, Listing]) -> None:
        """Tell which folders were looked at, and are stored now.

        Parameters:
            compared: those that were found to differ.
            changed: those of them that were stored.
        """
        if self._heard is None:
            return
        # Not what is stored now: that may be another run's, which looked earlier.
        kept = [each for each in self._sums if each.folder not in changed]
        parts = (part for folder, listing in changed.items() for part in parts_of(folder, listing))
        new = [Sum(*part[:2], checksum_of(self._archive, *part)) for part in parts]
        looked = {**self.folders, **{folder: each.listing for folder, each in compared.items()}}
        unsure = [folder for folder, listing in looked.items() if not listing.is_known]
        self._heard.looked(_digest([*kept, *new]), looked.keys(), unsure)

    def _read(self, loud: Sequence[bytes] | None) -> None:
        known = self._known
        parts = self._store.listing(self._archive, known, loud) if known is not None else None
        self.folders = listings(parts or ())
        # Nothing is quiet where nothing is stored: a run that was killed had only begun to read the archive.
        is_quiet = loud is not None and parts is not None and bool(self._sums)
        self.is_there = bool(self.folders) or is_quiet

    def _is_quiet(self, stored: Sum) -> bool:
        if self._heard is None:
            return False
        try:
            status = os.stat(stored.folder)
        except OSError:
            return False  # it is gone
        return self._heard.is_quiet(stored.folder, status)


def _digest(sums: Sequence[Sum]) -> bytes:
    """Return what stands for all that is stored; each checksum is of the folder's name, too."""
    return blake2b(b"".join(sorted(each.checksum for each in sums)), digest_size=16).digest()
