"""Where Python looks for modules: never in the working folder, which may be a stranger's archive."""

import os  # built into Python, as is `sys`: anything else might come from the working folder
import sys


def leave_out_working_folder() -> None:
    """Remove the working folder from `sys.path`, unless `PYTHONPATH` or an installation names it in full.

    Python adds it for `python -c` and in a session, and for an empty or relative entry of `PYTHONPATH`.
    """
    try:
        here = os.getcwd()
    except OSError:
        here = ""  # it no longer exists
    sys.path[:] = [
        each for each in sys.path if os.path.isabs(each) or (each and os.path.abspath(each) != here)
    ]
    given = os.environ.get("PYTHONPATH")
    entries = given.split(os.pathsep) if given else []
    meant = [each for each in entries if not os.path.isabs(each) and os.path.abspath(each) == here]
    if meant and here not in entries and here in sys.path:
        sys.path.remove(here)


class WithoutWorkingFolder:
    """Does the same for a while, for a program that lints; then its own imports find `sys.path` as it was."""

    def __enter__(self) -> None:
        """Remove the working folder."""
        self._before = sys.path[:]
        leave_out_working_folder()
        self._after = sys.path[:]

    def __exit__(self, *_: object) -> None:
        """Put back what was removed, if nothing else has changed the path meanwhile."""
        if sys.path == self._after:
            sys.path[:] = self._before
