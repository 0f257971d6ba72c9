"""The count of rows in docs/builders.md is that of the tables."""

from pathlib import Path

import pytest

from tests.conftest import Archive
from tools.builders import summary

ROOT = Path(__file__).parents[2]


def test_the_count_of_rows_has_not_drifted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert summary.main(["--check"]) == 0


def test_an_outdated_count_is_reported_and_regenerated(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "PAGE", "page.md")
    archive.write("page.md", "<!-- rows -->\n<!-- /rows -->\n")
    assert summary.main(["--check"]) == 1
    assert summary.main([]) == 0
    assert summary.main(["--check"]) == 0
