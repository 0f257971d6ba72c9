"""A configuration that came with an archive names no code, unless the user trusts the archive."""

import os
import sys
from collections.abc import Sequence

import pytest

from lint import Config, lint_paths, lint_text
from lint.primitives.errors import UserError
from tests.conftest import GOOD, Archive
from tests.hostile.conftest import MODEL, POST, ran


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
        ('trust = ["/a\\u0000b"]', "is not valid; expected true, false, or a list"),
        ("trust = " + "9" * 5000, "not valid TOML"),
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


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_user_s_own_configuration_must_be_theirs(stranger: Archive) -> None:
    stranger.write("user/lint.toml", "trust = true\n")
    os.chown("../user/lint.toml", 4_000_000, 4_000_000)
    result = stranger.lint()
    assert (result.code, ran(), "belongs to another user" in result.err) == (2, False, True)
