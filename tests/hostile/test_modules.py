"""No module comes from the working folder, which may be a stranger's archive."""

import os
import subprocess
import sys

import pytest

from tests.conftest import GOOD, Archive
from tests.hostile.conftest import MARK, POST, ran

# Beside Python's own import of `runpy`, which `python -m` does before any code of ours.
MODULES = (
    "yaml",
    "sqlite3",
    "json",
    "argparse",
    "pydantic",
    "lxml",
    "pathspec",
    "tomllib",
    "platformdirs",
    "ada_url",
)
POISON = f"open({MARK!r}, 'w').close()\nraise ImportError('a module of the archive')\n"


START = {
    "module": ["-m", "lint"],
    "code": ["-c", "import sys; from lint.cli.main import main; sys.exit(main())"],
    "safe": ["-P", "-m", "lint"],
}


@pytest.mark.slow
@pytest.mark.parametrize("start", START)
@pytest.mark.parametrize("given", ["{lint}", "{lint}" + os.pathsep, "{lint}" + os.pathsep + "."])
def test_no_module_comes_from_the_working_folder(archive: Archive, start: str, given: str) -> None:
    for number in range(3):
        archive.write(f"_posts/2021-05-0{number + 1}-x.md", GOOD.replace("title: ", "title: ~ #"))
    archive.write("my.json", "{}")
    for name in MODULES:
        archive.write(f"{name}.py", POISON)
    env = {**os.environ, "PYTHONPATH": given.format(lint=os.path.dirname(os.path.dirname(_lint())))}
    command = [sys.executable, *START[start], "--jobs", "2", "--output-format", "sqlite:x.db", "."]
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (ran(), run.returncode, run.stderr) == (False, 1, "")


def _lint() -> str:
    import lint

    return str(lint.__file__)


def test_no_plug_in_comes_from_the_working_folder(archive: Archive) -> None:
    archive.write("keep-1.dist-info/METADATA", "Name: keep\nVersion: 1\n")
    archive.write(
        "keep-1.dist-info/entry_points.txt", "[lint.rules]\nkeep = keep\n[lint.reporters]\nx = keep:x\n"
    )
    archive.write("keep.py", POISON)
    archive.write("_posts/2021-05-03-x.md")
    for options in (["."], ["rules"], ["--output-format", "x"]):
        assert archive.command(*options).code == (2 if "x" in options else 0)
    assert not ran()


@pytest.mark.parametrize(
    "call",
    [
        "lint.lint_text('x')",
        "list(lint.lint_paths([__import__('os').path.join('_posts', 'x.md')]))",
        "lint.fix_text('x ')",
        "a = lint.Archive('_posts').__enter__(); list(a.lint()); a.lint_text('x', 'y.md'); a.close()",
        "lint.write_report(['_posts'], 'sarif', 'x.sarif')",
    ],
)
def test_a_program_that_lints_runs_no_code_of_the_working_folder(archive: Archive, call: str) -> None:
    archive.write("_posts/x.md")
    # Before a program's first line, Python imports `linecache` since 3.13, and what that needs.
    own = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, check=True
    )
    for name in sys.stdlib_module_names - set(own.stdout.decode().split()):
        archive.write(f"{name}.py", POISON)
    for name in MODULES:
        archive.write(f"{name}.py", POISON)
    code = f"import sys; before = sys.path[:]; import lint; {call}; sys.exit(3 if sys.path == before else 4)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran(), run.returncode, run.stderr) == (False, 3, "")


def test_a_folder_that_the_user_names_in_full_stays_on_the_path(archive: Archive) -> None:
    archive.write("house.py", "from pydantic import BaseModel\nclass Post(BaseModel):\n    mood: str\n")
    archive.write("site/lint.toml", "")
    archive.write(f"site/{POST}")
    given = os.pathsep.join([os.path.dirname(os.path.dirname(_lint())), os.getcwd()])
    result = archive.command(
        "--schema", "house:Post", "--select", "FMT005", "site", env={"PYTHONPATH": given}
    )
    assert (result.code, result.err) == (1, "")
