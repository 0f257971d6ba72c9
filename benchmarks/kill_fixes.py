"""Kill `lint --fix` at random moments: every file must be old or new, and no temporary file may remain.

Usage: python benchmarks/kill_fixes.py ARCHIVE [--kills 200] [--posts 2000]

Posts with safe fixes are copied into a temporary folder. Each round restores them, starts `lint --fix` and
kills it with SIGKILL. Then each file must have its old content or that of a complete run, and a run that is
not killed must remove every temporary file.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory


def fix(folder: Path) -> subprocess.Popen[bytes]:
    """Start a run in its own process group."""
    command = [
        sys.executable,
        "-m",
        "lint",
        "--fix",
        "--isolated",
        "--jobs",
        "2",
        "--output-format",
        "concise",
        ".",
    ]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def read(folder: Path) -> dict[str, bytes]:
    """Return the content of every file in a folder, including temporary ones."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def main() -> int:
    """Run, kill and compare; return 1 if anything was lost or left over."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--posts", type=int, default=2000)
    options = parser.parse_args()
    moments = random.Random(1)  # any seed will do
    with TemporaryDirectory() as scratch:
        old_folder, new_folder, folder = (Path(scratch, name) for name in ("old", "new", "work"))
        posts = sorted(options.archive.rglob("*.md"))[: options.posts]
        for post in posts:
            target = old_folder / post.relative_to(options.archive)
            target.parent.mkdir(parents=True, exist_ok=True)
            # A space at the end of the title, so that every post has something to fix.
            text = post.read_bytes().decode()
            target.write_bytes(text.replace('"\ndate:', ' "\ndate:', 1).encode())
        shutil.copytree(old_folder, new_folder)
        started = time.perf_counter()
        fix(new_folder).wait()
        length = time.perf_counter() - started
        old, new = read(old_folder), read(new_folder)
        repaired = sum(old[name] != new[name] for name in old)
        print(f"{len(posts):,} posts, {repaired:,} fixed in {length:.1f} s")
        wrong = temporary = partial = 0
        for number in range(options.kills):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(old_folder, folder)
            process = fix(folder)
            time.sleep(moments.uniform(0.1, length * 1.05))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            found = read(folder)
            left = found.keys() - old.keys()
            temporary += len(left)
            damaged = [name for name in old if found.get(name) not in (old[name], new[name])]
            wrong += len(damaged)
            changed = sum(found.get(name) == new[name] != old[name] for name in old)
            partial += 0 < changed < repaired
            if left:
                fix(folder).wait()
                survivors = read(folder).keys() - old.keys()
                wrong += len(survivors)
            for name in damaged[:3]:
                print(f"round {number}: {name} is neither old nor new")
    print(
        f"{options.kills} kills, {partial} while files were written; {temporary} temporary files left over,"
        f" removed by the next run; {wrong} files lost or damaged"
    )
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
