"""Whatever happens to an archive at random, a run says what one without a cache says."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("only Linux has a daemon", allow_module_level=True)


@pytest.mark.slow
def test_runs_are_right_after_changes_and_kills_at_random() -> None:
    script = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "prove_index.py"))
    compared, wrong = script["play"](seed=1, steps=8)
    assert (compared > 8, wrong) == (True, 0)
