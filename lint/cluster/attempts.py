"""What a worker is at, noted where the next one sees it: two that ended at the same file leave it out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from glob import escape, glob
from uuid import uuid4

from lint.run.budget import Watch

_NUMBER = 8
_ENDED = 2
_REASON = "it ended two workers that read it: it takes too much time or memory, or crashes what reads it"


class Noted:
    """Notes each file in a scratch file, and tells another watch of it.

    Parameters:
        path: the scratch file.
        watch: the other watch.
    """

    def __init__(self, path: str, watch: Watch) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._path = path
        self._watch = watch
        self._at = -1

    def begin(self, index: int, size: int = 0, reads: int = 1) -> None:
        """Note a file, or how large it is."""
        self._note(index)
        self._watch.begin(index, size, reads)

    def look_at(self, index: int) -> None:
        """Note a file that may be known."""
        self._note(index)
        self._watch.look_at(index)

    def rest(self) -> None:
        """Note that no file is worked on until the next one is begun."""
        self._watch.end()
        self._at = -1
        os.ftruncate(self._file, 0)

    def end(self) -> None:
        """Note that the task is done."""
        self._watch.end()
        os.close(self._file)
        with suppress(OSError):
            os.unlink(self._path)

    def _note(self, index: int) -> None:
        if index != self._at:
            self._at = index
            os.pwrite(self._file, index.to_bytes(_NUMBER, "big"), 0)


@contextmanager
def attempt(place: str, watch: Watch) -> Iterator[tuple[Noted, Mapping[int, str]]]:
    """Work on the files of a partition; give a watch, and the files to leave out with the reason.

    Parameters:
        place: begins the name of the scratch file of each attempt at it.
        watch: bounds the time of a file.
    """
    ended = Counter(map(_read, glob(f"{escape(place)}.*")))
    skipped = {index: _REASON for index, count in ended.items() if index >= 0 and count >= _ENDED}
    noted = Noted(f"{place}.{uuid4().hex}", watch)
    try:
        yield noted, skipped
    finally:
        noted.end()


def _read(path: str) -> int:
    """Return the file that an attempt has ended at; -1 if it had come to none."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:  # it has just come to its end
        return -1
    return int.from_bytes(data, "big") if data else -1
