"""Of files with one path, Hugo publishes one; which, is not told."""

import os

import pytest

from lint.archive.builders import named
from tests.conftest import Archive


@pytest.mark.parametrize(
    ("files", "untold"),
    [
        (["a.md", "b.md"], []),
        (["a.md", "a.html"], ["a.md", "a.html"]),
        (["a b.md", "a-b.md"], ["a b.md", "a-b.md"]),
        (["A.md", "a.md"], ["A.md", "a.md"]),
        (["a.md", "a/index.md"], ["a.md"]),
        (["a.md", "a/_index.md"], ["a.md"]),
        (["a.md", "a/b.md"], []),
        (["a.md", "a.fr.md"], []),
        (["a.fr.md", "a/index.fr.md"], ["a.fr.md"]),
        (["a.fr.md", "a/index.md"], []),
    ],
)
def test_a_page_with_the_path_of_another_is_untold(
    archive: Archive, files: list[str], untold: list[str]
) -> None:
    archive.write("hugo.toml", "[languages.en]\n[languages.fr]\n")
    for name in files:
        archive.write(f"content/posts/{name}", "")
    site = named("hugo")(os.getcwd())
    assert [name for name in files if site.published(f"content/posts/{name}", {}) is None] == untold
