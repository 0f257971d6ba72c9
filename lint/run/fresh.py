"""What a run has just stored: it is looked up once more in the same run, which need not ask the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic

from lint.run.cache import RecordT

# How many bytes of records are kept in memory, and what each takes besides its data.
_MOST_BYTES, _OVERHEAD = 64 << 20, 500


class Fresh(Generic[RecordT]):
    """Records that were just stored, as many as memory is granted; the others are in the database."""

    def __init__(self) -> None:
        self._records: dict[tuple[bytes, bytes], RecordT] = {}
        self._left = _MOST_BYTES

    def keep(self, records: Iterable[tuple[bytes, RecordT]]) -> None:
        """Keep records, each under its key, while there is room."""
        for key, record in records:
            self._left -= len(record[-1]) + _OVERHEAD
            if self._left < 0:
                break
            self._records[key, record.path] = record

    def take(self, key: bytes, paths: Iterable[bytes]) -> dict[bytes, RecordT]:
        """Return those of some files under a key, by path; they are kept no longer."""
        found = {}
        for path in paths if self._records else ():
            record = self._records.pop((key, path), None)
            if record is not None:
                found[path] = record
        return found
