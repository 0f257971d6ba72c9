"""Another process looks at the files of a large archive: a run knows what one process would."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from lint.run.beside import Beside
from tests.conftest import Archive
from tests.index import test_index as one_process
from tests.index.conftest import found, post


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process be the command's own, which starts others even for a few files."""
    monkeypatch.setattr("lint.primitives.interrupts.handled", lambda: True)
    monkeypatch.setattr("lint.run.folder_times._WORTH_A_PROCESS", 0)


@pytest.mark.parametrize(
    "scenario",
    [
        one_process.test_an_edited_post_counts_as_it_is,
        one_process.test_a_post_with_the_size_and_time_of_before_counts_as_it_is,
        one_process.test_deleted_added_and_renamed_posts_are_seen,
    ],
)
def test_what_happened_to_posts_is_seen(
    kept: Archive, command: None, scenario: Callable[[Archive], None]
) -> None:
    scenario(kept)


def test_posts_in_several_folders_are_seen(kept: Archive, command: None) -> None:
    names = [kept.write(f"archived/{year}/2021-05-03-{year}.md", post(year)) for year in range(2001, 2007)]
    assert found(kept, names[0]) == []
    kept.write(names[-1], post(2001, "Rain at night"))
    assert found(kept, names[0]) == [("ARC001", names[0], [names[-1]])]
    kept.write(names[0], post(2002, "Rain at noon"))
    assert found(kept, names[0]) == [("ARC001", names[0], [names[1]])]
    os.unlink(names[1])
    assert found(kept, names[0]) == []


def test_the_answer_is_that_of_another_process(command: None) -> None:
    with Beside(os.getpid) as beside:
        assert beside.is_running
        assert beside.result() != os.getpid()


def test_a_program_does_it_itself() -> None:
    with Beside(os.getpid) as beside:
        assert not beside.is_running
        assert beside.result() == os.getpid()


@pytest.mark.parametrize("error", [OSError, KeyError])
def test_without_another_process_it_is_done_here(
    command: None, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    main = os.getpid()

    def fails_elsewhere() -> int:
        if os.getpid() != main:
            raise error
        return main

    with Beside(fails_elsewhere) as beside:
        assert beside.result() == main

    def none_left() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", none_left)
    with Beside(os.getpid) as beside:
        assert not beside.is_running
        assert beside.result() == main


def test_an_error_is_that_of_the_function(command: None) -> None:
    def fails() -> None:
        raise ValueError("no")

    with Beside(fails) as beside, pytest.raises(ValueError, match="no"):
        beside.result()


def test_nothing_is_left_of_a_process_that_nobody_asked(command: None) -> None:
    here, there = os.pipe()
    with Beside(lambda: os.read(here, 1)) as beside:
        assert beside.is_running
    os.close(there)
    os.close(here)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
