"""What a run believes and tells: nothing that has happened is forgotten."""

from __future__ import annotations

import os
import sys
from multiprocessing import Pipe
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("only Linux has a daemon", allow_module_level=True)

from lint.daemon.code import folders_of_code
from lint.daemon.folders import Folders
from lint.daemon.told import Known, Looked, Told, Watch, Watched, note
from lint.rule.registry import RegistryError
from lint.run import cache_key

_LISTING = b"listing"


def test_what_happens_while_the_daemon_is_asked_is_not_forgotten(tmp_path: Path) -> None:
    known, paths = _known(tmp_path)
    here, there = Pipe()
    known.looked[_key()] = known.folders.now
    there.send(Watched(known.folders.now + 2, frozenset(paths[:1])))
    told = Told(known, here)
    told.begin(_LISTING, [*paths, b"/new"])
    asked = there.recv()
    assert asked == Watch([b"/new"], known.folders.now)
    assert [told.is_quiet(path, os.stat(path)) for path in paths] == [False, True]
    known.folders.close()


def test_a_daemon_that_is_gone_has_told_nothing(tmp_path: Path) -> None:
    known, paths = _known(tmp_path)
    here, there = Pipe()
    there.close()
    told = Told(known, here)
    told.begin(_LISTING, [*paths, b"/new"])
    assert not any(told.is_quiet(path, os.stat(path)) for path in paths)
    known.folders.close()


def test_a_folder_in_the_place_of_another_is_watched(tmp_path: Path) -> None:
    above = tmp_path / "above"
    (above / "posts").mkdir(parents=True)
    path = os.fsencode(above / "posts")
    known = Known(b"", Folders(), {}, set())
    known.folders.watch([path])
    above.rename(tmp_path / "away")
    note(known, Looked(_LISTING, known.folders.now, [path], [], []))  # there is none
    (above / "posts").mkdir(parents=True)
    known.folders.changed()
    assert known.folders.unwatched([path]) == []
    note(known, Looked(_LISTING, known.folders.now, [path], [], []))
    assert known.folders.unwatched([path]) == [path]
    known.folders.changed()
    known.folders.watch([path])
    assert known.folders.is_quiet(path, os.stat(path), known.folders.now)
    known.folders.close()


def test_folders_in_which_something_has_happened_since(tmp_path: Path) -> None:
    known, paths = _known(tmp_path)
    since = known.folders.now
    (tmp_path / "a" / "x.md").write_text("", encoding="utf-8")
    known.folders.changed()
    assert known.folders.since(since) == frozenset(paths[:1])
    known.folders.close()


def test_nothing_is_quiet_when_something_else_is_mounted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, paths = _known(tmp_path)
    here, there = Pipe()
    mounts = tmp_path / "mountinfo"
    monkeypatch.setattr("lint.daemon.mounts._MOUNTS", str(mounts))
    quiet = []
    device = tmp_path.stat().st_dev
    disk = f"22 1 {os.major(device)}:{os.minor(device)} / / rw shared:1 - ext4 /dev/vda rw\n"
    for lines in (disk, disk, f"{disk}23 22 0:40 / {paths[0].decode()}/a\\040post.md rw - tmpfs x rw\n"):
        mounts.write_text(lines, encoding="utf-8")
        for _ in range(2):
            told = Told(known, here)
            told.begin(_LISTING, paths)
            quiet.append([told.is_quiet(path, os.stat(path)) for path in paths])
            told.looked(_LISTING, paths, [])
            told.tell()
            note(known, there.recv())
    first = [[False, False], [True, True]]
    assert quiet == [*first, [True, True], [True, True], [False, False], [False, True]]
    known.folders.close()


def test_without_a_list_of_mounts_nothing_is_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.daemon.mounts._MOUNTS", str(tmp_path / "missing"))
    known, paths = _known(tmp_path)
    here, there = Pipe()
    for _ in range(2):
        told = Told(known, here)
        told.begin(_LISTING, paths)
        assert not any(told.is_quiet(path, os.stat(path)) for path in paths)
        told.looked(_LISTING, paths, [])
        told.tell()
        note(known, there.recv())
    known.folders.close()


def test_what_a_plugin_may_have_read_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "plugin" / "data"
    data.mkdir(parents=True)
    read = f"{data}\n{data / 'words.txt'}\n{tmp_path / 'plugin' / 'rule.py'}"
    monkeypatch.setattr(cache_key, "plugin_files", lambda: read)
    found = folders_of_code()
    assert {
        os.fsencode(data),
        os.fsencode(data.parent),
        os.fsencode(Path(cache_key.__file__).parent),
    } <= found


def test_a_plugin_that_does_not_load_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise RegistryError("it does not load")

    monkeypatch.setattr(cache_key, "plugin_files", fail)
    assert os.fsencode(Path(cache_key.__file__).parent) in folders_of_code()


def _key() -> bytes:
    """Return what stands for the listing, with what is mounted now."""
    here, there = Pipe()
    known = Known(b"", Folders(), {}, set())
    told = Told(known, here)
    told.looked(_LISTING, [], [])
    told.tell()
    known.folders.close()
    looked = there.recv()
    assert isinstance(looked, Looked)
    return looked.listing


def _known(root: Path) -> tuple[Known, list[bytes]]:
    """Return what a daemon knows that watches two folders."""
    for name in ("a", "b"):
        (root / name).mkdir()
    paths = [os.fsencode(root / name) for name in ("a", "b")]
    folders = Folders()
    folders.watch(paths)
    return Known(b"", folders, {}, set()), paths
