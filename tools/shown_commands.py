"""Runs the commands that the pages show: `python -m tools.shown_commands [--check]`.

A page makes its own archive: a fenced block with `title="NAME"` is a file, and a block of the language
`console` has commands, each after `$ `, and what they print. Of a block of the language `sh`, each line is
run, and must not fail. The comment `<!-- a new folder -->` begins another archive, and
`<!-- a new folder: NAME -->` one of tools/shown_archives.py.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff
from pathlib import Path

from tools.shown_archives import ARCHIVES

_ROOT = Path(__file__).parent.parent
NEW_FOLDER = "<!-- a new folder -->"
_BLOCK = re.compile(
    r'^(?P<fence>`{3,})(?P<language>\w+)(?: title="(?P<name>[^"]+)")?\n(?P<text>.*?)^(?P=fence)$'
    r"|^<!-- a new folder(?:: (?P<archive>[\w ]+))? -->$",
    re.MULTILINE | re.DOTALL,
)
_COMMAND = re.compile(r"^\$ .*\n(?:(?!\$ ).*\n)*", re.MULTILINE)

# Pages whose commands another test runs.
ELSEWHERE = {
    "docs/online.md": "tests/web/test_page.py, with a server in place of the web",
    "docs/stats.md": "tests/queries/test_stats.py, over the archive of docs/queries.md",
}
# How commands begin that are not run, and why.
NOT_RUN = {
    "python3 -m venv": "it installs this program; .ci/run runs the README's",
    "pipx": "it installs this program",
    "pip install": "it installs this program",
    ".venv/bin/": "the tests, and .ci/run, which runs this",
    ".ci/run": "it runs this",
    "pytest": "the tests, which run this",
    "podman": "a container needs a builder; tests/test_ways_in.py reads the Containerfile",
    "tools/": "it installs programs of others; .ci/run runs what the tests need",
    "python -m tools.": "it needs these programs; .ci/run runs what needs none",
    "python benchmarks/": "it installs programs of others, and takes an hour",
    "ARCHIVE_LINT_BUILDERS=": "it needs these programs; .ci/run runs it",
    "datasette": "a program of others, which serves until it is stopped",
    "lint --engine dask": "it needs a large archive, or machines; tests/cluster runs it",
    "lint watch": "it watches until it is stopped; tests/test_watch.py runs it",
    "lint --online": "it asks the web; tests/web/test_page.py runs it with a server in place of the web",
}
# Where a reader's archive is, in what is printed, and what differs from one machine to another.
_SHOWN = "/srv/archive"
_CACHE = "/home/keeper/.cache/archive-lint"
_DIFFERS = (
    (re.compile(r"\barchive-[0-9a-f]{16}\b"), "archive-62b5177142c25221"),
    (re.compile(r"^ *\d+\.\d MB(?=  /home/keeper/)", re.MULTILINE), "     0.4 MB"),
)
# The shell of SQLite, which not everybody has; that of Python 3.12 prints tuples.
_SQLITE3 = f"""#!{sys.executable} -P
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]):
    print(*("" if each is None else each for each in row), sep="|")
"""
# What the user's own machine would change: colours, the width, the cache, git's settings.
_SET = {"NO_COLOR": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"} | {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in (("NAME", "Keeper"), ("EMAIL", "keeper@example.org"))
}
_UNSET = ("CI", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE")


def pages() -> list[str]:
    """Return the pages with commands that are run here, relative to the repository."""
    found = []
    for path in sorted([*_ROOT.glob("*.md"), *_ROOT.glob("docs/*.md"), *_ROOT.glob("docs/how-to/*.md")]):
        name = path.relative_to(_ROOT).as_posix()
        blocks = _BLOCK.finditer(path.read_text("utf-8"))
        if name not in ELSEWHERE and any(each["language"] in ("console", "sh") for each in blocks):
            found.append(name)
    return found


def rewritten(page: str) -> str:
    """Return a page with what its commands print now.

    Raises:
        ValueError: when a command of a block without output fails, or there is no archive of a name.
    """
    with tempfile.TemporaryDirectory() as scratch:
        shelf = _Shelf(Path(scratch))
        return _BLOCK.sub(shelf.answer, page)


class _Shelf:
    """The folders that a page makes, one after the other."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._count = 0
        programs = scratch / "bin"
        programs.mkdir()
        (programs / "sqlite3").write_text(_SQLITE3, "utf-8")
        (programs / "sqlite3").chmod(0o755)
        path = (str(programs), os.path.dirname(sys.executable), os.environ["PATH"])
        kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
        self._environment = (
            kept
            | _SET
            | {
                "PATH": os.pathsep.join(path),
                "PYTHONPATH": str(_ROOT),
                "ARCHIVE_LINT_CACHE_DIR": str(scratch / "cache"),
            }
        )
        self._begin(None)

    def _begin(self, archive: str | None) -> None:
        self._count += 1
        self._folder = self._scratch / str(self._count) / "archive"
        self._folder.mkdir(parents=True)
        if archive is None:
            return
        if archive not in ARCHIVES:
            raise ValueError(f"there is no archive {archive!r}; expected one of tools/shown_archives.py")
        ARCHIVES[archive](self._folder)

    def answer(self, block: re.Match[str]) -> str:
        """Do what a block says, and return it as it should be."""
        fence, language, name, text = block["fence"], block["language"], block["name"], block["text"]
        if fence is None:
            self._begin(block["archive"])
        elif name is not None:
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        elif language == "console":
            return "".join([f"{fence}console\n", *map(self._shown, _COMMAND.findall(text)), fence])
        elif language == "sh":
            for line in text.splitlines():
                self._try(line)
        return block.group()

    def _shown(self, command: str) -> str:
        """Return a command and what it prints."""
        command_line = command.partition("\n")[0].removeprefix("$ ")
        if _reason(command_line):
            return command
        _, printed = self._run(command_line)
        return f"$ {command_line}\n{printed}"

    def _try(self, line: str) -> None:
        """Run a line; raise ValueError if it fails."""
        if not line.partition("#")[0].strip() or _reason(line):
            return
        code, printed = self._run(line)
        if code not in (0, 1):  # 1 is an answer, too
            raise ValueError(f"`{line}` ended with exit code {code}; expected 0 or 1: {printed}")

    def _run(self, command_line: str) -> tuple[int, str]:
        done = subprocess.run(  # noqa: S603 - a command of our own pages
            ["bash", "-c", command_line],  # noqa: S607 - as the reader's shell
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        printed = done.stdout.decode("utf-8").replace(str(self._folder), _SHOWN)
        printed = printed.replace(str(self._scratch / "cache"), _CACHE)
        for pattern, shown in _DIFFERS:
            printed = pattern.sub(shown, printed)
        return done.returncode, printed


def _reason(command_line: str) -> str | None:
    """Return why a command is not run; `None` if it is."""
    return next((why for begin, why in NOT_RUN.items() if command_line.startswith(begin)), None)


def main(arguments: Sequence[str]) -> int:
    """Write what the commands print into the pages; with `--check`, return 1 if anything differs.

    Parameters:
        arguments: pages; all if none is named.
    """
    code = 0
    names = [each for each in arguments if each != "--check"] or pages()
    texts = [(_ROOT / name).read_text("utf-8") for name in names]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        rewritings = list(pool.map(rewritten, texts))
    for name, page, now in zip(names, texts, rewritings, strict=True):
        if now == page:
            continue
        if "--check" in arguments:
            sys.stderr.write(f"{name} is out of date; run python -m tools.shown_commands\n")
            sys.stderr.writelines(
                unified_diff(page.splitlines(keepends=True), now.splitlines(keepends=True), name, "now", n=1)
            )
            code = 1
        else:
            (_ROOT / name).write_text(now, "utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
