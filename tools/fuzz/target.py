"""What is fuzzed: a function of bytes, and where to begin."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from tools.fuzz.suites import Suites


class WrongError(AssertionError):
    """An input was answered wrongly.

    Parameters:
        what: the kind of mistake; inputs with the same kind are taken for one.
        detail: what is wrong with this input.
    """

    def __init__(self, what: str, detail: object = "") -> None:
        super().__init__(f"{what}: {detail}")
        self.what = what


class Target(NamedTuple):
    """One thing to fuzz.

    Parameters:
        run: takes an input; what it raises is a failure.
        seeds: returns inputs to begin with.
        flavours: how many of the first bytes choose settings and are not part of the content.
        rate: how many inputs are run where others run a hundred.
    """

    run: Callable[[bytes], None]
    seeds: Callable[[Suites], Iterable[bytes]]
    flavours: int = 0
    rate: int = 100
