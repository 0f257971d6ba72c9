"""Start a daemon for the next time, unless that has failed a little while ago.

Each try takes a second of a processor. A file beside the socket tells of it, which a daemon removes once it
answers.
"""

import os
import sys
import time

from lint.daemon import meeting

# In seconds: when to try again.
_AGAIN = 300.0


def start() -> None:
    """Start a daemon, which goes on when this process has ended, if there is none and it may succeed."""
    try:
        descriptor = meeting.folder()
    except OSError:  # it could not listen
        return
    try:
        if not _is_there() and _may_try(descriptor):
            _start()
    except OSError:
        pass  # there is no room for a file, or the system has no more processes
    finally:
        os.close(descriptor)


def succeeded() -> None:
    """Forget the last try: there is a daemon."""
    try:
        descriptor = meeting.folder()
    except OSError:
        return
    try:
        os.unlink(meeting.tried(), dir_fd=descriptor)
    except OSError:
        pass  # it was started by hand
    finally:
        os.close(descriptor)


def _is_there() -> bool:
    connection = meeting.connected(0)
    if connection is not None:
        connection.close()
    return connection is not None


def _may_try(descriptor: int) -> bool:
    """Note that a daemon is started; return whether none was a little while ago."""
    name = meeting.tried()
    try:
        os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600, dir_fd=descriptor))
    except FileExistsError:
        age = time.time() - os.stat(name, dir_fd=descriptor, follow_symlinks=False).st_mtime
        if 0 <= age < _AGAIN:
            return False
        os.utime(name, dir_fd=descriptor, follow_symlinks=False)
    return True


def _start() -> None:
    import subprocess  # a daemon is started rarely

    subprocess.Popen(
        [sys.executable, "-P", "-m", "lint", "daemon"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )
