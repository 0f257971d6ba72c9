"""How many connections may be open: each is a file to the system, whose usual limit is low."""

from contextlib import suppress

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

_ENOUGH, _FEW = 8192, 4096
_LONG, _SHORT = 15.0, 2.0


def allow_connections() -> None:
    """Raise this process's own limit of open files, as far as the system lets it.

    Many systems begin with 1,024, macOS with 256. A run over many hosts uses that up with connections that it
    keeps for a moment, and a host that is asked beyond the limit seems to be out of reach.
    """
    if resource is None:
        return
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    enough = _ENOUGH if most == resource.RLIM_INFINITY else min(_ENOUGH, most)
    if now != resource.RLIM_INFINITY and now < enough:
        with suppress(OSError, ValueError):  # macOS has a second limit, that of the system
            resource.setrlimit(resource.RLIMIT_NOFILE, (enough, most))


def idle_seconds() -> float:
    """Return for how many seconds a connection is kept that nobody uses.

    With many hosts, each has its turn after some seconds; to begin anew costs its server more than to wait.
    """
    if resource is None:
        return _LONG
    now, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _LONG if now == resource.RLIM_INFINITY or now >= _FEW else _SHORT
