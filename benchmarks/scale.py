"""How cost and memory grow: `python benchmarks/scale.py FOLDER [10000 100000 300000]`.

Synthetic archives of these sizes are made in the folder, one after the other, and linted as JSON lines:
without a cache, with an empty one that is filled ("cold"), and once more ("warm"). CPU is of all processes;
memory is the peak of the main one.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import synthetic

_MAIN = """
import resource, sys
from lint.cli import main
main(["--isolated", "--output-format", "jsonl", "--output-file", "/dev/null", *sys.argv[1:]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


class Cost(NamedTuple):
    """Seconds of wall time, of CPU, and mebibytes."""

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
    """Make, lint, print."""
    folder = Path(sys.argv[1])
    print("| posts | run | wall s | CPU µs a post | peak MiB, main process |")
    print("| --- | --- | --- | --- | --- |")
    for posts in map(int, sys.argv[2:] or ("10000", "100000", "300000")):
        archive = folder / f"archive-{posts}"
        synthetic.write(archive, posts)
        time.sleep(3)  # what changed just now is not taken from the cache by its time
        for name, options in (("no cache", ["--no-cache"]), ("cold", []), ("warm", [])):
            cost = measure(archive, *options)
            each = cost.cpu / posts * 1e6
            print(f"| {posts:,} | {name} | {cost.wall:.1f} | {each:.0f} | {cost.memory} |", flush=True)
        shutil.rmtree(archive)
        shutil.rmtree(folder / ".lint_cache")


if __name__ == "__main__":
    main()
