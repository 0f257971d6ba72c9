"""Which files an archive has, and which have changed: by the times of its folders and files alone."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from lint.archive.archive_files import FolderFiles, digest_of
from lint.run import cache_key
from lint.run.cache_key import numbers_of
from lint.run.index_rows import Part

# The numbers of a file: modification, change, size, inode; all zero if it may change without a trace.
_NUMBERS = 4
_UNKNOWN = (0, 0, 0, 0)
_A_PART = 1000
_SEPARATOR = os.sep.encode()
# The size of a digest of names.
_DIGEST = 16


class Listing(NamedTuple):
    """A folder of an archive.

    Parameters:
        stamp: its times.
        others: the digest of its names that decide which files are linted, and that of those that links may
            lead to.
        names: its files that are linted.
        stamps: their numbers.
    """

    stamp: str
    others: bytes
    names: list[bytes]
    stamps: array[int]

    @property
    def deciding(self) -> bytes:
        """The digest of the names that decide which files are linted."""
        return self.others[:_DIGEST]

    @property
    def files(self) -> bytes:
        """The digest of the names of the files that links may lead to."""
        return self.others[_DIGEST:]

    @property
    def is_known(self) -> bool:
        """Whether nothing may have changed without a trace when it was looked at."""
        return self.stamp != "" and 0 not in self.stamps[1::_NUMBERS]

    def without(self, name: bytes) -> Listing:
        """Return the folder with a file that counts as changed in the next run."""
        stamps, at = self.stamps[:], self.names.index(name) * _NUMBERS
        stamps[at : at + _NUMBERS] = array("q", _UNKNOWN)
        return self._replace(stamps=stamps)


class Compared(NamedTuple):
    """A folder that was compared with what is stored.

    Parameters:
        listing: as it is now.
        read: the names of files that are new, or may have changed.
        gone: the paths of files that are no longer there.
        differs: whether the listing must be stored.
    """

    listing: Listing
    read: list[bytes]
    gone: list[bytes]
    differs: bool


# A folder that is no longer there.
GONE = Listing("", b"", [], array("q"))


def listings(parts: Iterable[Part]) -> dict[bytes, Listing]:
    """Return the folders that are stored in parts; one that is not whole is left out."""
    found: dict[bytes, Listing] = {}
    damaged = set()
    numbers: dict[bytes, int] = {}
    for folder, part, stamp, others, names, stamps in parts:
        listing = found.setdefault(folder, Listing(stamp, others, [], array("q")))
        words = names.split(b"\0")[1:]
        is_next = numbers.get(folder, 0) == part and listing[:2] == (stamp, others)
        if not is_next or len(stamps) != len(words) * _NUMBERS * listing.stamps.itemsize:
            damaged.add(folder)
            continue
        numbers[folder] = part + 1
        listing.names.extend(words)
        listing.stamps.frombytes(stamps)
    return {folder: listing for folder, listing in found.items() if folder not in damaged}


def listing_of(files: FolderFiles, stamp: str) -> Listing:
    """Return a folder that was listed, without the numbers of its files."""
    others = files.others + digest_of(files.files)
    return Listing(stamp, others, [os.fsencode(name) for name in files.names], array("q"))


def parts_of(folder: bytes, listing: Listing) -> Iterator[Part]:
    """Yield what to store of a folder; one without files has an empty part, and one that is gone none."""
    if listing is GONE:
        return
    for at in range(0, max(len(listing.names), 1), _A_PART):
        names = b"".join(b"\0" + name for name in listing.names[at : at + _A_PART])
        stamps = listing.stamps[at * _NUMBERS : (at + _A_PART) * _NUMBERS].tobytes()
        yield Part(folder, at // _A_PART, listing.stamp, listing.others, names, stamps)


def compare(folder: bytes, listing: Listing, stored: Listing | None) -> Compared:
    """Look at the files of a folder.

    Parameters:
        listing: the folder's names as they are now; its numbers are filled in.
        stored: what is stored of it.
    """
    recent = cache_key.recently()  # what changes from now on is not told by the numbers
    now = _stamps(folder, listing.names)
    if stored is not None and stored.names == listing.names and stored.stamps == now:
        same = listing[:2] == stored[:2]
        return Compared(stored if same else listing._replace(stamps=now), [], [], not same)
    if stored is None and max((*now[::_NUMBERS], *now[1::_NUMBERS]), default=0) <= recent:
        return Compared(listing._replace(stamps=now), listing.names, [], differs=True)
    before = _by_name(stored) if stored is not None else {}
    read, gone = [], []
    prefix = os.path.join(folder, b"")
    for at, name in enumerate(listing.names):
        numbers = tuple(now[at * _NUMBERS : at * _NUMBERS + _NUMBERS])
        if before.pop(name, _UNKNOWN) != numbers or numbers == _UNKNOWN:
            read.append(name)
        if max(numbers[:2]) > recent:  # it may change again without a trace
            now[at * _NUMBERS : at * _NUMBERS + _NUMBERS] = array("q", _UNKNOWN)
    gone = [prefix + name for name in before]
    return Compared(listing._replace(stamps=now), read, gone, differs=True)


def stamps_in(listings: Mapping[bytes, Listing], folder: bytes, names: Sequence[bytes]) -> bytes | None:
    """Return the numbers of files of a folder as bytes; `None` if one is not listed, or may change unseen."""
    listing = listings.get(folder)
    if listing is None:
        return None
    stamps = listing.stamps
    if names != listing.names:
        known = _by_name(listing)
        if not known.keys() >= set(names):
            return None
        stamps = array("q", chain.from_iterable(known[name] for name in names))
    # The time of the last change is zero if it is unknown.
    return None if 0 in stamps[1::_NUMBERS] else stamps.tobytes()


class Stamps:
    """The stamps of files as they were found; quick if those of one folder are asked for one after the other.

    Parameters:
        listings: the folders that were looked at.
    """

    def __init__(self, listings: Mapping[bytes, Listing]) -> None:
        self._listings = listings
        self._folder: bytes | None = None
        self._known: Mapping[bytes, tuple[int, ...]] = {}

    def of(self, path: bytes) -> str:
        """Return a file's stamp, as `file_stamp` does; empty if it is not listed, or may change unseen."""
        folder, _, name = path.rpartition(_SEPARATOR)
        if folder != self._folder:
            self._folder, listing = folder, self._listings.get(folder)
            self._known = _by_name(listing) if listing is not None else {}
        numbers = self._known.get(name, _UNKNOWN)
        return cache_key.WRITTEN % numbers if numbers[1] else ""


def has_changed(path: bytes, stored: Mapping[bytes, Listing]) -> bool:
    """Return whether a file is not in what is stored of its folder, or may be another than that."""
    folder, name = os.path.split(path)
    listing = stored.get(folder)
    if listing is None or name not in listing.names:
        return True
    at = listing.names.index(name) * _NUMBERS
    return listing.stamps[at : at + _NUMBERS] != _stamps(folder, [name])


def _stamps(folder: bytes, names: Sequence[bytes]) -> array[int]:
    """Return the numbers of each file; those of one that is gone are unknown."""
    prefix = os.path.join(folder, b"")
    paths = [prefix + name for name in names]
    try:
        return array("q", chain.from_iterable(map(numbers_of, map(os.stat, paths))))
    except (OSError, OverflowError):
        return array("q", chain.from_iterable(map(_numbers_or_unknown, paths)))


def _numbers_or_unknown(path: bytes) -> tuple[int, ...]:
    try:
        numbers = numbers_of(os.stat(path))
        array("q", numbers)
    except (OSError, OverflowError):
        return _UNKNOWN
    return numbers


def _by_name(listing: Listing) -> dict[bytes, tuple[int, ...]]:
    numbers = iter(listing.stamps)
    return dict(zip(listing.names, zip(*[numbers] * _NUMBERS, strict=True), strict=True))
