"""How many connections may be open: each is a file to the system, whose usual limit is low."""

from contextlib import suppress

_ENOUGH = 8192


def allow_connections() -> None:
    """Raise this process's own limit of open files, as far as the system lets it.

    Many systems begin with 1,024, macOS with 256. A run over many hosts uses that up with connections that it
    keeps for a moment, and a host that is asked beyond the limit seems to be out of reach.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    enough = _ENOUGH if most == resource.RLIM_INFINITY else min(_ENOUGH, most)
    if now != resource.RLIM_INFINITY and now < enough:
        with suppress(OSError, ValueError):  # macOS has a second limit, that of the system
            resource.setrlimit(resource.RLIMIT_NOFILE, (enough, most))
