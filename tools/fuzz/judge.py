"""What becomes of one input: nothing, or a failure with its place."""

import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from tools.fuzz.target import Target, WrongError

_PACKAGE = Path(__file__).parents[2] / "lint"


class TooSlowError(BaseException):
    """An input took too long; not an `Exception`, which the program might catch."""


class Failure(NamedTuple):
    """What is wrong with an input.

    Parameters:
        kind: `crash`, `slow`, or what a target says is wrong.
        place: the innermost place in the program; failures of one kind and place are taken for one.
        detail: the exception with its traceback.
    """

    kind: str
    place: str
    detail: str

    @property
    def name(self) -> str:
        """What tells this failure from others, as part of a file's name."""
        text = f"{self.kind}-{self.place}"
        return "".join(each if each.isalnum() or each in "-_." else "-" for each in text)[:120]


def judge(target: Target, data: bytes, seconds: float) -> Failure | None:
    """Run a target on an input; return what is wrong, if anything.

    Parameters:
        seconds: how much CPU time it may take.
    """
    start = time.process_time()
    try:
        with _limited(seconds):
            target.run(data)
    except WrongError as error:
        return Failure(error.what, "", traceback.format_exc())
    except TooSlowError as error:
        return Failure("slow", _place(error), traceback.format_exc(limit=-20))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a crash is what is looked for
        return Failure(f"crash-{type(error).__name__}", _place(error), traceback.format_exc(limit=-20))
    if time.process_time() - start > seconds:  # in code that no signal interrupts
        return Failure("slow", "native", f"{time.process_time() - start:.1f} s")
    return None


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlowError(f"over {seconds:g} s of CPU time")

    before = signal.signal(signal.SIGVTALRM, stop)
    # Again and again: an exception that is raised in a callback may be lost.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)] or frames[-1:]
    return f"{Path(own[-1].filename).stem}.{own[-1].name}" if own else ""
