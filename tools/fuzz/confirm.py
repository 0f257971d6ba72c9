"""Tries a failure again, in a process that nothing watches, and cuts its input down."""

import time
from pathlib import Path

from tools.fuzz.judge import Failure, judge
from tools.fuzz.target import Target

_SECONDS = 20.0


def confirm(target: Target, data: bytes, limit: float) -> tuple[bytes, Failure] | None:
    """Return a smallest input with the same failure, and the failure; `None` if it does not fail."""
    failure = judge(target, data, limit)
    if failure is None or (failure.kind == "slow" and judge(target, data, limit) is None):
        return None
    smallest = _minimised(target, data, failure, limit)
    return smallest, judge(target, smallest, limit) or failure


def _minimised(target: Target, data: bytes, failure: Failure, limit: float) -> bytes:
    """Remove ever smaller parts for as long as the same failure is left (delta debugging)."""
    end = time.process_time() + _SECONDS
    size = len(data) // 2
    while size and time.process_time() < end:
        at = target.flavours
        while at < len(data) and time.process_time() < end:
            shorter = data[:at] + data[at + size :]
            other = judge(target, shorter, limit)
            if other is not None and other.name == failure.name:
                data = shorter
            else:
                at += size
        size //= 2
    return data


def write(folder: Path, name: str, data: bytes, failure: Failure) -> Path:
    """Write an input and what is wrong with it; return the input's file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{failure.name}.input"
    path.write_bytes(data)
    path.with_suffix(".txt").write_text(
        f"{data!r}\n\n{failure.detail}", encoding="utf-8", errors="backslashreplace"
    )
    return path
