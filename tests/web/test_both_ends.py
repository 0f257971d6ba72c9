"""Which end of a proxy is called dead."""

import pytest

from lint.web.both_ends import Ends, ends
from lint.web.verdict import State, Verdict


@pytest.mark.parametrize(
    ("proxy", "origin", "expected"),
    [
        (State.ALIVE, State.ALIVE, Ends.ALIVE),
        (State.MOVED, State.ALIVE, Ends.ALIVE),
        (State.ALIVE, State.DEAD, Ends.ORIGIN),
        (State.ALIVE, State.WRONG_KIND, Ends.ORIGIN),
        (State.DEAD, State.ALIVE, Ends.PROXY),
        (State.SOFT_404, State.MOVED, Ends.PROXY),
        (State.DEAD, State.DEAD, Ends.BOTH),
        (State.WRONG_KIND, State.SOFT_404, Ends.BOTH),
    ],
)
def test_both_are_known(proxy: State, origin: State, expected: Ends) -> None:
    assert ends(Verdict(proxy), Verdict(origin)) is expected


@pytest.mark.parametrize(
    "doubt",
    [State.BLOCKED, State.UNSURE, State.REFUSED, State.NOT_ASKED, State.CERTIFICATE, State.PLACEHOLDER],
)
@pytest.mark.parametrize("other", list(State))
def test_in_doubt_nothing_is_said(doubt: State, other: State) -> None:
    assert ends(Verdict(doubt), Verdict(other)) is Ends.UNSURE
    assert ends(Verdict(other), Verdict(doubt)) is Ends.UNSURE
