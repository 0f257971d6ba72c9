"""Measure the memory of a run over many posts: `python benchmarks/million.py FOLDER [1000000 [dask]]`.

A Jekyll site of small posts is generated: each has a source and a title of its own, and links to three
others, of which one in a thousand is not there. It is linted with an empty cache ("cold"), and with
everything known ("warm"). Memory is the peak of the main process and of the largest other one; and that of
all together, with pages that they share counted once, looked at each second. With `dask`, a cluster of two
processes on this machine lints it once.
"""

import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

_START = datetime(2005, 1, 1, tzinfo=UTC)
_A_DAY, _LINKS, _BROKEN = 130, 3, 0.001
_MAIN = """
import resource, sys
from lint.cli.main import main
try:
    main(["--isolated", "--output-format", "jsonl", "--output-file", "/dev/null", *sys.argv[1:]])
finally:
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        print(resource.getrusage(who).ru_maxrss // 1024)
"""


class Cost(NamedTuple):
    """Seconds of wall time; MiB of the main process, of the largest other one, and of all at once."""

    wall: float
    main: int
    worker: int
    together: int


def post(number: int, posts: int) -> tuple[str, str]:
    """Return the name and the text of a post."""
    random = Random(number)  # reproducible
    when = _day(number) + timedelta(seconds=random.randrange(86_400))
    others = (random.randrange(posts) + posts * (random.random() < _BROKEN) for _ in range(_LINKS))
    links = "\n".join(f"- [an earlier one]({_address(each)})" for each in others)
    head = (
        f"---\nlayout: post\ntitle: Report {number} of the harbour\ndate: {when:%Y-%m-%d %H:%M:%S +0000}\n"
        f"from: https://news{number % 40}.example.org/{number}.html\ntags: [rain]\n---\n"
    )
    return f"{when:%Y-%m}/{when:%Y-%m-%d}-report-{number}.md", f"{head}\nRain {number} times.\n\n{links}\n"


def _day(number: int) -> datetime:
    return _START + timedelta(days=number // _A_DAY)


def _address(number: int) -> str:
    return f"/{_day(number):%Y/%m/%d}/report-{number}.html"


def write(folder: Path, posts: int) -> None:
    """Write an archive."""
    folder.mkdir(parents=True)
    (folder / "_config.yml").write_text("title: Harbour\ntimezone: UTC\n", encoding="utf-8")
    made = set()
    for number in range(posts):
        name, text = post(number, posts)
        path = folder / "_posts" / name
        if path.parent not in made:
            path.parent.mkdir(parents=True)
            made.add(path.parent)
        path.write_text(text, encoding="utf-8", newline="\n")


def _together(parent: int) -> int:
    """Return the MiB of a process and its children, with pages that they share counted once."""
    total = 0
    for each in (parent, *_children(parent)):
        try:
            text = Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii")
        except OSError:  # it has ended
            continue
        total += next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
    return total // 1024


def _children(parent: int) -> list[int]:
    """Return the processes that any thread of a process has started."""
    found = []
    for children in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            found += [int(each) for each in children.read_text().split()]
        except OSError:  # the thread has ended
            continue
    return found


def measure(archive: Path, *arguments: str) -> Cost:
    """Lint an archive once."""
    started = time.perf_counter()
    command = [sys.executable, "-c", _MAIN, *arguments, str(archive)]
    together = 0
    with subprocess.Popen(command, cwd=archive.parent, stdout=subprocess.PIPE, text=True) as run:
        while run.poll() is None:
            together = max(together, _together(run.pid))
            time.sleep(1)
        peaks = run.stdout.read() if run.stdout is not None else ""
    main, worker = map(int, peaks.split())
    return Cost(time.perf_counter() - started, main, worker, together)


def main() -> None:
    """Generate and lint the archive, and print the figures."""
    folder = Path(sys.argv[1])
    posts = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000  # noqa: PLR2004 - an argument
    os.environ["ARCHIVE_LINT_CACHE_DIR"] = str(folder / "cache")
    archive = folder / f"site-{posts}"
    if not archive.exists():
        write(archive, posts)
    shutil.rmtree(os.environ["ARCHIVE_LINT_CACHE_DIR"], ignore_errors=True)
    print("| posts | run | wall s | peak MiB, main process | largest other one | all together |")
    print("| --- | --- | --- | --- | --- | --- |")
    runs: dict[str, tuple[str, ...]] = {"cold": (), "warm": ()}
    if sys.argv[3:] == ["dask"]:
        runs = {"dask": ("--engine", "dask", "--jobs", "2")}
    for name, arguments in runs.items():
        wall, main_peak, worker, together = measure(archive, *arguments)
        print(f"| {posts:,} | {name} | {wall:.0f} | {main_peak} | {worker} | {together} |", flush=True)


if __name__ == "__main__":
    main()
