"""A folder counts as quiet only if nothing in it can have changed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from mmap import mmap
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if sys.platform != "linux":
    pytest.skip("only Linux has a daemon", allow_module_level=True)

from lint.daemon.folders import Folders

_NAMES = ("a", "b", "a/c", "b/c")


def _write(root: Path, name: str, number: int) -> None:
    if (root / name).is_dir():
        (root / name / f"{number}.md").write_text("new", encoding="utf-8")


def _append(root: Path, name: str, number: int) -> None:
    for path in sorted((root / name).glob("*.md"))[:1]:
        with path.open("a", encoding="utf-8") as file:
            file.write(str(number))


def _touch(root: Path, name: str, number: int) -> None:
    for path in sorted((root / name).glob("*.md"))[:1]:
        os.utime(path, (number, number))


def _delete(root: Path, name: str, number: int) -> None:
    del number
    shutil.rmtree(root / name, ignore_errors=True)


def _make(root: Path, name: str, number: int) -> None:
    if (root / name).parent.is_dir():
        (root / name).mkdir(exist_ok=True)
        _write(root, name, number)


def _move(root: Path, name: str, number: int) -> None:
    other = root / _NAMES[number % len(_NAMES)]
    may_move = not other.exists() and other.parent.is_dir() and root / name not in other.parents
    if (root / name).is_dir() and may_move:
        (root / name).rename(other)


def _watch(root: Path, name: str, number: int) -> None:
    del root, name, number  # all that is there is watched in between


_DEEDS: list[Callable[[Path, str, int], None]] = [_write, _append, _touch, _delete, _make, _move, _watch]


def _state(folder: Path) -> dict[str, tuple[int, int, int, int]]:
    """Return what identifies the files of a folder."""
    found = {}
    for path in filter(Path.is_file, folder.iterdir()):
        status = path.stat()
        found[path.name] = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(_DEEDS), st.sampled_from(_NAMES), st.integers(0, 20)),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 12),
)
def test_what_is_quiet_has_not_changed(
    deeds: list[tuple[Callable[[Path, str, int], None], str, int]], looked: int
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name in _NAMES:
            _make(root, name, 0)
        folders = Folders()
        before: dict[str, dict[str, tuple[int, int, int, int]]] = {}
        since = 0
        for at, (deed, name, number) in enumerate([(_watch, "a", 0), *deeds]):
            deed(root, name, number)
            if deed is _watch or at == looked:
                folders.changed()
                folders.watch([os.fsencode(root / name) for name in _NAMES if (root / name).is_dir()])
                since = folders.now
                before = {name: _state(root / name) for name in _NAMES if (root / name).is_dir()}
        folders.changed()
        for name in _NAMES:
            path = root / name
            if path.is_dir() and folders.is_quiet(os.fsencode(path), path.stat(), since):
                assert _state(path) == before[name]
        folders.close()


def test_a_folder_is_quiet_until_something_happens_in_it(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    paths = [os.fsencode(tmp_path / name) for name in ("a", "b")]
    folders = Folders()
    folders.watch(paths)
    since = folders.now
    (tmp_path / "b" / "x.md").write_text("", encoding="utf-8")
    folders.changed()
    assert [folders.is_quiet(path, os.stat(path), since) for path in paths] == [True, False]
    folders.close()


def test_a_file_that_was_written_in_memory_has_changed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old", encoding="utf-8")
    path = os.fsencode(tmp_path)
    folders = Folders()
    folders.watch([path])
    since = folders.now
    with (tmp_path / "a.md").open("r+b") as file, mmap(file.fileno(), 0) as memory:
        memory[:3] = b"new"
    folders.changed()
    assert not folders.is_quiet(path, tmp_path.stat(), since)
    folders.close()


def test_a_folder_may_be_moved_and_deleted_at_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    path = os.fsencode(tmp_path / "a")
    folders = Folders()
    folders.watch([path])
    (tmp_path / "a").rename(tmp_path / "b")
    (tmp_path / "b").rmdir()
    folders.changed()
    assert folders.unwatched([path]) == [path]
    folders.close()


def test_lost_notices_leave_nothing_quiet(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path)
    most = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text(encoding="ascii"))
    folders = Folders()
    folders.watch([path])
    since = folders.now
    files = [tmp_path / "x", tmp_path / "y"]
    for at in range(most + 2):  # of two files, since equal notices in a row are one
        os.close(os.open(files[at % 2], os.O_WRONLY | os.O_CREAT | os.O_TRUNC))
        os.truncate(files[at % 2], at % 7)
    folders.changed()
    assert not folders.is_quiet(path, tmp_path.stat(), since)
    folders.close()


def test_a_folder_that_is_watched_later_was_not_quiet_before(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path)
    folders = Folders()
    since = folders.now
    folders.watch([path])
    assert not folders.is_quiet(path, tmp_path.stat(), since)
    assert folders.is_quiet(path, tmp_path.stat(), folders.now)
    folders.happened([path])
    assert not folders.is_quiet(path, tmp_path.stat(), folders.now - 1)
    folders.close()


def test_what_cannot_be_watched_is_never_quiet(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    path = os.fsencode(missing)
    folders = Folders()
    folders.watch([path])
    assert folders.unwatched([path]) == [path]
    missing.mkdir()
    assert not folders.is_quiet(path, missing.stat(), folders.now)
    folders.close()
