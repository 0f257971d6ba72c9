"""What is known is looked up a few files at a time, and what is found is kept on the way."""

from __future__ import annotations

import gc
import os
import shutil
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lint.run.cache import Cache
from lint.run.chunk import Chunk
from lint.run.processes import Asked, Processes
from tests.cache.conftest import SPACED, folder, query, same
from tests.conftest import GOOD, Archive

FILES = [f"{site}/_posts/2021-05-03-{name}.md" for site in ("east", "west") for name in "abcdef"]


def kept(archive: Archive) -> set[str]:
    rows = query("SELECT path FROM results")
    return {os.path.relpath(os.fsdecode(row[0]), archive.root) for row in rows}


@pytest.fixture
def windows(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Two sites, looked up three files at a time, and linted two at a time."""
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    monkeypatch.setattr("lint.run.run._WINDOW", 3)
    monkeypatch.setattr("lint.run.run._CHUNK", 2)
    monkeypatch.setattr("lint.run.cached_results._FEW", 1)
    monkeypatch.setattr("lint.run.cached_results._AT_ONCE", 6)  # of rows and parts of a report
    begin(archive)
    return archive


def begin(archive: Archive) -> None:
    shutil.rmtree(folder(), ignore_errors=True)
    for site in ("east", "west"):
        archive.write(f"{site}/_config.yml", "")
    for path in FILES:
        archive.write(path, SPACED)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25)
@example([(path, "delete") for path in FILES[:6]], "1")
@given(
    changes=st.lists(
        st.tuples(st.sampled_from(FILES), st.sampled_from(["write", "mend", "delete", "touch"])), max_size=6
    ),
    jobs=st.sampled_from(["1", "2"]),
)
def test_any_changes_between_runs(windows: Archive, changes: list[tuple[str, str]], jobs: str) -> None:
    begin(windows)  # each example has the same archive
    windows.lint("--jobs", jobs, ".")
    for path, change in changes:
        if change == "delete":
            if os.path.exists(path):
                os.unlink(path)
        elif change == "touch" and os.path.exists(path):
            os.utime(path)
        else:
            windows.write(path, GOOD if change == "mend" else SPACED)
    same(windows, "--jobs", jobs, "--output-format", "jsonl", ".")
    same(windows, "--jobs", jobs, "--output-format", "jsonl", "west", "east/_posts")
    left = {path for path in FILES if os.path.exists(path)}
    # A site without posts is never looked up, and one with fewer than five has other evidence than before: the
    # rows of its former results are deleted when later runs replace them.
    small = {path for path in FILES if sum(other[:4] == path[:4] for other in left) < 5}
    assert kept(windows) - small == left - small
    assert left <= kept(windows)


def test_an_interrupted_run_has_stored_its_results(windows: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = windows.lint("--no-cache", ".")
    seen = 0

    def stop(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == 5:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("lint.report.Summary.merge", stop)
        assert windows.lint("--jobs", "1", ".").code == 130
    assert kept(windows) == set(FILES[:6])  # the fifth chunk would have been written with the sixth
    assert windows.lint(".") == whole


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_nothing_is_written_if_the_settings_of_a_folder_are_invalid(windows: Archive, jobs: str) -> None:
    windows.lint(".")
    windows.write("west/lint.toml", 'ignore = ["FMT999"]\n')
    for arguments in (["."], ["east", "west"]):
        result = windows.lint("--jobs", jobs, *arguments)
        assert (result.code, result.out) == (2, "")
        assert "FMT999" in result.err
        gc.collect()  # what was left open is a warning, and so an error


def test_one_changed_post_starts_no_processes(windows: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    windows.lint(".")
    windows.write(FILES[7], GOOD)
    expected = windows.lint("--no-cache", ".")
    monkeypatch.setattr("lint.run.processes.Processes", None)
    assert windows.lint("--jobs", "2", ".") == expected


def test_scattered_changes_are_worth_processes(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    monkeypatch.setattr("lint.run.forks.processors", lambda: 2)
    monkeypatch.setattr("lint.run.pool._WORTH_A_POOL", 6)
    monkeypatch.setattr("lint.run.run._CHUNK", 4)
    for number in range(24):
        archive.write(f"_posts/2021-05-03-{number:02}.md", SPACED)
    archive.lint(".")
    for number in range(0, 24, 2):
        archive.write(f"_posts/2021-05-03-{number:02}.md", GOOD)
    expected = archive.lint("--no-cache", "--jobs", "1", ".")
    started = []
    real = Processes.submit

    def submit(processes: Processes, chunk: Chunk) -> Asked:
        started.append(chunk)
        return real(processes, chunk)

    monkeypatch.setattr(Processes, "submit", submit)
    assert archive.lint(".") == expected
    assert started


def test_few_files_far_apart_are_looked_up_one_by_one(
    windows: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.run.cached_results._LEAST", -3)
    windows.lint(".")
    assert kept(windows) == set(FILES)
    for arguments in ([FILES[0], FILES[5]], ["west", FILES[0], FILES[5]]):
        same(windows, "--output-format", "jsonl", *arguments)


def test_many_small_sites_are_stored_together(windows: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.run.cached_results._AT_ONCE", 100)
    stored = []
    real = Cache.store

    def store(self: Cache, rows: list[Any], pieces: list[Any], old: list[Any]) -> None:
        stored.append((len(rows), len(pieces)))
        real(self, rows, pieces, old)

    monkeypatch.setattr(Cache, "store", store)
    windows.lint(".")
    assert stored == [(len(FILES), len(FILES))]
