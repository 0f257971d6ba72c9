"""What reports on a known archive cost, beside lychee, and a hook on one known post, beside yamllint.

Usage: python benchmarks/warm.py ARCHIVE [--rounds 5] [--tools FOLDER]

Every question is one that the cache has not been asked before: each round has other selections, so that no
report was kept. The tools are installed as by compare.py. Medians of wall time are printed as a Markdown
table, with their ratios to the same report again.
"""

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from compare import ROOT, Tool, extract, install, measure

FORMATS = (
    "text",
    "plan",
    "concise",
    "json",
    "jsonl",
    "csv",
    "github",
    "gitlab",
    "azure",
    "sarif",
    "junit",
    "rdjson",
    "markdown",
)
# Rules that rarely fire: leaving one out makes another question of nearly the same size.
RARE = ("TAG001", "TAG002", "TAG004", "DTE005", "DTE006", "DTE007", "DTE009", "SRC004", "IMG008", "IMG009")


def questions(rare: str) -> dict[str, list[str]]:
    """Return the arguments of questions that are new, if this rare rule was not left out before."""
    other = ["--ignore", rare]
    asked = {name: ["--output-format", name, *other] for name in FORMATS}
    asked["statistics"] = ["--statistics", *other]
    asked["statistics by host"] = ["--by", "host", *other]
    asked["one family"] = ["--select", f"FMT,{rare}"]
    asked["without a family"] = ["--ignore", f"HTM,{rare}"]
    asked["another severity"] = ["--output-format", "concise", "--fail-on", "never", *other]
    asked["another with a baseline"] = ["--baseline", "known.jsonl", *other]
    return asked


def main() -> None:
    """Install, run, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tools", type=Path, default=ROOT / "build" / "benchmark-tools")
    options = parser.parse_args()
    programs = install(options.tools)
    archive = options.archive.resolve()
    posts = sorted(archive.rglob("*.md"))
    times: dict[str, list[float]] = {}
    with TemporaryDirectory() as scratch:
        os.environ["XDG_CACHE_HOME"] = str(Path(scratch) / "cache")  # where a user has it
        where, yaml = Path(scratch) / "cwd", Path(scratch) / "yaml"
        where.mkdir()
        yaml.mkdir()
        one = posts[len(posts) // 2]
        extract([one], yaml)
        lint = [str(programs / "lint")]
        subprocess.run(
            [*lint, "baseline", "--isolated", "--baseline", "known.jsonl", str(archive)],
            cwd=where,
            check=True,
        )
        lint += ["--isolated"]
        lychee = [str(programs / "lychee"), "--offline", "--no-progress", "--format", "compact", archive.name]
        known = [
            Tool("the same report", [*lint, str(archive)], where, len(posts)),
            Tool("the same with a baseline", [*lint, "--baseline", "known.jsonl", str(archive)], where, len(posts)),
            Tool("lychee --offline", lychee, archive.parent, len(posts)),
            Tool("one known post", [*lint, str(one)], where, 1),
            Tool("yamllint, one post", [str(programs / "yamllint"), "-d", "relaxed", "000000.yaml"], yaml, 1),
        ]
        for tool in known * 2:  # a report is kept the second time
            measure(tool)
        for number in range(options.rounds):
            for tool in known:
                times.setdefault(tool.name, []).append(measure(tool).wall)
            for name, arguments in questions(RARE[number % len(RARE)]).items():
                asked = Tool(name, [*lint, *arguments, str(archive)], where, len(posts))
                times.setdefault(name, []).append(measure(asked).wall)
            print(f"round {number + 1} of {options.rounds} done", file=sys.stderr)
    same = median(times["the same report"])
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    print(f"{machine}, {options.rounds} rounds, {len(posts):,} posts.\n")
    print("| question | wall s | / the same report | / lychee |\n| --- | --- | --- | --- |")
    for name, walls in times.items():
        wall = median(walls)
        print(f"| {name} | {wall:.2f} | {wall / same:.2f} | {wall / median(times['lychee --offline']):.2f} |")
    one_post = median(times["one known post"]) / median(times["yamllint, one post"])
    print(f"\none known post / yamllint: {one_post:.2f}")


if __name__ == "__main__":
    main()
