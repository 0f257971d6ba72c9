"""Whatever the program is started with or in: an exit code of its own, and words instead of a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import GOOD, Archive

BAD = GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday")
POST = "_posts/2021-05-03-rain.md"
COMMANDS = {
    "check": "check --no-cache --output-format concise",
    "statistics": "check --no-cache --statistics",
    "diff": "check --no-cache --diff",
    "settings": "check --show-settings",
    "profile": "check --profile",
    "baseline": "baseline",
    "cache": "cache clean",
    "explain": "explain DTE001",
    "init": "init",
    "links": "links",
    "stats": "stats",
    "rules": "rules",
    "schema": "schema jekyll",
    "new-rule": "new-rule KEP001 kept-rule",
    "completion": "completion bash",
    "help": "--help",
    "version": "--version",
    "help on a command": "links --help",
}
# What these print is their work; the others write a file or find nothing to say.
PRINTING = [
    "check",
    "statistics",
    "settings",
    "profile",
    "explain",
    "rules",
    "schema",
    "completion",
    "help",
    "version",
]


def run(archive: Archive, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell in which `$LINT` is the command."""
    python = f"{sys.executable} ${{PYTHON_OPTIONS}}"
    result = subprocess.run(
        ["sh", "-c", script.replace("$LINT", f"{python} -m lint")],
        cwd=archive.root,
        env={**os.environ, "PYTHON_OPTIONS": "", **environment},
        capture_output=True,
        check=False,
        text=True,
        errors="replace",
    )
    for word in ("Traceback", "Exception ignored", "defect in lint", "crashed", "Warning:"):
        assert word not in result.stdout + result.stderr
    assert result.returncode in (0, 1, 2)
    return result


@pytest.fixture(autouse=True)
def post(archive: Archive) -> None:
    archive.write(POST, BAD)


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no device that is full")
@pytest.mark.parametrize("command", PRINTING)
def test_standard_output_is_full(archive: Archive, command: str) -> None:
    result = run(archive, f"exec $LINT {COMMANDS[command]} >/dev/full")
    assert result.returncode == 2
    assert result.stderr.startswith("lint: standard output: cannot be written: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no device that is full")
def test_standard_error_is_full(archive: Archive) -> None:
    assert run(archive, "exec $LINT nowhere 2>/dev/full").returncode == 2
    assert run(archive, "exec $LINT . >/dev/full 2>/dev/full").returncode == 2


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the shell is another")
@pytest.mark.parametrize("command", COMMANDS)
def test_standard_streams_are_closed(archive: Archive, command: str) -> None:
    finds = 1 if command in ("check", "statistics") else 0
    assert run(archive, f"exec $LINT {COMMANDS[command]} <&- >&- 2>&-").returncode == finds


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_no_warning_is_an_error(archive: Archive, command: str) -> None:
    archive.write(".gitignore", "[[a]]\n[a--b]\n[~~x]\n[a||b]\n")
    archive.write("lint.toml", "[fields.title]\npattern = '.'\n[per-file-ignores]\n'[[a]]' = ['DTE002']\n")
    if command == "init":
        os.remove("lint.toml")
    options = "-X dev -X warn_default_encoding -bb -W error"
    result = run(archive, f"exec $LINT {COMMANDS[command]}", PYTHON_OPTIONS=options)
    assert result.returncode == (1 if command in ("check", "statistics") else 0)
    assert not result.stderr or result.stderr.startswith("lint: ")


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "LANG": "C"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "utf-16"},
        {"PYTHONOPTIMIZE": "1"},
        {"PYTHONINTMAXSTRDIGITS": "640"},
        {"COLUMNS": "9" * 5_000},
        {"COLUMNS": "²"},
        {"TZ": ":/nowhere/at/all"},
        {"GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "/nowhere"},
        {"GITHUB_WORKSPACE": "/", "CI_PROJECT_DIR": ""},
    ],
    ids=lambda environment: ascii(next(iter(environment.items())))[:40],
)
def test_environments(archive: Archive, environment: dict[str, str]) -> None:
    archive.write("_posts/2021-05-03-港.md", BAD.replace("It rained", "海港下雨"))
    archive.write("lint.toml", "extend-exclude = ['港口/']\n")
    plain = run(archive, "exec $LINT --no-cache --output-format json")
    assert plain.returncode == 1
    result = run(archive, "exec $LINT --no-cache --output-format json", **environment)
    assert (result.returncode, result.stdout) == (1, plain.stdout)
    assert run(archive, "exec $LINT --help", **environment).returncode == 0


def test_patterns_are_utf_8_whatever_the_locale(archive: Archive) -> None:
    archive.write("港口/2021-05-03-rain.md", BAD)
    archive.write("lint.toml", "extend-exclude = ['港口/']\n")
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    result = run(archive, "exec $LINT --no-cache --statistics", **ascii_only)
    assert (result.returncode, "in 1 file" in result.stdout) == (1, True)


def test_docstrings_that_were_removed_are_missed(archive: Archive) -> None:
    result = run(archive, "exec $LINT rules", PYTHON_OPTIONS="-OO")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("lint: rules need their docstrings; ")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems start with other numbers of files")
@pytest.mark.parametrize("files", [8, 10, 12, 16])
def test_few_open_files(archive: Archive, files: int) -> None:
    for command in ("--jobs 1", "--jobs 2 --no-cache"):
        result = run(
            archive, f"$LINT --version >/dev/null; ulimit -n {files}; exec $LINT --statistics {command}"
        )
        assert result.returncode in (1, 2)
        assert result.returncode == 1 or result.stderr.startswith("lint: ")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit it")
def test_no_byte_can_be_written(archive: Archive) -> None:
    for command in (
        "--output-file report.txt",
        "--output-format sqlite:report.db",
        "baseline",
        "stats --output-file numbers.txt",
        "init",
        "--fix --add-ignores",
    ):
        result = run(archive, f"ulimit -f 0; exec $LINT {command}")
        assert result.returncode == 2, command
        assert "lint: " in result.stderr
        assert Path(POST).read_text(encoding="utf-8") == BAD


def test_the_folder_is_gone(archive: Archive) -> None:
    os.mkdir("gone")
    result = run(archive, "cd gone; rmdir ../gone; $LINT . ; exec $LINT")
    assert result.returncode == 2
    assert result.stderr == "lint: the current folder no longer exists\n" * 2


def test_no_folder_for_temporary_files_is_not_called_the_current_one(archive: Archive) -> None:
    archive.write(POST, BAD)
    result = run(archive, "ulimit -f 0; exec $LINT --no-cache --output-file report.txt")
    assert result.returncode == 2
    assert "current folder" not in result.stderr
    assert "lint: no usable temporary directory" in result.stderr


@pytest.mark.parametrize("limit", [150, 250])
def test_little_room_for_recursion(archive: Archive, limit: int) -> None:
    code = f"import sys; sys.setrecursionlimit({limit}); from lint.cli.main import main; sys.exit(main())"
    result = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=archive.root,
        capture_output=True,
        check=False,
        text=True,
    )
    assert result.returncode in (1, 2)
    assert "Traceback" not in result.stderr
