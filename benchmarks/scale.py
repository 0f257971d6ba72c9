"""Measure how time and memory grow: `python benchmarks/scale.py FOLDER [10000 100000 300000]`.

Synthetic archives of these sizes are generated in the folder and linted as JSON lines: once without
measuring, so that the files are in memory, then twice each without a cache, with an empty cache ("cold"),
and with a full one ("warm"); the second round starts with the cached runs. CPU time includes all processes;
memory is the peak of the main one.
"""

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

import synthetic

_ROUNDS = 2
_NO_CACHE = [("no cache", ["--no-cache"])]
_CACHED: list[tuple[str, list[str]]] = [("cold", []), ("warm", [])]
_MAIN = """
import resource, sys
from lint.cli.main import main
main(["--isolated", "--output-format", "jsonl", "--output-file", "/dev/null", *sys.argv[1:]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


class Cost(NamedTuple):
    """Seconds of wall time and CPU, and memory in MiB."""

    wall: float
    cpu: float
    memory: int


def measure(archive: Path, *options: str) -> Cost:
    """Lint an archive once."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    command = [sys.executable, "-c", _MAIN, *options, str(archive)]
    run = subprocess.run(command, cwd=archive.parent, capture_output=True, check=True, env=os.environ)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, int(run.stdout))


def main() -> None:
    """Generate and lint the archives, and print the medians."""
    folder = Path(sys.argv[1])
    os.environ["ARCHIVE_LINT_CACHE_DIR"] = str(folder / "cache")
    sizes = [int(size) for size in sys.argv[2:] or ("10000", "100000", "300000")]
    for posts in sizes:
        archive = folder / f"{posts}" / "archive"
        synthetic.write(archive, posts)
        measure(archive, "--no-cache")
    costs: dict[tuple[int, str], list[Cost]] = {}
    for number in range(_ROUNDS):
        for posts in sizes:
            archive = folder / f"{posts}" / "archive"
            shutil.rmtree(os.environ["ARCHIVE_LINT_CACHE_DIR"], ignore_errors=True)
            for name, options in _CACHED + _NO_CACHE if number % 2 else _NO_CACHE + _CACHED:
                costs.setdefault((posts, name), []).append(measure(archive, *options))
    print("| posts | run | wall s | CPU µs per post | peak MiB, main process |")
    print("| --- | --- | --- | --- | --- |")
    for (posts, name), each in costs.items():
        wall, cpu, memory = (median(values) for values in zip(*each, strict=True))
        print(f"| {posts:,} | {name} | {wall:.1f} | {cpu / posts * 1e6:.0f} | {memory:.0f} |")


if __name__ == "__main__":
    main()
