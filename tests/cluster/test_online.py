"""The web is asked by the client, and workers read what it has said."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("aiohttp", reason="needs the extra `online`")

from lint.web.answers import Answers
from lint.web.store import Store
from tests.conftest import Archive
from tests.web.blog import Server, linked, server

__all__ = ["linked", "server"]

ARGUMENTS = ("--online", "--trust", "--select", "LNK10,IMG10,SRC101", "--output-format", "jsonl", ".")


def test_each_url_is_asked_once_and_the_findings_are_the_same(
    linked: Archive, server: Server, scheduler: str
) -> None:
    server.gone = {"/a", "/source", "/c.png"}
    there = linked.lint("--engine", "dask", "--scheduler", scheduler, *ARGUMENTS)
    assert "asked 5 URLs" in there.err
    assert sorted(server.asked) == sorted([*server.gone, *server.gone, "/moved", "/new", "/page"])
    server.asked.clear()
    here = linked.lint(*ARGUMENTS)
    assert server.asked == []
    assert (there.code, there.out) == (here.code, here.out)
    assert ["LNK101" in line for line in there.out.splitlines()] == [False, True, False, False, False]


def test_a_worker_without_the_verdicts_says_so(
    linked: Archive, server: Server, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.cli.cluster._answers", lambda *_: partial(Answers.of_copy, "/nowhere", (), ()))
    result = linked.lint("--engine", "dask", "--scheduler", scheduler, *ARGUMENTS)
    assert result.code == 2
    assert ": /nowhere: cannot use the verdicts" in result.err


def test_a_copy_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    store = Store()
    try:
        with pytest.raises(OSError, match="cannot be written"):
            store.write_copy(str(tmp_path / "none" / "copy"))
        store.write_copy(str(tmp_path / "copy"))
    finally:
        store.close()
    sqlite3.connect(tmp_path / "copy").execute("DROP TABLE facts").connection.close()
    with pytest.raises(OSError, match="it is not of this version"):
        Answers.of_copy(str(tmp_path / "copy"), (), ())
