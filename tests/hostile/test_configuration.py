"""Which configuration counts: one in the archive, of someone who could change the archive anyway."""

import os
from pathlib import Path

import pytest

from lint import lint_text
from lint.config.nearest import ConfigCache
from tests.conftest import GOOD, Archive
from tests.hostile.conftest import POST


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
