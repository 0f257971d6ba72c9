"""Folders for the time of a run, which are deleted however it ends."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from lint.primitives import interrupts


@contextmanager
def temporary_folder(parent: str | None = None) -> Iterator[str]:
    """Make a folder that only this user can read, and delete it at the end, or when a signal ends the run.

    Parameters:
        parent: where it is made; by default, where the system has temporary files.
    """
    from tempfile import mkdtemp

    folder = mkdtemp(prefix="archive-lint-", dir=parent)
    main = os.getpid()

    def delete() -> None:
        if os.getpid() == main:
            shutil.rmtree(folder, ignore_errors=True)

    interrupts.clean_ups.append(delete)
    try:
        yield folder
    finally:
        delete()
        interrupts.clean_ups.remove(delete)
