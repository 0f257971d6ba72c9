"""Git opens nothing that never ends, reads no other repository, and is not a program of the archive."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from lint.archive import git_command
from tests.conftest import GOOD, Archive
from tests.test_hostile_git import POST, git

FLAWED = GOOD.replace("Rain over", "Rain  over")
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")


@pytest.fixture
def repository(archive: Archive) -> Archive:
    archive.write("keeper/" + POST, GOOD)
    os.chdir("keeper")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "archive")
    archive.write("keeper/" + POST, FLAWED)
    return archive


@pytest.fixture
def of_another(archive: Archive) -> Path:
    """Return the folder of another archive's repository, in which a post is staged."""
    archive.write("harbour/" + POST, FLAWED.replace("Rain  over", "Tide  over"))
    git("-C", "harbour", "init", "-q", "-b", "main")
    git("-C", "harbour", "add", ".")
    archive.write("stranger/" + POST, GOOD)
    os.chdir("stranger")
    return archive.root / "harbour" / ".git"


@needs_pipes
@pytest.mark.parametrize(
    "place",
    [
        ".git/HEAD", ".git/index", ".git/config", ".git/packed-refs", ".git/commondir", ".git/info/exclude",
        ".git/refs/heads/tide", ".git/objects/pack/tide.idx", ".gitattributes", "_posts/.gitattributes",
        "_posts/.gitignore", "drafts/.git/HEAD", "drafts/.git",
    ],
)  # fmt: skip
@pytest.mark.parametrize("options", [("--since", "HEAD"), ("--staged",)])
def test_git_opens_no_pipe(place: str, options: tuple[str, ...], repository: Archive) -> None:
    os.makedirs(os.path.dirname(place) or ".", exist_ok=True)
    Path(place).unlink(missing_ok=True)
    os.mkfifo(place)
    result = repository.lint(*options)
    assert (result.code, result.out) == (2, "")
    assert os.path.realpath(place) in result.err
    assert "it is not a regular file" in result.err


@needs_pipes
def test_git_opens_no_pipe_by_a_link(repository: Archive) -> None:
    os.mkfifo("pipe")
    os.unlink(".git/HEAD")
    os.symlink("../pipe", ".git/HEAD")
    assert "it is not a regular file" in repository.lint("--since", "HEAD").err


@needs_pipes
def test_git_that_waits_is_ended(repository: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some files may be anywhere; then git is not waited for without end."""
    monkeypatch.setattr(git_command, "_SETTINGS_SECONDS", 1)
    os.mkfifo("pipe")
    git("config", "include.path", "../pipe")
    result = repository.lint("--since", "HEAD")
    assert (result.code, result.err) == (2, "lint: git takes more than 1 seconds: `git config`\n")


@pytest.mark.parametrize("way", ["a link", "a file", "a link to the index"])
def test_what_is_staged_in_another_repository_is_not_read(
    way: str, archive: Archive, of_another: Path
) -> None:
    if way == "a link":
        os.symlink(of_another, ".git")
    elif way == "a file":
        archive.write("stranger/.git", f"gitdir: {os.path.relpath(of_another)}\n")
    else:
        git("init", "-q")
        os.symlink(of_another / "index", ".git/index")
        archive.write("stranger/.git/objects/info/alternates", f"{of_another / 'objects'}\n")
    result = archive.check("--staged")
    assert (result.code, result.out) == (2, "")
    assert "lint: git is not run: " in result.err
    assert "harbour" in result.err


def test_the_working_tree_of_another_repository_is_not_read(repository: Archive, archive: Archive) -> None:
    git("worktree", "add", "-q", "../tree")
    archive.write("tree/" + POST, FLAWED)
    git("-C", "../tree", "add", ".")
    archive.write("stranger/" + POST, GOOD)
    archive.write("stranger/.git", archive.root.joinpath("tree/.git").read_bytes())
    os.chdir("../stranger")
    assert "lint: git is not run: " in repository.check("--staged").err


def test_the_user_may_name_another_repository(
    archive: Archive, of_another: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(of_another))
    assert [each["code"] for each in archive.check("--isolated", "--staged").findings] == ["FMT008"]


def working_tree(archive: Archive) -> None:
    git("worktree", "add", "-q", "../tree")
    os.chdir("../tree")
    archive.write("tree/" + POST, FLAWED)


def moved_working_tree(archive: Archive) -> None:
    working_tree(archive)
    os.chdir("..")
    os.rename("tree", "moved")
    os.chdir("moved")


def submodule(archive: Archive) -> None:
    git("checkout", "-q", "--", ".")
    os.makedirs("../above")
    os.chdir("../above")
    git("init", "-q")
    git("-c", "protocol.file.allow=always", "submodule", "add", "-q", "../keeper", "part")
    archive.write("above/part/" + POST, FLAWED)
    os.chdir("part")


def separate_folder(_: Archive) -> None:
    git("init", "-q", "--separate-git-dir", "../elsewhere")


def linked_folder(_: Archive) -> None:
    os.chdir("..")
    os.symlink("keeper", "link")
    os.chdir("link")


def watched(_: Archive) -> None:
    """Git's own monitor of files listens on a socket."""
    with socket.socket(socket.AF_UNIX) as monitor:
        monitor.bind(".git/fsmonitor--daemon.ipc")


needs_sockets = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="the system has no such sockets")


@pytest.mark.parametrize(
    "arrange",
    [
        working_tree, moved_working_tree, submodule, separate_folder, linked_folder,
        pytest.param(watched, marks=needs_sockets),
    ],
)  # fmt: skip
def test_a_usual_repository_is_read(arrange: object, repository: Archive) -> None:
    assert callable(arrange)
    arrange(repository)
    result = repository.check("--isolated", "--since", "HEAD")
    assert (result.err, [each["code"] for each in result.findings]) == ("", ["FMT008"])


def test_git_is_not_a_program_of_the_archive(repository: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write("keeper/git", "#!/bin/sh\ntouch was-run\n")
    os.chmod("git", 0o700)
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".", os.environ["PATH"])))
    result = repository.check("--isolated", "--since", "HEAD")
    assert not os.path.lexists("was-run")
    assert [each["code"] for each in result.findings] == ["FMT008"]


def test_without_git_the_message_says_so(repository: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", ".")
    result = repository.lint("--since", "HEAD")
    assert (result.code, result.err) == (2, "lint: git cannot be run: it is in no folder that PATH names\n")


def test_a_wrong_variable_is_named(repository: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "many")
    result = repository.lint("--since", "HEAD")
    assert (result.code, result.err) == (
        2,
        "lint: the variable GIT_CONFIG_COUNT is 'many'; expected a number\n",
    )


def test_the_reason_is_git_s_error_not_its_warning(repository: Archive) -> None:
    git("config", "core.worktree", "/nowhere/at/all")
    result = repository.lint("--since", "HEAD")
    assert (result.code, result.err[:19]) == (2, "lint: git reports: ")
    assert "warning" not in result.err
