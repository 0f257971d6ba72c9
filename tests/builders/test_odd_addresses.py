"""No field or file name stops the question of where a file is published."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from lint.archive.builders import named

_EAST = timezone(timedelta(hours=9))
_VALUES = [
    None, True, 0, 1.5, 10**30, float("nan"), "", "/a/", "..", "a?b", "#", "{{ x }}", "http://x", [], [["a"], "b"],
    {}, {"build": 7}, date(2021, 5, 3), datetime(1, 1, 1, tzinfo=_EAST), datetime(9999, 12, 31, tzinfo=UTC),
    8.64e15, "\ud800", "\x00",
]  # fmt: skip
_KEYS = [
    "permalink",
    "slug",
    "date",
    "categories",
    "title",
    "published",
    "draft",
    "path",
    "id",
    "aliases",
    "layout",
    "output-file",
]
_FOLDERS = [
    "",
    "source/_posts/",
    "source/",
    "content/a/",
    "docs/01-a/",
    "blog/",
    "src/pages/",
    "src/content/docs/",
]
_NAMES = [
    "a.md",
    "index.md",
    "_index.md",
    "2021-05-03-b.md",
    ".md",
    "a",
    "[x].md",
    "100%.md",
    "\udc80.md",
    "a\nb.md",
]
_BUILDERS = ["hexo", "eleventy", "vitepress", "astro", "docusaurus", "zola", "quarto", "obsidian"]


@pytest.mark.parametrize("builder", _BUILDERS)
def test_an_odd_field_or_name_gives_an_address_or_none(builder: str, tmp_path: Path) -> None:
    site = named(builder)(str(tmp_path))
    paths = [f"{folder}{name}" for folder in _FOLDERS for name in _NAMES]
    questions: list[tuple[str, dict[str, object]]] = [(path, {}) for path in paths]
    questions += [
        (f"{folder}a.md", {key: value}) for folder in _FOLDERS for key in _KEYS for value in _VALUES
    ]
    for path, fields in questions:
        found = site.published(path, fields)
        assert found is None or all(each.startswith("/") for each in found.addresses), (path, fields, found)
        assert (site.static_address(path) or "/").startswith("/")
