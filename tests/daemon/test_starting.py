"""A daemon is started for the next time, if it may succeed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("only Linux has a daemon", allow_module_level=True)

from lint.daemon import meeting, starting
from lint.daemon.listening import listener


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return the commands that were started, none of which succeeds."""
    commands: list[object] = []
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: commands.append(command))
    return commands


def _note(tmp_path: Path) -> Path:
    return tmp_path / "archive-lint" / "daemon" / meeting.tried()


def test_what_has_failed_is_not_tried_each_time(started: list[object], tmp_path: Path) -> None:
    for _ in range(3):
        starting.start()
    assert len(started) == 1
    for time in (0, 2**32):  # long ago; and by a clock that was wrong
        os.utime(_note(tmp_path), (time, time))
        starting.start()
        starting.start()
    assert len(started) == 3


def test_once_it_has_succeeded_the_next_is_started_at_once(started: list[object], tmp_path: Path) -> None:
    starting.start()
    starting.succeeded()
    starting.succeeded()
    assert not _note(tmp_path).exists()
    starting.start()
    assert len(started) == 2


def test_there_is_no_second_one(started: list[object], tmp_path: Path) -> None:
    with listener():
        starting.start()
        assert (started, _note(tmp_path).exists()) == ([], False)
        _note(tmp_path).touch()  # by two commands at once
        with pytest.raises(FileExistsError):
            listener()
    assert not _note(tmp_path).exists()


def test_none_is_started_that_cannot_listen(started: list[object], tmp_path: Path) -> None:
    (tmp_path / "archive-lint").write_text("", encoding="utf-8")
    starting.start()
    starting.succeeded()
    assert started == []


def test_a_system_without_a_process_to_spare(started: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise BlockingIOError

    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", fail)
        starting.start()
    starting.start()
    assert started == []
