"""Whether a file is still what the cache knows of it."""

import os
from typing import TypeVar

from lint.config.nearest import ConfigCache
from lint.run import cache_key
from lint.run.cache import Piece, Row

RecordT = TypeVar("RecordT", Row, Piece)


class Unchanged:
    """Compares files with their records.

    Parameters:
        configs: returns the configuration of a folder, which says how much of a file is read.
        trusts_stamps: whether a file with the times and the size of its record is unchanged.
    """

    def __init__(self, configs: ConfigCache, *, trusts_stamps: bool) -> None:
        self._configs = configs
        self.trusts_stamps = trusts_stamps

    def record(self, path: str, known: RecordT, stamp: str = "") -> RecordT | None:
        """Return the record of an unchanged file, with its present stamp; `None` if the file has changed.

        Parameters:
            stamp: the file's, if this run has looked at it.
        """
        stamp = stamp or cache_key.file_stamp(path)
        if stamp and stamp == known.stamp and self.trusts_stamps:
            return known
        folder = os.path.abspath(os.path.dirname(path))
        if _content(path, self._configs.for_folder(folder).max_file_size) != known.content:
            return None
        return known._replace(stamp=stamp)


def _content(path: str, largest: int) -> str:
    from lint.primitives.files import UncheckedError, read  # most files are unchanged
    from lint.primitives.source import digest

    try:
        return digest(read(path, largest))
    except UncheckedError:
        return ""
