"""What posts have in common is stored for a state of the archive, and only for that one."""

from __future__ import annotations

import pytest

from tests.cache.conftest import query
from tests.conftest import Archive
from tests.index.conftest import found, post

A, B, C = (f"_posts/2021-05-03-{name}.md" for name in "abc")
FIRST = [("ARC001", A, [B]), ("ARC001", B, [A])]


@pytest.fixture
def many(kept: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive whose few posts are taken for many."""
    monkeypatch.setattr("lint.run.archives._FEW", 0)
    return kept


def test_what_is_stored_is_not_looked_for_again(many: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(many, ".") == FIRST
    monkeypatch.setattr("lint.run.entangled.SHARED_KEYS", "nonsense")
    assert found(many, ".") == FIRST


def test_another_state_is_looked_at_anew(many: Archive) -> None:
    assert found(many, ".") == FIRST
    many.write(B, post(3, "Rain in the evening"))
    assert found(many, ".") == [("ARC001", B, [C]), ("ARC001", C, [B])]
    many.write(B, post(1, "Rain in the evening"))
    assert found(many, ".") == FIRST


@pytest.mark.parametrize("value", ["posts = x''", "keys = x''", "posts = 'text'", "checksum = 1"])
def test_what_is_damaged_is_found_again(many: Archive, value: str) -> None:
    assert found(many, ".") == FIRST
    query(f"UPDATE entangled SET {value}")  # noqa: S608 - text of ours
    assert found(many, ".") == FIRST


def test_what_another_version_has_found_is_found_again(
    many: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr("lint.run.entangled._FOUND_BY", b"of another version")
        other.setattr("lint.run.entangled.SHARED_KEYS", "SELECT 1, 2 WHERE 0")
        assert found(many, ".") == []
    assert found(many, ".") == FIRST
