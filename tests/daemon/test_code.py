"""A daemon ends when its program is changed, and not when others write beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("only Linux has a daemon", allow_module_level=True)

from lint.daemon.code import Code


def _write(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text("x = 2\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("deed", "changed"),
    [
        (_write("module.py"), True),
        (_write("new.py"), True),
        (lambda folder: (folder / "module.py").unlink(), True),
        (lambda folder: (folder / "package").mkdir(), True),
        (lambda folder: (folder / "a_plugin-1.0.dist-info").mkdir(), True),
        (_write(".coverage"), False),
        (lambda folder: (folder / "__pycache__").mkdir(), False),
        (lambda folder: (folder / "pytest-cache-files-x").mkdir(), False),
        (os.utime, False),
    ],
)
def test_what_changes_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: Callable[[Path], object], *, changed: bool
) -> None:
    (tmp_path / "module.py").write_text("x = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    code = Code()
    code.watch()
    assert not code.has_changed()
    deed(tmp_path)
    assert code.has_changed() is changed


def test_what_was_changed_before_it_was_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    code = Code()
    monkeypatch.setattr("lint.run.cache_key.code_times", lambda: b"others")
    code.watch()
    assert code.has_changed()
