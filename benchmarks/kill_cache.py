"""Kill runs that share a cache at random moments: all others must have the right results, also afterwards.

Usage: python benchmarks/kill_cache.py ARCHIVE [--rounds 20] [--runs 10] [--posts 300]

In each round, some runs start at once on one cache, each with a report and a selection of its own; every
third round begins without a cache. Between the rounds, posts change. Up to half of the runs are killed with
SIGKILL, workers included; the others must write what a run without a cache writes, and say nothing. After
each round, every question is asked again of what is left, and the database must be sound.
"""

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

QUESTIONS: Sequence[tuple[str, ...]] = (
    ("--output-format", "concise"),
    ("--output-format", "json", "--extend-select", "all"),
    ("--output-format", "gitlab", "--select", "FMT,HTM"),
    ("--statistics", "--by", "host"),
    ("--output-format", "sarif", "--jobs", "2"),
)


class Run:
    """A run in its own process group; what it writes goes to files, so that it never waits for a reader."""

    def __init__(self, folder: Path, environment: Mapping[str, str], *arguments: str) -> None:
        self.arguments = arguments
        self._out, self._err = TemporaryFile(), TemporaryFile()  # noqa: SIM115 - `result` closes them
        command = [sys.executable, "-m", "lint", *arguments, "."]
        self._process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=self._out, stderr=self._err, start_new_session=True
        )

    def killed(self, wait: float) -> bool:
        """Kill it after some seconds; return whether it was still running."""
        try:
            self._process.wait(max(0.001, wait))
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
        return self.result()[0] == -signal.SIGKILL

    def result(self) -> tuple[int, bytes, str]:
        """Return its exit code, and what it wrote to standard output and standard error."""
        code = self._process.wait()
        written = []
        for file in (self._out, self._err):
            file.seek(0)
            written.append(file.read())
            file.close()
        return code, written[0], written[1].decode()


class Figures:
    """What happened.

    Parameters:
        killed, survived: runs.
        wrong: runs whose results differ from those without a cache.
        warned: runs that said something.
        unsound: databases that SQLite finds damaged.
    """

    def __init__(self) -> None:
        self.killed = self.survived = self.wrong = self.warned = self.unsound = 0

    def compare(self, run: Run, expected: tuple[int, bytes]) -> None:
        """Count a run that is not killed; it may wait for others, but not fail."""
        code, out, err = run.result()
        self.survived += 1
        if (code, out) != expected:
            self.wrong += 1
            print(f"wrong: {run.arguments} ended with {code}: {err[:500]}")
        elif err:
            self.warned += 1
            print(f"said: {err[:500]}")

    def check(self, database: Path) -> None:
        """Count a database that is not sound."""
        with closing(sqlite3.connect(database)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall()
        if found != [("ok",)]:
            self.unsound += 1
            print(f"unsound: {found[:3]}")


def play(folder: Path, rounds: int, runs: int, seed: int = 1) -> Figures:
    """Start and kill runs in an archive; return what happened."""
    chance = random.Random(seed)
    figures = Figures()
    cache = folder.parent / "cache"
    environment = {**os.environ, "ARCHIVE_LINT_CACHE_DIR": str(cache)}
    posts = sorted(folder.rglob("*.md"))
    length = 0.0
    for number in range(rounds):
        for post in chance.sample(posts, min(5, len(posts))):
            post.write_bytes(post.read_bytes() + b"\n<a href=''>x</a>\n")
        expected: list[tuple[int, bytes]] = []
        for question in QUESTIONS:
            started = time.monotonic()
            expected.append(Run(folder, environment, "--no-cache", *question).result()[:2])
            length = max(length, time.monotonic() - started)
        if number % 3 == 0:
            shutil.rmtree(cache, ignore_errors=True)
        asked = [chance.randrange(len(QUESTIONS)) for _ in range(runs)]
        at_once = [Run(folder, environment, *QUESTIONS[each]) for each in asked]
        kill(at_once[::2], chance, length, figures)
        for run, question_number in zip(at_once[1::2], asked[1::2], strict=True):
            figures.compare(run, expected[question_number])
        for question, result in zip(QUESTIONS, expected, strict=True):
            figures.compare(Run(folder, environment, *question), result)
        for database in cache.glob("*/results.sqlite"):
            figures.check(database)
    return figures


def kill(runs: Sequence[Run], chance: random.Random, length: float, figures: Figures) -> None:
    """Kill runs, each at a moment of its own within some seconds."""
    moments = sorted((chance.uniform(0.02, length), number) for number in range(len(runs)))
    started = time.monotonic()
    for moment, number in moments:
        figures.killed += runs[number].killed(moment - (time.monotonic() - started))


def main() -> int:
    """Run, kill and compare; return 1 if any result was wrong or a database unsound."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--posts", type=int, default=300)
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = Path(scratch, "archive")
        posts = sorted(options.archive.rglob("*.md"))[: options.posts]
        for post in posts:
            target = folder / post.relative_to(options.archive)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(post, target)
        started = time.monotonic()
        figures = play(folder, options.rounds, options.runs)
        seconds = time.monotonic() - started
    print(
        f"{len(posts):,} posts, {options.rounds} rounds of {options.runs} runs in {seconds:.0f} s:"
        f" {figures.killed} killed,"
        f" {figures.survived} compared; {figures.wrong} wrong, {figures.warned} with a warning,"
        f" {figures.unsound} unsound databases"
    )
    return bool(figures.wrong or figures.unsound)


if __name__ == "__main__":
    sys.exit(main())
