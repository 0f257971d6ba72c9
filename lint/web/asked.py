"""What a run over URLs says of itself."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from lint.web.verdict import State


class Progress(NamedTuple):
    """How far a run is.

    Parameters:
        asked: how many questions were answered.
        left: how many wait.
        rate: answers in a second.
        hosts: how many hosts have questions that wait.
        seconds_left: an estimate; the slowest host decides.
    """

    asked: int
    left: int
    rate: float
    hosts: int
    seconds_left: float


class Asked(NamedTuple):
    """What came of a run.

    Parameters:
        urls: how many URLs this run has verdicts on.
        states: how many of these are in each state; one that is both a page and an image may be in two.
        known: how many URLs have verdicts that are still believed.
        not_asked: how many URLs were not asked, by reason.
        requests: how many requests were made, redirects included.
        is_whole: whether everything was asked that the budget allowed to; else the next run goes on.
    """

    urls: int
    states: Counter[State]
    known: int
    not_asked: Counter[str]
    requests: int
    is_whole: bool
