"""The command asks a daemon to run it; without one it runs itself.

Only the system's own modules are imported: others would take as long as the daemon.
"""

from _socket import SCM_RIGHTS, SOL_SOCKET
from array import array

from lint.daemon import meeting
from lint.daemon.request import BEGUN, ENDED, READY, SIZE, STREAMS, WRITTEN, own, packed
from lint.daemon.signals import PassedOn

# Type checkers take it for true.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from _socket import socket

# In seconds: a daemon that does not answer is busy, or stopped.
_PATIENCE = 2.0
# Names that stand for another file in another process.
_OF_THIS_PROCESS = "/dev/fd/", "/dev/tty", "/proc/"


class KilledError(Exception):
    """A run was killed when it had written something, so that it cannot be done again."""


def answered(arguments: list[str]) -> int | None:
    """Let a daemon run the command; return its exit code, or `None` if this process has to.

    Raises:
        KeyboardInterrupt: after Ctrl-C, if the run has not begun.
        KilledError: if the run ended without an exit code when it had written something.
    """
    if any(each in argument for argument in arguments for each in _OF_THIS_PROCESS):
        return None
    try:
        connection = meeting.connected(_PATIENCE)
        if connection is None:
            return None
        try:
            if not _has_begun(connection, arguments):
                return None
            connection.settimeout(None)
            return _exit_code(connection)
        finally:
            connection.close()
    except OSError:  # it is gone
        return None


def _has_begun(connection: "socket", arguments: list[str]) -> bool:
    try:
        data = packed(own(arguments))
        if connection.recv(1) != READY:
            return False
        streams = SOL_SOCKET, SCM_RIGHTS, array("i", range(STREAMS))
        connection.sendmsg([len(data).to_bytes(SIZE, "big")], [streams])
        connection.sendall(data)
        return connection.recv(1) == BEGUN
    except (OSError, AttributeError):  # the daemon is gone, or a stream of this process is closed
        return False


def _exit_code(connection: "socket") -> int | None:
    """Wait for the exit code; `None` if the run ended without one, as a post may make it.

    Once it was asked to end, or has written something, nothing is done again.
    """
    is_written = False
    with PassedOn(connection) as signals:
        try:
            while (answer := connection.recv(1)) == WRITTEN:
                is_written = True
            code = connection.recv(1) if answer == ENDED else b""
        except OSError:  # the daemon is gone
            code = b""
    if code:
        return code[0]
    if signals.first:
        return 128 + signals.first
    if is_written:
        raise KilledError("the run was killed; its report is not complete")
    return None
