"""A store from a stranger: each hostile member is named and refused, the rest is linted, nothing leaks out."""

import gzip
import io
import lzma
import os
import stat
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from lint.store import spool
from tests.conftest import GOOD, Archive
from tests.store.makers import BLOCK, DEFECT, POST, Entry, special, tar, zipped

RAIN = Entry(POST, DEFECT.encode())
GOOD_ENTRY = Entry("_posts/2021-05-03-sun.md", GOOD.encode())
EVIL = "_posts/2021-05-05-evil.md"
BOMB = b"---\ntitle: a\n---\n" + b"a" * (8 << 20)


class Case(NamedTuple):
    """A hostile archive: its content, and what is said of which name; the rest is linted."""

    data: Callable[[], bytes]
    name: str
    reason: str
    suffix: str = ".tar"


def of(*entries: Entry) -> Callable[[], bytes]:
    return lambda: tar((*entries, RAIN))


def link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> Entry:
    return Entry(name, kind=kind, target=target)


def in_zip(*files: tuple[str | zipfile.ZipInfo, bytes]) -> Callable[[], bytes]:
    return lambda: zipped([*files, (POST, DEFECT)])


def encrypted(mode: int = stat.S_IFREG) -> bytes:
    """Return a zip archive whose first member says that it is encrypted."""
    data = bytearray(zipped([special(EVIL, mode | 0o777, b"rain.md"), (POST, DEFECT)]))
    at = data.index(b"PK\x01\x02")
    for flags in (6, at + 8):
        data[flags] |= 1
    return bytes(data)


def damaged_member() -> bytes:
    data = bytearray(zipped([(EVIL, GOOD), (POST, DEFECT)]))
    data[30 + len(EVIL) + 20] ^= 0xFF
    return bytes(data)


def odd_method() -> bytes:
    data = bytearray(zipped([(EVIL, GOOD), (POST, DEFECT)]))
    struct.pack_into("<H", data, 8, 77)
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 10, 77)
    return bytes(data)


def later_zip() -> bytes:
    data = bytearray(zipped({POST: DEFECT}))
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 6, 90)
    return bytes(data)


def header(name: str, size: bytes, kind: bytes) -> bytes:
    """Return the header of a member that claims a size, as it is written in the header."""
    info = tarfile.TarInfo(name)
    info.type = kind
    block = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    block[124:136] = size
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def paxed(about: dict[str, str], name: str, data: bytes, *before: Entry) -> bytes:
    """Return a tar archive whose last member has headers of its own, and no end mark before it."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for entry in before:
            info = tarfile.TarInfo(entry.name)
            info.size = len(entry.data)
            archive.addfile(info, io.BytesIO(entry.data))
        info = tarfile.TarInfo(name)
        info.size, info.pax_headers = len(data), about
        archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


RAIN_ALONE = tar([RAIN])[: 2 * BLOCK]
OUT = "leads out of the archive"
TAKEN = "another member has this name"
CASES = {
    "above": Case(of(Entry("../evil.md", b"x")), "../evil.md", "'..'"),
    "above in the midst": Case(of(Entry("_posts/../../evil.md", b"x")), "_posts/../../evil.md", "'..'"),
    "above in zip": Case(in_zip(("../evil.md", b"x")), "../evil.md", "'..'", ".zip"),
    "absolute": Case(of(Entry("/evil.md", b"x")), "/evil.md", "absolute"),
    "absolute in zip": Case(in_zip(("/evil.md", b"x")), "/evil.md", "absolute", ".zip"),
    "link out": Case(of(link(EVIL, "../../outside.md")), EVIL, OUT),
    "absolute link": Case(of(link(EVIL, "/etc/passwd")), EVIL, OUT),
    "link in zip": Case(in_zip(special(EVIL, stat.S_IFLNK | 0o777, b"../../outside.md")), EVIL, OUT, ".zip"),
    "link by a link": Case(of(link("here", "."), link(EVIL, "../here/../outside.md")), EVIL, OUT),
    "link by a later link": Case(of(link(EVIL, "../here/../outside.md"), link("here", ".")), EVIL, OUT),
    "folder link out": Case(of(link("folder", "..")), "folder", OUT),
    "through a link": Case(of(link("folder", ".."), Entry("folder/evil.md", b"x")), "folder", TAKEN),
    "hard link out": Case(of(link(EVIL, "../outside.md", tarfile.LNKTYPE)), EVIL, "'..'"),
    "absolute hard link": Case(of(link(EVIL, "/etc/passwd", tarfile.LNKTYPE)), EVIL, "absolute"),
    "hard link to nothing": Case(of(link(EVIL, "_posts/none.md", tarfile.LNKTYPE)), EVIL, "is no file before"),
    "hard link to a link": Case(
        of(link("away", "/etc/passwd"), link(EVIL, "away", tarfile.LNKTYPE)), EVIL, "is no file before it"
    ),
    "device": Case(of(Entry(EVIL, kind=tarfile.CHRTYPE)), EVIL, "not a regular file"),
    "disk": Case(of(Entry(EVIL, kind=tarfile.BLKTYPE)), EVIL, "not a regular file"),
    "pipe": Case(of(Entry(EVIL, kind=tarfile.FIFOTYPE)), EVIL, "not a regular file"),
    "encrypted link in zip": Case(lambda: encrypted(stat.S_IFLNK), EVIL, "not a regular file", ".zip"),
    "device in zip": Case(in_zip(special(EVIL, stat.S_IFCHR | 0o666)), EVIL, "not a regular file", ".zip"),
    "double": Case(of(GOOD_ENTRY, GOOD_ENTRY), GOOD_ENTRY.name, TAKEN),
    "double by another name": Case(
        of(GOOD_ENTRY, Entry("./_posts//2021-05-03-sun.md", b"x")), "./_posts//2021-05-03-sun.md", TAKEN
    ),
    "a file is a folder": Case(of(Entry("a", b"x"), Entry("a/b.md", b"x")), "a/b.md", "another member's name"),
    "a folder is a file": Case(of(Entry("a/b.txt", b"x"), Entry("a", b"x")), "a", TAKEN),
    "null in a name": Case(of(Entry("a\0é.md", b"x")), "a\\x00é.md", "null character"),
    "long name": Case(of(Entry("é" * 300 + ".md", b"x")), "é" * 300 + ".md", ""),
    "deep": Case(of(Entry("d/" * 3000 + "x.md", b"x")), "d/" * 3000 + "x.md", "in 3,000 folders"),
    "encrypted": Case(encrypted, EVIL, "encrypted", ".zip"),
    "ratio in zip": Case(in_zip((EVIL, BOMB)), EVIL, "over 200 times its size", ".zip"),
    "damaged in zip": Case(damaged_member, EVIL, "damaged", ".zip"),
    "compression in zip": Case(odd_method, EVIL, "compressed in a way", ".zip"),
    "large": Case(
        lambda: RAIN_ALONE + header(EVIL, b"77777777777\0", tarfile.REGTYPE), EVIL, "expected at most 67,108,864"
    ),
    "no name": Case(of(Entry(".", b"x")), ".", "no name"),
    "negative size in pax": Case(
        lambda: paxed({"size": "-5"}, EVIL, b"", RAIN), EVIL, "its size is -5; expected 0 or more"
    ),
}  # fmt: skip
# Of these, what comes before is linted, and the archive is named.
BROKEN = {
    "truncated": Case(lambda: tar([RAIN, GOOD_ENTRY])[: 3 * BLOCK + 100], "packed.tar", "ends in the midst"),
    "no end": Case(lambda: RAIN_ALONE, "packed.tar", "ends in the midst"),
    "damaged header": Case(lambda: RAIN_ALONE + b"x" * 4 * BLOCK, "packed.tar", "damaged"),
    "negative size": Case(
        lambda: RAIN_ALONE + header(EVIL, b"\xff" * 12, tarfile.REGTYPE) + RAIN_ALONE, "packed.tar", "damaged"
    ),
    "long header": Case(
        lambda: RAIN_ALONE + header(EVIL, b"77777777777\0", tarfile.XHDTYPE), "packed.tar", "a header has"
    ),
    "headers of headers": Case(
        lambda: RAIN_ALONE + (header(EVIL, b"00000000000\0", tarfile.XHDTYPE) * 3000), "packed.tar", "damaged"
    ),
    "truncated gzip": Case(lambda: gzip.compress(tar([RAIN, Entry("a.css", os.urandom(90_000))]))[:-3000],
        "packed.tgz", "ends in the midst", ".tgz"),
    "truncated xz": Case(
        lambda: lzma.compress(tar([RAIN, Entry("a.css", os.urandom(5000))]))[:-3000],
        "packed.txz", "ends in the midst", ".txz",
    ),
    "damaged second xz stream": Case(
        lambda: lzma.compress(RAIN_ALONE) + bytes(4) + b"no xz stream", "packed.txz", "it is damaged", ".txz"
    ),
    "damaged gzip": Case(
        lambda: gzip.compress(RAIN_ALONE) + b"no gzip", "packed.tgz", "it is damaged", ".tgz"
    ),
    "joined": Case(lambda: tar([RAIN]) + tar([GOOD_ENTRY]), "packed.tar", "it goes on after its end"),
    "joined gzip": Case(
        lambda: gzip.compress(tar([RAIN])) + gzip.compress(tar([GOOD_ENTRY])),
        "packed.tgz", "it goes on after its end", ".tgz",
    ),
    "checksum of gzip": Case(
        lambda: gzip.compress(tar([RAIN]))[:-8] + bytes(8), "packed.tgz", "it is damaged", ".tgz"
    ),
    "xz without its end": Case(
        lambda: lzma.compress(tar([RAIN]))[:-12], "packed.txz", "ends in the midst", ".txz"
    ),
    "sparse map": Case(
        lambda: paxed({"GNU.sparse.map": "x,y"}, EVIL, b"x", RAIN), "packed.tar", "it is damaged"
    ),
}  # fmt: skip


def _with_dictionary_of_512_mib(data: bytes) -> bytes:
    """Return an xz file that says that reading it takes so much memory; to make a real one takes ten times that."""
    header = bytearray(data[12 : 12 + 4 * (data[12] + 1)])
    assert header[2:4] == b"\x21\x01"  # LZMA2, with one byte of properties
    header[4] = 34
    header[-4:] = zlib.crc32(header[:-4]).to_bytes(4, "little")
    return data[:12] + bytes(header) + data[12 + len(header) :]


# Nothing of these can be read.
UNREADABLE = {
    "no archive": Case(lambda: b"no archive", "packed.tar", "neither a tar nor a zip archive"),
    "empty": Case(lambda: b"", "packed.tar", "neither a tar nor a zip archive"),
    "compressed text": Case(lambda: gzip.compress(GOOD.encode()), "packed.tar.gz", "neither", ".tar.gz"),
    "sparse map": Case(lambda: paxed({"GNU.sparse.map": "x"}, EVIL, b"x"), "packed.tar", "it is damaged"),
    "name in zip": Case(
        lambda: zipped({"é.md": b""}).replace("é".encode(), b"\xff\xfe"), "packed.zip", "not the UTF-8", ".zip"
    ),
    "version of zip": Case(later_zip, "packed.zip", "version", ".zip"),
    "twice compressed": Case(lambda: gzip.compress(gzip.compress(tar([RAIN]))), "packed.tgz", "neither", ".tgz"),
    "zstandard": Case(lambda: b"\x28\xb5\x2f\xfd" + bytes(100), "packed.tar.zst", "zstd", ".tar.zst"),
    "truncated zip": Case(lambda: zipped({POST: DEFECT})[:-30], "packed.zip", "ends in the midst", ".zip"),
    "memory": Case(
        lambda: _with_dictionary_of_512_mib(lzma.compress(tar([RAIN]))),
        "packed.txz", "Memory", ".txz",
    ),
}  # fmt: skip


@pytest.fixture
def house(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """A working folder, and one for temporary files in which archives are linted."""
    (tmp_path / "temporary").mkdir()
    (tmp_path / "work").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr("lint.store.room.MEMORY", str(tmp_path / "temporary"))
    monkeypatch.chdir(tmp_path / "work")
    return archive


def everything(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*"))


def packed(case: Case, house: Archive) -> str:
    name = f"packed{case.suffix}"
    house.write(os.path.join("work", name), case.data())
    return name


@pytest.mark.parametrize("kind", [*CASES, *BROKEN])
def test_what_is_hostile_is_refused_and_the_rest_linted(house: Archive, tmp_path: Path, kind: str) -> None:
    case = CASES.get(kind) or BROKEN[kind]
    name = packed(case, house)
    before = everything(tmp_path)
    result = house.check("--isolated", name)
    assert result.code == 2
    assert [(each["filename"], each["code"]) for each in result.findings] == [(POST, "FMT008")]
    lines = [line for line in result.err.splitlines() if line.startswith(f"lint: {case.name}: not checked: ")]
    assert len(lines) == 1, result.err
    assert case.reason in lines[0]
    assert everything(tmp_path) == before


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_is_named(house: Archive, tmp_path: Path, kind: str) -> None:
    case = UNREADABLE[kind]
    name = packed(case, house)
    before = everything(tmp_path)
    result = house.lint(name)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"lint: {case.name}: ")
    assert case.reason in result.err
    assert len(result.err.splitlines()) == 1
    assert everything(tmp_path) == before


def test_folders_may_be_separated_as_on_windows(house: Archive, tmp_path: Path) -> None:
    members = [zipfile.ZipInfo(name) for name in (POST.replace("/", "\\"), r"..\..\evil.md")]
    for each in members:
        each.create_system = 0
    house.write("work/packed.zip", zipped([(each, DEFECT) for each in members]))
    before = everything(tmp_path)
    result = house.check("--isolated", "packed.zip")
    assert (result.code, [each["filename"] for each in result.findings]) == (2, [POST])
    assert result.err.startswith("lint: ../../evil.md: not checked: ")
    assert everything(tmp_path) == before


@pytest.mark.parametrize("suffix", [".7z", ".rar", ".tar.lzma", ".TAR.Z"])
def test_other_archives_are_no_text(house: Archive, suffix: str) -> None:
    house.write(f"work/packed{suffix}", b"\0 not one of ours")
    result = house.lint(f"packed{suffix}")
    assert (result.code, result.out) == (2, "")
    assert result.err == f"lint: packed{suffix}: it is neither a tar nor a zip archive\n"


def test_a_bomb_of_members_is_refused(house: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "MOST_MEMBERS", 20)
    house.write("work/packed.tar", tar([RAIN, *(Entry(f"f/{number}/a.txt", b"") for number in range(30))]))
    result = house.check("--isolated", "packed.tar")
    assert (result.code, result.codes) == (2, ["FMT008"])
    assert "packed.tar: not checked: it has over 20 members" in result.err


def test_a_bomb_of_bytes_is_refused(house: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "MOST_BYTES", 2 << 20)
    house.write(
        "work/packed.tar", tar([RAIN, *(Entry(f"{number}.txt", bytes(1 << 20)) for number in range(5))])
    )
    result = house.check("--isolated", "packed.tar")
    assert (result.code, result.codes) == (2, ["FMT008"])
    assert "packed.tar: not checked: it has over 2,097,152 bytes, at '1.txt'" in result.err


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_a_bomb_of_growth_is_refused(house: Archive, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    monkeypatch.setattr("lint.store.decompressed.GROWTH_FROM", 1 << 20)
    house.write("work/packed.tar", tar([RAIN, Entry("zeros.png", bytes(8 << 20))], mode))
    result = house.check("--isolated", "packed.tar")
    assert (result.code, result.codes) == (2, ["FMT008"])
    assert "packed.tar: not checked: it grows to over 400 times its size, at 'zeros.png'" in result.err


def test_an_archive_in_an_archive_is_not_opened(house: Archive) -> None:
    inner = zipped({f"{number}.md": DEFECT for number in range(3)})
    house.write("work/packed.zip", zipped({"inner.zip": inner, "inner.tar": tar([RAIN]), POST: DEFECT}))
    result = house.check("--isolated", "packed.zip")
    assert (result.code, result.codes, result.err) == (0, ["FMT008"], "")


def test_what_git_would_read_is_not_written(house: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    real = os.open

    def opened(path: str, flags: int, *rest: int, **named: Any) -> int:
        written.extend([os.fspath(path)] if flags & os.O_CREAT else [])
        return real(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", opened)
    names = [".git/config", "sub/.GIT/hooks/post-checkout", ".git", "_posts/.git/HEAD"]
    house.write("work/packed.tar", tar([*(Entry(name, b"[core]") for name in names), RAIN]))
    result = house.check("--isolated", "packed.tar")
    assert (result.code, result.codes, result.err) == (0, ["FMT008"], "")
    assert written
    assert not [path for path in written if ".git" in path.lower()]


def test_thousands_of_hostile_members_are_counted(house: Archive) -> None:
    entries = [Entry(f"../{number}", b"") for number in range(1100)]
    house.write("work/packed.tar", tar([*entries, RAIN]))
    result = house.check("--isolated", "packed.tar")
    assert (result.code, result.codes) == (2, ["FMT008"])
    assert "lint: packed.tar: not checked: it has 100 more such members" in result.err
    assert len(result.err.splitlines()) == 1001


def test_case_twins_are_both_linted_where_the_system_tells_them_apart(house: Archive) -> None:
    twin = POST.replace("rain", "RAIN")
    house.write("work/packed.tar", tar([RAIN, Entry(twin, DEFECT.encode())]))
    result = house.check("--isolated", "packed.tar")
    if result.code == 0:
        assert result.codes == ["FMT008", "FMT008"]
    else:  # as on macOS
        assert f"{twin}: not checked: another member has this name" in result.err


def test_a_temporary_folder_in_a_repository_is_not_part_of_it(house: Archive, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    house.write("lint.toml", 'ignore = ["FMT008"]\n')
    house.write(".gitignore", "_posts/\n")
    house.write("work/packed.tar", tar([RAIN]))
    assert house.check("packed.tar").codes == ["FMT008"]
