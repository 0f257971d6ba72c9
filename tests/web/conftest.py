"""Stores that a test opens are closed when it ends: Python 3.13 warns of what is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lint.web.store import Store
from tests.web.blog import linked, server

__all__ = ["linked", "server"]


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    opened: list[Store] = []
    begin = Store.__init__

    def noted(self: Store, path: str = "", *, is_copy: bool = False) -> None:
        opened.append(self)
        begin(self, path, is_copy=is_copy)

    monkeypatch.setattr(Store, "__init__", noted)
    yield
    for store in opened:
        store.close()
