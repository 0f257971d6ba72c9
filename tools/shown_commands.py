"""Runs the commands that the tutorial and the how-tos show: `python -m tools.shown_commands [--check]`.

A page makes its own archive: a fenced block with `title="NAME"` is a file, and a block of the language
`console` has commands, each after `$ `, and what they print. The comment `<!-- a new folder -->` begins
another archive.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

PAGES = (
    "docs/tutorial.md",
    "docs/how-to/site.md",
    "docs/how-to/gate.md",
    "docs/how-to/own.md",
    "docs/stores.md",
)
NEW_FOLDER = "<!-- a new folder -->"
_ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(
    rf'^(?P<fence>`{{3,}})(?P<language>\w+)(?: title="(?P<name>[^"]+)")?\n(?P<text>.*?)^(?P=fence)$'
    rf"|^{NEW_FOLDER}$",
    re.MULTILINE | re.DOTALL,
)
# Where a reader's archive is, in what is printed.
_SHOWN = "/srv/archive"
# What the user's own machine would change: colours, the width, the cache, git's settings.
_SET = {"NO_COLOR": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"} | {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in (("NAME", "Keeper"), ("EMAIL", "keeper@example.org"))
}
_UNSET = ("CI", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")


def rewritten(page: str) -> str:
    """Return a page with what its commands print now."""
    with tempfile.TemporaryDirectory() as scratch:
        shelf = _Shelf(Path(scratch))
        return _BLOCK.sub(shelf.answer, page)


class _Shelf:
    """The folders that a page makes, one after the other."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._count = 0
        bin_folder = os.path.dirname(sys.executable)
        kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
        self._environment = (
            kept
            | _SET
            | {
                "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
                "PYTHONPATH": str(_ROOT),
                "ARCHIVE_LINT_CACHE_DIR": str(scratch / "cache"),
            }
        )
        self._begin()

    def _begin(self) -> None:
        self._count += 1
        self._folder = self._scratch / str(self._count) / "archive"
        self._folder.mkdir(parents=True)

    def answer(self, block: re.Match[str]) -> str:
        """Do what a block says, and return it as it should be."""
        fence, language, name, text = block["fence"], block["language"], block["name"], block["text"]
        if fence is None:
            self._begin()
        elif name is not None:
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        elif language == "console":
            commands = [line for line in text.splitlines() if line.startswith("$ ")]
            return "".join([f"{fence}console\n", *map(self._run, commands), fence])
        return block.group()

    def _run(self, command: str) -> str:
        done = subprocess.run(  # noqa: S603 - a command of our own pages
            ["bash", "-c", command.removeprefix("$ ")],  # noqa: S607 - as the reader's shell
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        shown = done.stdout.decode("utf-8").replace(str(self._folder), _SHOWN)
        return f"{command}\n{shown}"


def main(arguments: Sequence[str]) -> int:
    """Write what the commands print into the pages; with `--check`, return 1 if anything differs."""
    code = 0
    for name in PAGES:
        path = _ROOT / name
        page = path.read_text("utf-8")
        if (now := rewritten(page)) == page:
            continue
        if "--check" in arguments:
            sys.stderr.write(f"{name} is out of date; run python -m tools.shown_commands\n")
            code = 1
        else:
            path.write_text(now, "utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
