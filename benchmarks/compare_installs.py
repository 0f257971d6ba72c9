"""Compare the reports of two installs of lint, byte for byte, in every format.

    python benchmarks/compare_installs.py BEFORE AFTER ARCHIVE…

BEFORE and AFTER are `lint` commands, such as `before/bin/lint`. Both lint each archive with all rules: in
every report format, as patches of safe and of unsafe fixes, and again from the cache. The first lines of
each difference are shown, and the exit code is 1 if there are any. Archives are never written to; runs with
a cache use a copy.
"""

import argparse
import hashlib
import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from itertools import zip_longest
from pathlib import Path

import pyarrow.parquet as pq

FORMATS = (
    "text", "concise", "json", "jsonl", "github", "gitlab", "azure", "sarif", "junit", "rdjson", "rdjsonl",
    "markdown", "csv", "statistics", "sqlite", "parquet",
)  # fmt: skip
_ALL = ["check", "--isolated", "--select", "all", "."]
_SHOWN = 4


def main() -> int:
    """Compare the installs; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument(
        "--findings", action="store_true", help="compare codes, places, severities and edits, not words"
    )
    options = parser.parse_args()
    outputs_of = _findings if options.findings else _outputs
    differing = 0
    for archive in options.archives:
        with tempfile.TemporaryDirectory() as scratch:
            outputs = [
                outputs_of(shlex.split(command), archive, Path(scratch, side))
                for command, side in ((options.before, "before"), (options.after, "after"))
            ]
            for name in outputs[0]:
                same = outputs[0][name] == outputs[1][name]
                differing += not same
                print(f"{archive.name:<14} {name:<20} {'same' if same else 'DIFFERS'}", flush=True)
                if not same:
                    _show(outputs[0][name], outputs[1][name])
    return 1 if differing else 0


def _outputs(command: list[str], archive: Path, folder: Path) -> dict[str, bytes]:
    """Return all output of one install for an archive, by name."""
    folder.mkdir()
    reports = {name: folder / name for name in FORMATS}
    asked = [word for name, path in reports.items() for word in ("--output-format", f"{name}:{path}")]
    found = {"all formats": _run([*command, *_ALL, "--no-cache", *asked], archive)}
    for name, path in reports.items():
        found[name] = (
            _tables(path) if name == "sqlite" else _parquet(path) if name == "parquet" else path.read_bytes()
        )
    found["--diff"] = _run([*command, *_ALL, "--diff"], archive)
    found["--unsafe-fixes --diff"] = _run([*command, *_ALL, "--unsafe-fixes", "--diff"], archive)
    copy = folder / "archive"
    shutil.copytree(archive, copy, symlinks=True)
    found["cold"] = _run([*command, *_ALL], copy)
    found["warm"] = _run([*command, *_ALL], copy)
    found["one process"] = _run(
        [*command, *_ALL, "--jobs", "1", "--no-cache", "--output-format", "jsonl"], archive
    )
    return found


def _findings(command: list[str], archive: Path, folder: Path) -> dict[str, bytes]:
    """Return what one install finds in an archive, without the words."""
    folder.mkdir()
    report = folder / "findings"
    _run([*command, *_ALL, "--no-cache", "--output-format", f"jsonl:{report}"], archive)
    lines = []
    for line in report.read_text(encoding="utf-8").splitlines():
        finding = json.loads(line)
        fix = finding["fix"] or {"applicability": "", "edits": []}
        edits = [(edit["span"], edit["content"]) for edit in fix["edits"]]
        known = ("filename", "code", "name", "severity", "span", "location", "end_location", "url")
        lines.append(json.dumps([*(finding[key] for key in known), fix["applicability"], edits]))
    return {"findings": "\n".join(lines).encode()}


def _run(command: list[str], folder: Path) -> bytes:
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return (
        run.stdout + b"\n--- standard error\n" + run.stderr + f"\n--- exit code {run.returncode}\n".encode()
    )


def _tables(path: Path) -> bytes:
    """Return a database as text, without the time of the run."""
    database = sqlite3.connect(path)
    database.execute("UPDATE runs SET started = ''")
    return "\n".join(database.iterdump()).encode("utf-8", "backslashreplace")


def _parquet(path: Path) -> bytes:
    return repr(pq.read_table(path).to_pylist()).encode("utf-8", "backslashreplace")


def _show(one: bytes, other: bytes) -> None:
    shown = 0
    for before, after in zip_longest(one.split(b"\n"), other.split(b"\n"), fillvalue=b""):
        if before != after and shown < _SHOWN:
            shown += 1
            for mark, line in (("-", before), ("+", after)):
                print(f"  {mark} {os.fsdecode(line)[:400]!r}")
    print(f"  {hashlib.sha256(one).hexdigest()[:12]} {hashlib.sha256(other).hexdigest()[:12]}")


if __name__ == "__main__":
    sys.exit(main())
