"""Git runs nothing that a repository names."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import GOOD, Archive

POST = "_posts/2021-05-03-a.md"


class Trap:
    """A program that leaves a file where it was run; it acts like `cat`."""

    def __init__(self, folder: Path) -> None:
        self.mark = folder / "was-run"
        self.path = folder / "trap.sh"
        self.path.write_text(f"#!/bin/sh\ntouch '{self.mark}'\ncat 2>/dev/null\n")
        self.path.chmod(0o755)

    @property
    def was_run(self) -> bool:
        return self.mark.exists()


def git(*arguments: str, check: bool = True) -> None:
    user = ("-c", "user.name=K", "-c", "user.email=k@example.org")
    subprocess.run(["git", *user, *arguments], check=check, capture_output=True, stdin=subprocess.DEVNULL)


@pytest.fixture
def trap(tmp_path_factory: pytest.TempPathFactory) -> Trap:
    return Trap(tmp_path_factory.mktemp("trap"))


@pytest.fixture
def repository(archive: Archive) -> Archive:
    archive.write(POST, GOOD)
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "archive")
    return archive


def monitor(trap: Trap, _: Archive) -> None:
    git("config", "core.fsmonitor", str(trap.path))


def clean(trap: Trap, archive: Archive) -> None:
    git("config", "filter.x.clean", str(trap.path))
    archive.write(".gitattributes", "*.md filter=x\n")


def required_clean(trap: Trap, archive: Archive) -> None:
    git("config", "filter.a=b.c.required", "true")
    git("config", "filter.a=b.c.clean", str(trap.path))
    archive.write(".gitattributes", "*.md filter=a=b.c\n")


def smudge(trap: Trap, archive: Archive) -> None:
    git("config", "filter.x.smudge", str(trap.path))
    archive.write(".gitattributes", "*.md filter=x\n")


def process(trap: Trap, archive: Archive) -> None:
    git("config", "filter.x.process", str(trap.path))
    archive.write(".gitattributes", "*.md filter=x\n")


def included(trap: Trap, archive: Archive) -> None:
    archive.write("more.cfg", f'[filter "x"]\nclean = {trap.path}\n')
    git("config", "include.path", str(archive.root / "more.cfg"))
    archive.write(".gitattributes", "*.md filter=x\n")


def hook(trap: Trap, _: Archive) -> None:
    os.makedirs(".git/hooks", exist_ok=True)
    os.symlink(trap.path, ".git/hooks/post-index-change")


def hooks_elsewhere(trap: Trap, archive: Archive) -> None:
    archive.write("hooks/readme", "")
    os.symlink(trap.path, "hooks/post-index-change")
    git("config", "core.hooksPath", str(archive.root / "hooks"))


def external_diff(trap: Trap, _: Archive) -> None:
    git("config", "diff.external", str(trap.path))


def diff_driver(trap: Trap, archive: Archive) -> None:
    git("config", "diff.x.command", str(trap.path))
    archive.write(".gitattributes", "*.md diff=x\n")


def text_conversion(trap: Trap, archive: Archive) -> None:
    git("config", "diff.x.textconv", str(trap.path))
    archive.write(".gitattributes", "*.md diff=x\n")


def signature(trap: Trap, _: Archive) -> None:
    git("config", "gpg.program", str(trap.path))
    git("config", "log.showSignature", "true")
    git("config", "commit.gpgSign", "true")


ATTACKS = [
    monitor, clean, required_clean, smudge, process, included, hook, hooks_elsewhere, external_diff, diff_driver,
    text_conversion, signature,
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "options", [("--since", "HEAD"), ("--staged",), ("--since", "HEAD", "--changed-lines")]
)
def test_no_program_of_the_repository_is_run(
    attack: Callable[[Trap, Archive], None], options: tuple[str, ...], repository: Archive, trap: Trap
) -> None:
    attack(trap, repository)
    repository.write(POST, GOOD.replace("Rain over", "Rain  over"))
    if options == ("--staged",):
        subprocess.run(
            ["git", "-c", "core.hooksPath=", "update-index", "--add", POST], check=False, capture_output=True
        )
        repository.write(POST, GOOD.replace("Rain over", "Wind  over"))
    trap.mark.unlink(missing_ok=True)
    result = repository.check("--isolated", *options)
    assert not trap.was_run
    assert [each["code"] for each in result.findings] == ["FMT008"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_attack_works_on_plain_git(
    attack: Callable[[Trap, Archive], None], repository: Archive, trap: Trap
) -> None:
    attack(trap, repository)
    repository.write(POST, GOOD.replace("Rain over", "Rain  over"))
    git("diff", check=False)
    git("status", check=False)
    git("add", POST, check=False)
    git("commit", "-qm", "more", check=False)
    git("stash", check=False)
    git("checkout", "HEAD~", "--", POST, check=False)
    assert trap.was_run


def test_a_missing_object_is_not_fetched(repository: Archive, trap: Trap) -> None:
    git("config", "extensions.partialClone", "x")
    git("config", "core.repositoryFormatVersion", "1")
    git("config", "remote.x.url", f"ext::{trap.path}")
    git("config", "remote.x.promisor", "true")
    git("config", "protocol.ext.allow", "always")
    blob = subprocess.run(["git", "rev-parse", f"HEAD:{POST}"], check=True, capture_output=True, text=True)
    name = blob.stdout.strip()
    os.unlink(Path(".git/objects", name[:2], name[2:]))
    repository.write(POST, GOOD.replace("Rain over", "Rain  over"))
    result = repository.lint("--since", "HEAD", "--changed-lines")
    assert not trap.was_run
    assert (result.code, result.err[:18]) == (2, "lint: git reports:")


def test_a_folder_that_looks_like_a_bare_repository_is_none(archive: Archive, trap: Trap) -> None:
    archive.write("site/_posts/2021-05-03-a.md", GOOD)
    os.chdir("site")
    git("init", "-q", "--bare", ".")
    git("config", "core.worktree", ".")
    git("config", "core.bare", "false")
    git("config", "core.fsmonitor", str(trap.path))
    result = archive.lint("--since", "HEAD")
    assert not trap.was_run
    assert (result.code, result.err[:18]) == (2, "lint: git reports:")


def test_the_users_own_filter_still_counts(
    repository: Archive, trap: Trap, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = trap.path.parent / "gitconfig"
    settings.write_text(f'[filter "x"]\nclean = {trap.path}\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    repository.write(".gitattributes", "*.md filter=x\n")
    repository.write(POST, GOOD.replace("Rain over", "Rain  over"))
    repository.check("--isolated", "--since", "HEAD")
    assert trap.was_run
