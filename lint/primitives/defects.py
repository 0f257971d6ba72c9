"""An exception that nobody expected, in words that make a useful report of it."""

import errno
import os
from types import TracebackType
from typing import Final

from lint.primitives.text import one_line

_SHORTAGES: Final = frozenset(
    (
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOMEM,
        errno.ENOSPC,
        errno.EAGAIN,
        getattr(errno, "EDQUOT", errno.ENOSPC),
    )
)
_LONGEST: Final = 300
_OUR_FOLDER: Final = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_PACKAGES: Final = f"{os.sep}site-packages{os.sep}"


def cause_of(error: BaseException) -> str:
    """Return the exception in one line, such as `KeyError: 'title'`."""
    try:
        text = one_line(str(error), _LONGEST)
    except Exception:  # noqa: BLE001 - its own `__str__` may fail too
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def frames_of(error: BaseException, most: int = 6) -> list[str]:
    """Return the innermost places that an exception passed, such as `lint/post/links.py:80 in of`.

    Folders that only this machine has are left out.
    """
    found: list[str] = []
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{_shown(code.co_filename)}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return found[-most:]


def place_of(error: BaseException) -> str:
    """Return the innermost place that an exception passed, as the end of a message."""
    frames = frames_of(error, 1)
    return f", at {frames[0]}" if frames else ""


def shortage_of(error: BaseException) -> str | None:
    """Return what the system has too little of, in words; `None` if an exception has another cause."""
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    if isinstance(error, OSError) and error.errno in _SHORTAGES:
        return f"the system has not enough of something: {error.strerror}"
    return None


def unexpected(error: BaseException) -> str:
    """Return why a file could not be checked when something raised an exception on it."""
    return shortage_of(error) or f"this is a defect in lint or a plug-in: {cause_of(error)}{place_of(error)}"


def _shown(path: str) -> str:
    if path.startswith(_OUR_FOLDER + os.sep):
        shown = path[len(_OUR_FOLDER) + 1 :]
    elif _PACKAGES in path:
        shown = path.rpartition(_PACKAGES)[2]
    else:
        shown = os.sep.join(path.split(os.sep)[-2:])
    return shown.replace(os.sep, "/")
