"""Where Python looks for modules: never in the working folder, which may be a stranger's archive."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def leave_out_working_folder() -> None:
    """Remove the working folder from `sys.path`, unless `PYTHONPATH` or an installation names it in full.

    Python adds it for `python -c` and in a session, and for an empty or relative entry of `PYTHONPATH`.
    """
    here = os.getcwd()
    sys.path[:] = [each for each in sys.path if os.path.isabs(each) or os.path.abspath(each) != here]
    given = os.environ.get("PYTHONPATH")
    entries = given.split(os.pathsep) if given else []
    meant = [each for each in entries if not os.path.isabs(each) and os.path.abspath(each) == here]
    if meant and here not in entries and here in sys.path:
        sys.path.remove(here)


@contextmanager
def without_working_folder() -> Iterator[None]:
    """Do the same for a while; afterwards, `sys.path` is as it was for the program that lints."""
    before = sys.path[:]
    leave_out_working_folder()
    try:
        yield
    finally:
        sys.path[:] = before
