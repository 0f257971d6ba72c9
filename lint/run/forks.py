"""Whether this process may start others, and how many are of use."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_is_alone = _is_expendable = False


def may_help(jobs: int) -> bool:
    """Return whether another process may be forked, and has a processor.

    Parameters:
        jobs: how many processes the user wants; 0 for one for each processor.
    """
    return (jobs or processors()) > 1 and may_fork()


def may_fork() -> bool:
    """Return whether this process may start others."""
    if _is_alone or not hasattr(os, "fork") or _in_a_thread():
        return False
    loaded = sys.modules.get("multiprocessing")
    # The processes of a program's own pool are daemons, which may not have children.
    return loaded is None or not loaded.current_process().daemon


@contextmanager
def alone() -> Iterator[None]:
    """Let this process do all by itself, so that it keeps what it loads and compiles."""
    global _is_alone  # noqa: PLW0603 - of this process
    _is_alone = True
    try:
        yield
    finally:
        _is_alone = _is_expendable = False


def be_expendable(*, is_so: bool = True) -> None:
    """Let this process lint a few files by itself: if one ends it, another process does all again."""
    global _is_expendable  # noqa: PLW0603 - of this process
    _is_expendable = is_so


def is_expendable() -> bool:
    """Return whether this process is to lint a few files by itself."""
    return _is_expendable


def _in_a_thread() -> bool:
    """Return whether this is not the main thread: what it forks may wait for an import of another forever."""
    threads = sys.modules.get("threading")  # it takes a millisecond to import
    return threads is not None and threads.current_thread() is not threads.main_thread()


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
