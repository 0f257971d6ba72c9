"""How long a hook takes on a post that has just changed: `python benchmarks/hook.py ARCHIVE [ROUNDS]`.

Each round, a line is appended to a post, and `lint` asked about it, in turn: alone, without the index, with
`--daemon`. ARCHIVE is changed, so give a copy. It is linted first, so that it is known.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROUNDS = 7
_WAYS = {"alone": [], "without the index": ["--no-index"], "--daemon": ["--daemon"]}
# In seconds: until a daemon that was started listens, and until a time stamp is old enough to be believed.
_READY, _BELIEVED = 8, 3


def _run(archive: Path, *arguments: str) -> float:
    begin = time.perf_counter()
    command = [str(Path(sys.executable).with_name("lint")), "--output-format", "concise", *arguments]
    subprocess.run(command, cwd=archive, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def main() -> None:
    """Measure, and print the medians."""
    archive = Path(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > len(("hook.py", "archive")) else _ROUNDS
    posts = sorted(str(path.relative_to(archive)) for path in archive.rglob("*.md"))
    post = posts[len(posts) // 7]
    times: dict[str, list[float]] = {way: [] for way in _WAYS}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as cache:  # the daemon goes on for a minute
        os.environ["XDG_CACHE_HOME"] = cache
        _run(archive, ".")
        _run(archive, "--daemon", post)
        time.sleep(_READY)
        for _ in range(2):  # the daemon looks at the archive, and loads what a run on it needs
            _run(archive, "--daemon", post)
            time.sleep(_BELIEVED)
        for _ in range(rounds):
            for way, arguments in _WAYS.items():
                with (archive / post).open("a", encoding="utf-8") as file:
                    file.write("A line.\n")
                times[way].append(_run(archive, *arguments, post))
    for way, each in times.items():
        shown = " ".join(f"{time:.2f}" for time in sorted(each))
        print(f"{way:20} median {statistics.median(each):.2f} s ({shown})")


if __name__ == "__main__":
    main()
