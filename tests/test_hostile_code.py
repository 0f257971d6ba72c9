"""An archive from a stranger runs no code: its configuration names none, and no module comes from it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from lint import Config, lint_paths, lint_text
from lint.config.nearest import ConfigCache
from lint.primitives import interrupts
from lint.primitives.errors import UserError
from tests.conftest import GOOD, Archive

POST = "_posts/2021-05-03-rain.md"
MARK = "it-ran"
MODEL = f"""
from pathlib import Path
from pydantic import BaseModel

Path(__file__).with_name("{MARK}").touch()


class Post(BaseModel):
    mood: str
"""
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


@pytest.fixture
def stranger(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """An archive whose configuration names a class in it, and a user without a configuration."""
    archive.write("site/lint.toml", 'schema = "moods:Post"\n')
    archive.write("site/moods.py", MODEL)
    archive.write(f"site/{POST}")
    monkeypatch.chdir("site")
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: str(archive.root / "user"))
    monkeypatch.setattr(sys, "modules", {**sys.modules})
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = signal.getsignal(signal.SIGINT)
    interrupts.handle()  # as in the command
    yield archive
    signal.signal(signal.SIGINT, before)


def ran() -> bool:
    return os.path.exists(MARK)


@pytest.mark.parametrize(
    "arguments",
    [
        ["."], [POST], ["--jobs", "2", "."], ["--no-cache"], ["--fix"], ["--show-settings"], ["--profile"],
        ["--config", "lint.toml"], ["baseline"], ["links"], ["schema"],
    ],
)  # fmt: skip
def test_a_configuration_names_no_code(stranger: Archive, arguments: Sequence[str]) -> None:
    result = stranger.lint(*arguments)
    assert (result.code, ran(), result.out) == (2, False, "")
    assert "lint.toml: schema: 'moods:Post' is code, which runs only if you trust the archive" in result.err
    assert "--trust" in result.err
    assert str(stranger.root / "user" / "lint.toml") in result.err


def test_a_configuration_names_no_code_to_a_program(stranger: Archive) -> None:
    with pytest.raises(UserError, match="is code"):
        list(lint_paths(["."]))
    with pytest.raises(UserError, match="is code"):
        lint_text(GOOD, POST)
    assert not ran()
    assert stranger.root  # its folder is the working one


@pytest.mark.parametrize("arguments", [["--trust"], ["--trust", "--config", "lint.toml"], ["--trust", "-j2"]])
def test_the_user_may_trust_an_archive(stranger: Archive, arguments: Sequence[str]) -> None:
    assert stranger.check("--select", "FMT005", *arguments).codes == ["FMT005"]
    assert ran()


def test_a_program_may_trust_an_archive(stranger: Archive) -> None:
    assert "FMT005" in [finding.code for finding in lint_paths([str(stranger.root / "site")], trust=True)]
    assert "FMT005" in [finding.code for finding in lint_text(GOOD, POST, trust=True)]


def test_what_the_user_names_needs_no_trust(stranger: Archive) -> None:
    os.unlink("lint.toml")
    assert stranger.check("--schema", "moods:Post", "--select", "FMT005").codes == ["FMT005"]
    assert "FMT005" in [finding.code for finding in lint_text(GOOD, POST, Config(schema="moods:Post"))]


@pytest.mark.parametrize(
    ("own", "is_trusted"),
    [
        ("trust = true", True),
        ("trust = false", False),
        ("trust = []", False),
        ("", False),
        ("trust = [{site!r}]", True),
        ("trust = [{above!r}, '/elsewhere']", True),
        ("trust = ['~/archives']", True),
        ("trust = ['~/arch']", False),
        ("trust = [{site!r} , '/']", True),
    ],
)
def test_the_user_s_own_configuration_may_trust_it(
    stranger: Archive, monkeypatch: pytest.MonkeyPatch, own: str, *, is_trusted: bool
) -> None:
    monkeypatch.setenv("HOME", str(stranger.root / "home"))
    monkeypatch.setenv("USERPROFILE", str(stranger.root / "home"))
    os.makedirs("../home")
    os.symlink("..", "../home/archives")
    stranger.write("user/lint.toml", own.format(site=os.getcwd(), above=str(stranger.root)))
    assert (stranger.check().code, ran()) == (1 if is_trusted else 2, is_trusted)


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ("trust = 1", "trust: 1 is not valid; expected true, false, or a list of folders"),
        ("trust = ['site']", "trust: ['site'] is not valid; expected true, false, or a list"),
        ("trust = [1]", "trust: [1] is not valid"),
        ("trust = '/'", "trust: '/' is not valid"),
        ("select = []", "select: unknown key; "),
        ("trust", "not valid TOML"),
        ("trust = " + "[" * 5000, "not valid TOML"),
        (b"\xff", "not valid TOML"),
    ],
)
def test_a_wrong_configuration_of_the_user_trusts_nothing(
    stranger: Archive, own: str | bytes, reason: str
) -> None:
    stranger.write("user/lint.toml", own)
    result = stranger.lint()
    assert (result.code, ran(), len(result.err.splitlines())) == (2, False, 1)
    assert result.err.startswith(f"lint: {stranger.root / 'user' / 'lint.toml'}: ")
    assert reason.replace("'", '"') in result.err.replace("'", '"')


def test_no_archive_brings_the_user_s_configuration_along(
    stranger: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In some CI, the home folder is the checkout.
    inside = os.path.join(os.getcwd(), ".config", "archive-lint")
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: inside)
    stranger.write("site/.config/archive-lint/lint.toml", "trust = true\n")
    result = stranger.lint()
    assert (result.code, ran(), "it is in the archive" in result.err) == (2, False, True)
    os.symlink(inside, "../link")
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: str(stranger.root / "link"))
    assert (stranger.lint().code, ran()) == (2, False)


def test_a_built_in_schema_and_a_json_schema_are_data(stranger: Archive) -> None:
    stranger.write("site/lint.toml", 'schema = "jekyll"\n')
    assert stranger.lint().code == 0
    stranger.write("site/a:b.json", "{}")
    stranger.write("site/lint.toml", 'schema = "a:b.json"\n')
    assert stranger.lint().code == 0


def test_an_installed_module_comes_first(stranger: Archive) -> None:
    stranger.write("site/colorsys.py", MODEL)  # of the standard library, and rarely imported
    result = stranger.lint("--schema", "colorsys:Post")
    assert (result.code, ran()) == (2, False)
    assert "schema 'colorsys:Post' is not a pydantic model" in result.err


def test_a_trusted_package_finds_its_own_modules_only(stranger: Archive) -> None:
    before = sys.path[:]
    stranger.write("site/house/__init__.py", "")
    stranger.write("site/house/moods.py", "from house.more import Base\nclass Post(Base):\n    mood: str\n")
    stranger.write("site/house/more.py", "from pydantic import BaseModel as Base\n")
    assert stranger.check("--schema", "house.moods:Post", "--select", "FMT005").codes == ["FMT005"]
    assert sys.path == before
    stranger.write("site/alone.py", "import moods\n")
    result = stranger.lint("--schema", "alone:Post")
    assert (result.code, ran()) == (2, False)
    assert "alone.py:1: ModuleNotFoundError" in result.err


RAISING = (
    "raise SystemExit", "raise SystemExit(0)", "import sys; sys.exit('bye')", "raise KeyboardInterrupt",
    "raise GeneratorExit", "class E(BaseException): ...\nraise E('odd')", "1 / 0", "raise RecursionError",
    "raise MemoryError", "raise ImportError('x')", "raise UnicodeDecodeError('utf-8', b'', 0, 1, '')", "raise StopIteration",
)  # fmt: skip


@pytest.mark.parametrize("code", [*RAISING, "def x(:", "\0", "x = '\\ud800'\nraise ValueError(x)"])
def test_an_exception_in_a_user_s_module_is_an_error_with_its_place(stranger: Archive, code: str) -> None:
    stranger.write("site/broken.py", "\n\n" + code + "\n")
    result = stranger.lint("--schema", "broken:Post")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("lint: --schema: schema 'broken:Post' cannot be imported: ")
    assert "broken.py:" in result.err
    assert "Traceback" not in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    "code", [code for code in RAISING if "Unicode" not in code]
)  # a ValueError is a finding
def test_an_exception_in_a_validator_is_an_error_with_its_place(
    stranger: Archive, code: str, jobs: str
) -> None:
    body = "\n".join(f"        {line}" for line in code.splitlines())
    stranger.write(
        "site/strict.py",
        "from pydantic import BaseModel, field_validator\n\n\nclass Post(BaseModel):\n    title: str\n\n"
        f"    @field_validator('title')\n    def check(cls, value: str) -> str:\n{body}\n        return value\n",
    )
    result = stranger.lint("--schema", "strict:Post", "--jobs", jobs, POST)
    assert (result.code, "Traceback" in result.err + result.out) == (2, False)
    assert f"lint: {POST}: schema 'strict:Post' fails: " in result.err
    assert "strict.py:" in result.err


@pytest.mark.parametrize(
    "code", ["class Post: ...", "Post = 1", "", "def __getattr__(name):\n    raise SystemExit(name)"]
)
def test_a_module_without_the_model_is_an_error(stranger: Archive, code: str) -> None:
    stranger.write("site/empty.py", code)
    result = stranger.lint("--schema", "empty:Post")
    assert (result.code, "schema 'empty:Post'" in result.err, "Traceback" in result.err) == (2, True, False)
    assert stranger.lint("--schema", "nowhere:Post").code == 2


def test_a_module_that_is_nowhere_is_named(stranger: Archive) -> None:
    assert "module 'nowhere' is neither installed nor in " in stranger.lint("--schema", "nowhere:Post").err


START = {
    "module": ["-m", "lint"],
    "code": ["-c", "import sys; from lint.cli.main import main; sys.exit(main())"],
    "safe": ["-P", "-m", "lint"],
}


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


@pytest.mark.parametrize(
    "call", ["lint.lint_text('x')", "list(lint.lint_paths([__import__('os').path.join('_posts', 'x.md')]))"]
)
def test_a_program_that_lints_runs_no_code_of_the_working_folder(archive: Archive, call: str) -> None:
    archive.write("_posts/x.md")
    for name in sys.stdlib_module_names - set(sys.builtin_module_names):
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


# Which configuration counts.


@pytest.mark.parametrize("mark", [".git/HEAD", ".git"])
def test_no_configuration_counts_from_above_the_repository(archive: Archive, mark: str) -> None:
    archive.write("lint.toml", "broken")
    archive.write(f"site/{mark}")
    archive.write(f"site/{POST}", GOOD.replace("It rained.", "It  rained."))
    for folder, arguments in (
        ("site", ["."]),
        ("site/_posts", ["."]),
        (".", ["site"]),
        (".", [f"site/{POST}"]),
    ):
        os.chdir(archive.root / folder)
        result = archive.lint(*arguments)
        assert (result.code, "lint.toml is not used: it is above the archive" in result.err) == (0, True)
    os.chdir(archive.root / "site")
    assert lint_text(GOOD, POST) == []
    archive.write("site/lint.toml", 'select = ["DTE"]\n')
    result = archive.lint(".")
    assert (result.code, result.err) == (0, "")


def test_without_a_repository_no_configuration_counts_from_above_what_is_named(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("lint.toml", "broken")
    archive.write(f"site/{POST}")
    monkeypatch.chdir("site")
    assert archive.lint().code == 0
    assert "lint.toml is not used" in archive.lint().err
    os.mkdir(archive.root / "elsewhere")
    monkeypatch.chdir(archive.root / "elsewhere")
    for path in ("../site", "../site/_posts", f"../site/{POST}", str(archive.root / "site")):
        assert archive.lint(path).code == 0
    # In the working folder, the user has settings.
    monkeypatch.chdir(archive.root)
    assert archive.lint("site").code == 2


def test_a_submodule_belongs_to_the_repository_that_is_named(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write(".git/HEAD", "")
    archive.write("lint.toml", 'select = ["DTE"]\n')
    archive.write("content/.git", "gitdir: ../.git/modules/content\n")
    archive.write("content/_posts/2021-05-03-a.md", "# No front matter\n")
    assert archive.check().codes == []
    monkeypatch.chdir("content")
    assert archive.check().codes == ["FMT001"]


def test_another_project_above_is_no_news(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("pyproject.toml", "[project]\nname = 'x'\n")
    archive.write(f"site/{POST}")
    monkeypatch.chdir("site")
    assert archive.lint().err == ""
    archive.write("pyproject.toml", "[tool.lint]\n")
    assert "pyproject.toml is not used" in archive.lint().err


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system has no owners of files")
def test_a_file_must_belong_to_someone_who_could_change_the_archive_anyway(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    bounds = ConfigCache().bounds
    bounds.name(".")
    me, owner = os.geteuid(), os.stat(".").st_uid
    for trusted in (me, 0, owner):
        assert not bounds.distrusts("lint.toml", trusted)
    assert bounds.distrusts("lint.toml", 4_000_000)
    # Another user lints this archive: all of it has the same owner, as in a container.
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_001)
    assert not bounds.distrusts("lint.toml", owner)
    assert not bounds.distrusts("lint.toml", 0)
    assert bounds.distrusts("lint.toml", 4_000_000)
    assert archive.root


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("name", ["lint.toml", ".lint.toml", "pyproject.toml", ".lint-baseline.jsonl"])
@pytest.mark.parametrize("above", [False, True])
def test_a_file_of_another_owner_is_named_and_not_used(archive: Archive, name: str, *, above: bool) -> None:
    archive.write(".git/HEAD", "")
    archive.write(POST)
    archive.write(name, "[tool.lint]\n" if name == "pyproject.toml" else "")
    assert archive.lint(".").code == 0
    os.chown(name, 4_000_000, 4_000_000)
    os.chdir("_posts" if above else ".")
    result = archive.lint(".")
    assert (result.code, result.out) == (2, "")
    assert f"{name}: cannot be read: it belongs to user 4000000" in result.err
    assert archive.lint("--isolated", ".").code == 0
    # The archive is that user's.
    os.chown(archive.root, 4_000_000, 4_000_000)
    assert archive.lint(".").code == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_user_s_own_configuration_must_be_theirs(stranger: Archive) -> None:
    stranger.write("user/lint.toml", "trust = true\n")
    os.chown("../user/lint.toml", 4_000_000, 4_000_000)
    result = stranger.lint()
    assert (result.code, ran(), "belongs to another user" in result.err) == (2, False, True)


def test_a_configuration_that_is_named_is_read_wherever_it_is(archive: Archive) -> None:
    archive.write("house/lint.toml", 'select = ["DTE"]\n')
    archive.write(f"site/{POST}", "# No front matter\n")
    archive.write("site/.git/HEAD", "")
    os.symlink("house/lint.toml", "link.toml")
    os.chdir("site")
    for path in ("../house/lint.toml", "../link.toml"):
        assert archive.check("--config", path).codes == []
    if hasattr(os, "mkfifo"):
        read, write = os.pipe()
        os.write(write, b'select = ["DTE"]\n')
        os.close(write)
        if os.path.exists(f"/dev/fd/{read}"):
            assert archive.check("--config", f"/dev/fd/{read}").codes == []
        os.close(read)
    assert Path("../link.toml").is_symlink()
