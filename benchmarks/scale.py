"""How cost and memory grow: `python benchmarks/scale.py FOLDER [10000 100000 300000]`.

Synthetic archives of these sizes are made in the folder, one after the other, and linted without a cache, as
JSON lines. CPU is of all processes; memory is the peak of the main one.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import synthetic

_MAIN = """
import resource, sys
from lint.cli import main
main(["--isolated", "--no-cache", "--output-format", "jsonl", "--output-file", "/dev/null", sys.argv[1]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def main() -> None:
    """Make, lint, print."""
    folder = Path(sys.argv[1])
    print("| posts | wall s | CPU µs a post | peak MiB, main process |")
    print("| --- | --- | --- | --- |")
    for posts in map(int, sys.argv[2:] or ("10000", "100000", "300000")):
        archive = folder / f"archive-{posts}"
        synthetic.write(archive, posts)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        run = subprocess.run(
            [sys.executable, "-c", _MAIN, str(archive)], capture_output=True, check=True, env=os.environ
        )
        wall = time.perf_counter() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(
            f"| {posts:,} | {wall:.1f} | {cpu / posts * 1e6:.0f} | {run.stdout.decode().strip()} |",
            flush=True,
        )
        shutil.rmtree(archive)


if __name__ == "__main__":
    main()
