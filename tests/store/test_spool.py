"""What a store may say of its members that is not true, or may stop to say."""

import io
import lzma
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from lint.store import room
from lint.store.decompressed import Decompressed
from lint.store.member import Kind, Member, StoreError
from lint.store.revision import RevisionStore
from lint.store.spool import Spool
from tests.conftest import Archive
from tests.store.makers import DEFECT, POST, Entry, tar
from tests.store.test_same import git


class Listed:
    """A store of some members."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._members = members

    def members(self) -> Iterator[Member]:
        yield from self._members


@pytest.mark.parametrize(
    ("size", "reason"), [(3, "it has more than the 3 bytes"), (9, "it ends 4 bytes too early")]
)
def test_a_member_has_the_size_that_the_store_says(tmp_path: Path, size: int, reason: str) -> None:
    spool = Spool(str(tmp_path))
    member = Member("a.md", Kind.FILE, size, lambda: [b"so", b"uth"])
    spool.take(Listed([member, Member("b.md", Kind.FILE, 1, lambda: [b"b"])]), "it")
    assert [each.name for each in spool.refusals] == ["a.md"]
    assert spool.refusals[0].reason.startswith(reason)
    assert os.listdir(tmp_path) == ["b.md"]


def listing(root: Path) -> dict[str, bytes]:
    return {str(each.relative_to(root)): each.read_bytes() for each in root.rglob("*") if each.is_file()}


@pytest.mark.parametrize("bytes_", [0, 3 * 4096, 5 * 4096 + 1500, 9 * 4096, 1 << 20])
def test_members_move_to_a_larger_folder_once_there_is_no_room(tmp_path: Path, bytes_: int) -> None:
    (tmp_path / "small").mkdir()
    (tmp_path / "large").mkdir()
    names = ["a.md", "b/c.md", "b/d/e.md", "f.md"]
    contents = {name: name.encode() * 100 for name in names}
    members = [
        Member(name, Kind.FILE, len(content), partial(list, [content])) for name, content in contents.items()
    ]
    members.insert(2, Member("b/again.md", Kind.HARD_LINK, target="a.md"))
    members += [Member("g", Kind.FOLDER), Member("h.md", Kind.LINK, target="f.md")]
    spool = Spool(str(tmp_path / "small"), bytes_, lambda: str(tmp_path / "large"))
    spool.take(Listed(members), "it")
    assert spool.root == str(tmp_path / ("small" if bytes_ == 1 << 20 else "large"))
    assert listing(Path(spool.root)) == contents | {
        "b/again.md": contents["a.md"],
        "h.md": contents["f.md"],
    }
    assert os.path.samefile(os.path.join(spool.root, "a.md"), os.path.join(spool.root, "b/again.md"))
    assert os.path.isdir(os.path.join(spool.root, "g"))


def test_a_folder_for_temporary_files_that_is_named_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "/srv/large")
    assert room.room_in_memory() == 0


def test_without_a_folder_in_memory_none_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(room, "MEMORY", str(tmp_path / "none"))
    assert room.room_in_memory() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no folder in memory")
def test_at_most_a_part_of_what_is_free_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(room, "MEMORY", str(tmp_path))
    system = os.statvfs(tmp_path)
    assert 0 < room.room_in_memory() <= min(512 << 20, system.f_blocks * system.f_frsize // 4)


def test_decompression_goes_forward_only() -> None:
    content = Decompressed(io.BytesIO(lzma.compress(b"x" * 100)))
    assert content.seekable()
    content.seek(60)
    assert (content.tell(), content.read(100)) == (60, b"x" * 40)
    with pytest.raises(StoreError, match="begins in another one"):
        content.seek(50)


def test_streams_of_xz_may_follow_each_other(archive: Archive) -> None:
    data = tar([Entry(POST, DEFECT.encode())])
    pieces = [lzma.compress(data[:700]), bytes(8), lzma.compress(data[700:]), bytes(4)]
    archive.write("packed.tar.xz", b"".join(pieces))
    result = archive.check("--isolated", "packed.tar.xz")
    assert (result.codes, result.err) == (["FMT008"], "")


@pytest.mark.parametrize("program", ["pass", "input()", "print()", "print('x blob 9')"])
def test_a_git_that_ends_is_said(archive: Archive, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    git("init", "-q")
    archive.write(POST, DEFECT)
    git("add", ".")
    git("commit", "-q", "-m", "First")
    store = RevisionStore("HEAD")

    def ended(*_: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    monkeypatch.setattr("lint.store.revision.started", ended)
    os.mkdir("spool")
    spool = Spool("spool")
    spool.take(store, "revision HEAD")
    assert [each.reason for each in spool.refusals] == [
        f"git has ended, at {POST!r}; what comes after is not read"
    ]


def test_an_archive_that_cannot_be_opened_is_named(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write("packed.tar", tar([]))
    real = os.open

    def refused(path: str, *arguments: int, **named: Any) -> int:
        if path == "packed.tar":
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **named)

    monkeypatch.setattr(os, "open", refused)
    result = archive.lint("packed.tar")
    assert (result.code, result.err) == (2, "lint: packed.tar: cannot be read: Permission denied\n")


def test_a_hard_link_to_a_file_before_it_is_that_file(archive: Archive) -> None:
    other = "_posts/2021-05-04-copy.md"
    link = Entry(other, kind=tarfile.LNKTYPE, target=POST)
    archive.write("packed.tar", tar([Entry(POST, DEFECT.encode()), link]))
    found = archive.check("--isolated", "packed.tar").findings
    assert {each["filename"] for each in found if each["code"] == "FMT008"} == {POST, other}


def test_what_is_there_is_neither_replaced_nor_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Spool, "_refuse_double", lambda *_: None)  # as if it had come meanwhile
    spool = Spool(str(tmp_path))
    (tmp_path / "a.md").write_text("wind")
    spool.take(Listed([Member("a.md", Kind.FILE, 4, lambda: [b"rain"])]), "it")
    assert [each.name for each in spool.refusals] == ["a.md"]
    assert (tmp_path / "a.md").read_text() == "wind"
