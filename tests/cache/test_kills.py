"""Runs that are killed leave a cache which later runs can use, and no run has a wrong result."""

from __future__ import annotations

import os
import random
import runpy
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from lint.cli.main import main
from lint.run import cache as cache_module
from lint.run.cache_folder import FILE
from tests.cache.conftest import SPACED, database, folder, query
from tests.conftest import GOOD, Archive

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork, or kill a group")

Step = tuple[str, int, str]
OURS = {".gitignore", "CACHEDIR.TAG", "lock", FILE}
# What is done to the cache is done in these files; what these call is a step.
FILES = ("cache.py", "cache_database.py", "cache_folder.py")


def watch(seen: Callable[[Step], None]) -> None:
    """Call a function before and after each step that the cache takes."""

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        code = frame.f_code
        if code.co_filename.endswith(FILES) and "lint" in code.co_filename and event.startswith("c_"):
            seen((os.path.basename(code.co_filename), frame.f_lineno, f"{event} {argument.__name__}"))

    sys.setprofile(profile)


def in_another_process(seen: Callable[[Step], None], arguments: tuple[str, ...]) -> int:
    """Run the command in a process of its own, watched; return how it ended."""
    process = os.fork()
    if not process:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            watch(seen)
            main(arguments)
        finally:
            os._exit(0)
    return os.waitpid(process, 0)[1]


def steps(arguments: tuple[str, ...], place: Path) -> list[Step]:
    """Return each step that a run takes, once."""
    with open(place, "a", encoding="utf-8") as file:

        def note(step: Step) -> None:
            os.write(file.fileno(), f"{step!r}\n".encode())

        assert in_another_process(note, arguments) == 0
    return [eval(line) for line in dict.fromkeys(place.read_text().splitlines())]  # noqa: S307 - written above


def kill_at_each_step(archive: Archive, place: Path, begin: Callable[[], None], least: int) -> None:
    arguments = ("--output-format", "json", ".")
    begin()
    known = steps(arguments, place)
    assert len(known) > least
    # Each of them takes a second; every fifth, another one in each place.
    first = random.Random(len(known)).randrange(5)
    plain = archive.lint("--no-cache", *arguments)
    for step in known[first::5]:
        begin()

        def kill(each: Step, at: Step = step) -> None:
            if each == at:
                os.kill(os.getpid(), signal.SIGKILL)

        assert os.WTERMSIG(in_another_process(kill, arguments)) == signal.SIGKILL, step
        assert archive.lint(*arguments) == plain, step
        assert set(os.listdir(folder())) == OURS, step
        assert query("PRAGMA integrity_check") == [("ok",)]
        assert (folder() / ".gitignore").read_text() == "*\n"
        assert archive.lint("cache", "show", "--all").out.count(str(folder())) == 1
        assert query("SELECT count(*) FROM results")[0] == (2,)


@pytest.mark.slow
def test_a_run_that_is_killed_at_any_step_of_creating_the_cache_does_no_harm(
    archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    archive.write("_posts/2021-05-03-a.md", SPACED)
    archive.write("_posts/2021-05-03-b.md", GOOD)

    def begin() -> None:
        for path in folder().glob("*") if folder().exists() else ():
            path.unlink()
        if folder().exists():
            folder().rmdir()

    kill_at_each_step(archive, tmp_path_factory.mktemp("steps") / "steps", begin, least=40)


@pytest.mark.slow
def test_a_run_that_is_killed_at_any_step_of_writing_does_no_harm(
    archive: Archive, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "_MOST_FREE", 0)  # so that the file is written anew
    monkeypatch.setattr(cache_module, "_MOST_KEYS", {"results": 1, "pieces": 1})
    archive.write("_posts/2021-05-03-b.md", GOOD)
    rounds = 0

    def begin() -> None:
        nonlocal rounds
        rounds += 1
        archive.write("_posts/2021-05-03-a.md", SPACED)
        archive.write("lint.toml", 'timezone = "Asia/Tokyo"\n')
        archive.lint(".")
        archive.write("lint.toml", "")
        archive.write("_posts/2021-05-03-a.md", SPACED + "\n")

    kill_at_each_step(archive, tmp_path_factory.mktemp("steps") / "steps", begin, least=30)


@pytest.mark.slow
def test_runs_on_one_cache_that_are_killed_at_random_have_the_right_results(archive: Archive) -> None:
    posts = archive.root / "archive" / "_posts"
    for number in range(40):
        archive.write(str(posts / f"2021-05-03-{number}.md"), SPACED if number % 2 else GOOD)
    script = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "kill_cache.py"))
    figures = script["play"](archive.root / "archive", rounds=1, runs=10, seed=3)
    assert (figures.wrong, figures.warned, figures.unsound) == (0, 0, 0)
    assert figures.survived == 5 + len(script["QUESTIONS"])
    assert database().parent.exists() is False  # it used a cache of its own
