"""A run has the limits of its client."""

from __future__ import annotations

import os
import sys

import pytest

if sys.platform != "linux":
    pytest.skip("only Linux has a daemon", allow_module_level=True)

import resource

from lint.daemon import limits

_OWN = (1000, 2000)


@pytest.fixture
def wanted(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[int, int]]:
    """Return what differs in the other process."""
    different: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "prlimit", lambda _, kind: different.get(kind, _OWN))
    monkeypatch.setattr(resource, "getrlimit", lambda _: _OWN)
    return different


def test_what_differs_is_set(wanted: dict[int, tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    taken: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", taken.__setitem__)
    limits.take(os.getpid())
    assert taken == {}
    wanted[resource.RLIMIT_FSIZE] = (0, 5)
    wanted[resource.RLIMIT_NOFILE] = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    limits.take(os.getpid())
    assert taken == wanted


def test_a_run_needs_some_files(wanted: dict[int, tuple[int, int]]) -> None:
    wanted[resource.RLIMIT_NOFILE] = (20, 2000)
    with pytest.raises(PermissionError):
        limits.take(os.getpid())
