"""The verdicts on an archive's URLs, in its cache folder: opened only if it is certainly this user's."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from lint.run import cache_folder
from lint.run.cache_folder import VERDICTS, Lock
from lint.web.store import Store

_WAIT = 2.0


@contextmanager
def open_verdicts(folder: str) -> Iterator[Store]:
    """Open the verdicts of an archive; without a usable file, for this run alone: `trouble` says why.

    Parameters:
        folder: the archive's cache folder, which is created if needed.
    """
    lock = None
    try:
        cache_folder.prepare(folder)
        cache_folder.check_files(folder)
        lock = Lock(folder)
        lock.take(alone=False, wait=_WAIT)
        cache_folder.mark(folder)
        store = Store(os.path.join(folder, VERDICTS))
    except OSError as error:
        store = Store()
        store.trouble = f"{folder}: cannot use the verdicts of earlier runs: {error.strerror or error}"
    try:
        yield store
    finally:
        store.close()
        if lock is not None:
            lock.release()
        if store.is_damaged:
            _delete(folder)


def _delete(folder: str) -> None:
    """Delete a damaged file, so that the next run begins anew."""
    lock = Lock(folder)
    try:
        with suppress(OSError):  # another run is using it
            lock.take(alone=True, wait=0)
            cache_folder.delete_verdicts(folder)
    finally:
        lock.release()
