"""What is written takes its place whole, or not at all, and nothing that another program writes is lost."""

from __future__ import annotations

import errno
import os
import stat
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lint.primitives import replace, rewrite
from lint.primitives.rewrite import NotRewrittenError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="it has neither these signals nor these files")
OLD, NEW, EDIT = b"old\n", b"new\n", b"an edit\n"


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(OLD)
    return path


def left(path: Path) -> list[str]:
    return sorted(os.listdir(path.parent))


@pytest.fixture(params=["exchanged", "renamed"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Files are replaced in one of two ways: the second where a system or file system lacks the first."""
    if request.param == "renamed":
        monkeypatch.setattr(replace, "exchange_of_system", lambda: None)
    elif replace.exchange_of_system() is None:
        pytest.skip("this system cannot exchange files")
    return str(request.param)


def at_the_last_moment(monkeypatch: pytest.MonkeyPatch, edit: Callable[[], object]) -> None:
    """Edit once the new text is on the disk, right before it takes its place."""
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        monkeypatch.setattr("os.fsync", real)
        edit()

    monkeypatch.setattr("os.fsync", fsync)


def renamed_over(path: Path, content: bytes) -> None:
    other = path.with_name("editor")
    other.write_bytes(content)
    os.replace(other, path)


def appended(path: Path) -> None:
    with path.open("ab") as file:
        file.write(EDIT)


EDITS: dict[str, tuple[Callable[[Path], object], bytes]] = {
    "written": (lambda path: path.write_bytes(EDIT), EDIT),
    "of the same size": (lambda path: path.write_bytes(b"odd\n"), b"odd\n"),
    "appended": (appended, OLD + EDIT),
    "renamed": (lambda path: renamed_over(path, EDIT), EDIT),
    "the same text in another file": (lambda path: renamed_over(path, OLD), OLD),
    "mode": (lambda path: path.chmod(0o600), OLD),
    "emptied": (lambda path: os.truncate(path, 0), b""),
}


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_at_the_last_moment_is_kept(kind: str, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit, expected = EDITS[kind]
    at_the_last_moment(monkeypatch, lambda: edit(post))
    with pytest.raises(NotRewrittenError, match="it has changed in the meantime"):
        rewrite.rewrite(str(post), OLD, NEW)
    assert post.read_bytes() == expected
    assert left(post) == ["a.md"]


@pytest.mark.usefixtures("way")
def test_a_deleted_file_stays_deleted(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_last_moment(monkeypatch, post.unlink)
    with pytest.raises(NotRewrittenError, match=f"cannot be written: {os.strerror(errno.ENOENT)}"):
        rewrite.rewrite(str(post), OLD, NEW)
    assert left(post) == []


@pytest.mark.usefixtures("way")
def test_what_is_no_longer_a_file_is_left_alone(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def to_folder() -> None:
        post.unlink()
        post.mkdir()

    at_the_last_moment(monkeypatch, to_folder)
    with pytest.raises(NotRewrittenError, match="it has changed"):
        rewrite.rewrite(str(post), OLD, NEW)
    assert post.is_dir()
    assert left(post) == ["a.md"]


@pytest.mark.usefixtures("way")
def test_a_file_that_is_open_for_writing_is_left_to_its_program(post: Path) -> None:
    with post.open("r+b") as file:
        if not has_leases(post.parent):
            pytest.skip("this file system cannot tell")
        with pytest.raises(NotRewrittenError, match="another program has it open for writing"):
            rewrite.rewrite(str(post), OLD, NEW)
        file.write(EDIT)
    assert post.read_bytes() == EDIT
    with post.open("rb"):  # to read it does not matter
        rewrite.rewrite(str(post), EDIT, NEW)
    assert (post.read_bytes(), left(post)) == (NEW, ["a.md"])


def has_leases(folder: Path) -> bool:
    import fcntl  # not on Windows

    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    path = folder / "leased"
    path.write_bytes(b"")
    try:
        with path.open("rb") as file:
            fcntl.fcntl(file.fileno(), fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError:
        return False
    finally:
        path.unlink()
    return True


def edits_around_exchanges(
    monkeypatch: pytest.MonkeyPatch, before: dict[int, Callable[[], object]]
) -> Callable[[], int]:
    """Edit before the exchanges with these numbers, the first being 0; return what counts the exchanges."""
    real = replace.exchange_of_system()
    if real is None:
        pytest.skip("this system cannot exchange files")
    count = 0

    def exchange(one: str, other: str) -> None:
        nonlocal count
        before.get(count, lambda: None)()
        count += 1
        real(one, other)

    monkeypatch.setattr(replace, "exchange_of_system", lambda: exchange)
    return lambda: count


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_edits_between_the_steps_are_kept(number: int, post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The edit after an exchange that must be undone is in the new file's place, and goes there again."""

    def edit(at: int) -> Callable[[], None]:
        return lambda: renamed_over(post, EDIT * (at + 1))

    count = edits_around_exchanges(monkeypatch, {at: edit(at) for at in range(number + 1)})
    with pytest.raises(NotRewrittenError, match="changed in the meantime"):
        rewrite.rewrite(str(post), OLD, NEW)
    assert (post.read_bytes(), left(post)) == (EDIT * (number + 1), ["a.md"])
    assert count() == number + 2


def test_a_file_system_that_cannot_exchange_files_will_do(
    post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(one: str, other: str) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(replace, "exchange_of_system", lambda: refuse)
    rewrite.rewrite(str(post), OLD, NEW)
    assert (post.read_bytes(), left(post)) == (NEW, ["a.md"])


WRITER = """
import os, random, sys, time
folder, seed = sys.argv[1], int(sys.argv[2])
chance = random.Random(seed)
names = sorted(name for name in os.listdir(folder) if name.endswith(".md"))
for number in range(int(sys.argv[3])):
    name = chance.choice(names)
    path, mark = os.path.join(folder, name), f"<{seed}-{number}>\\n".encode()
    kind = chance.randrange(4)
    if kind == 0:
        with open(path, "ab") as file:
            file.write(mark)
    elif kind == 1:
        with open(path, "r+b") as file:
            file.seek(0, 2)
            file.write(mark)
    else:
        with open(path, "rb") as file:
            text = file.read()
        if kind == 2:
            with open(path, "wb") as file:
                file.write(text + mark)
        else:
            with open(f"{path}.editor", "wb") as file:
                file.write(text + mark)
            os.replace(f"{path}.editor", path)
    print(name, mark.decode(), end="", flush=True)
    time.sleep(chance.random() / 500)
"""


def test_edits_of_another_program_are_not_lost(tmp_path: Path) -> None:
    # A long version of this, with `lint --fix`, is benchmarks/edit_fixes.py.
    if not has_leases(tmp_path) or replace.exchange_of_system() is None:
        pytest.skip("this system cannot rule it out")
    for name in "abc":
        (tmp_path / f"{name}.md").write_bytes(OLD)
    command = [sys.executable, "-c", WRITER, str(tmp_path), "1", "150"]
    fixed = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        while writer.poll() is None:
            for path in tmp_path.glob("*.md"):
                old = path.read_bytes()
                with_fix = old + b"!" if len(old) % 2 else old.replace(b"!", b"")
                try:
                    rewrite.rewrite(str(path), old, with_fix)
                    fixed += 1
                except NotRewrittenError:
                    pass
        assert writer.stdout is not None
        edits = writer.stdout.read().decode().split("\n")[:-1]
    assert fixed
    assert len(edits) == 150
    for edit in edits:
        name, mark = edit.split(" ")
        assert mark in (tmp_path / name).read_text(encoding="utf-8")


def rights(user: int) -> bytes:
    """Return a list of access rights in which one more user may read, as Linux keeps it."""
    nobody = 0xFFFFFFFF
    entries = ((1, 6, nobody), (2, 4, user), (4, 4, nobody), (16, 4, nobody), (32, 4, nobody))
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def test_a_list_of_rights_and_attributes_stay_with_the_file(post: Path) -> None:
    acl = "system.posix_acl_access"
    try:
        os.setxattr(post, "user.keeper", b"yes")
        os.setxattr(post.parent, "system.posix_acl_default", rights(4321))
        os.setxattr(post, acl, rights(1234))
    except (OSError, AttributeError):
        pytest.skip("this file system has none")
    before = {name: os.getxattr(post, name) for name in os.listxattr(post)}
    assert before[acl] == rights(1234)
    rewrite.rewrite(str(post), OLD, NEW)
    assert {name: os.getxattr(post, name) for name in os.listxattr(post)} == before
    # One without a list does not inherit the folder's.
    os.removexattr(post, acl)
    os.chmod(post, 0o664)
    rewrite.rewrite(str(post), NEW, OLD)
    assert acl not in os.listxattr(post)
    assert stat.S_IMODE(post.stat().st_mode) == 0o664


def test_an_attribute_that_cannot_be_kept_is_not_dropped(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"user.keeper": b"yes", "security.label": b"x"}

    def refuse(_handle: int, name: str, _value: bytes) -> None:
        raise OSError(errno.ENOSPC, f"no room for {name}")

    monkeypatch.setattr("os.listxattr", lambda path: list(values) if isinstance(path, str) else [])
    monkeypatch.setattr("os.getxattr", lambda _, name: values[name])
    monkeypatch.setattr("os.setxattr", refuse)
    with pytest.raises(NotRewrittenError, match=r"cannot be written: no room for user\.keeper"):
        rewrite.rewrite(str(post), OLD, NEW)
    del values["user.keeper"]
    rewrite.rewrite(str(post), OLD, NEW)
    assert (post.read_bytes(), left(post)) == (NEW, ["a.md"])


def test_the_owner_is_kept_where_that_is_possible(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, asked = os.fstat, []

    def fstat(handle: int) -> os.stat_result:
        status = real(handle)
        if stat.S_IMODE(status.st_mode) != 0o600:
            return status
        # The temporary file is somebody else's.
        return os.stat_result([*status[:4], status.st_uid + 1, *status[5:]])

    def chown(_handle: int, user: int, group: int) -> None:
        asked.append((user, group))
        if user != -1:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr("lint.primitives.adopt.os.fstat", fstat)
    monkeypatch.setattr("os.fchown", chown)
    post.chmod(0o4755)
    rewrite.rewrite(str(post), OLD, NEW)
    status = post.stat()
    assert asked == [(status.st_uid, status.st_gid), (-1, status.st_gid)]
    # Whoever owns it now has not asked for this.
    assert stat.S_IMODE(status.st_mode) == 0o755
