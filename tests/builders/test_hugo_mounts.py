"""Files that Hugo mounts, and those of bundles whose addresses cannot be told, as Hugo 0.168.0 has them."""

from pathlib import Path

import pytest

from lint.archive.builders import named
from lint.primitives.fact import untold_file

_MOUNTS = """
[[module.mounts]]
source = 'static'
target = 'static'
[[module.mounts]]
source = 'lib/one.js'
target = 'static/js/two.js'
[[module.mounts]]
source = 'node_modules/a/dist'
target = 'static/a'
[[module.mounts]]
source = '.cache/b.js'
target = 'static/b.js'
"""


def test_one_file_may_be_mounted(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text(_MOUNTS)
    site = named("hugo")(str(tmp_path))
    files = ("static/x.png", "lib/one.js", "lib/two.js")
    assert [site.static_address(file) for file in files] == ["/x.png", "/js/two.js", None]


@pytest.mark.parametrize(
    ("place", "may_be"),
    [("/a/x.js", True), ("/a/deep/x.js", True), ("/b.js", True), ("/ab/x.js", False), ("/js/x.js", False)],
)
def test_mounted_files_of_packages_are_not_listed(tmp_path: Path, place: str, *, may_be: bool) -> None:
    (tmp_path / "hugo.toml").write_text(_MOUNTS)
    assert named("hugo")(str(tmp_path)).may_generate(place) is may_be


@pytest.mark.parametrize(
    ("section", "fields", "address"),
    [
        ("", "", "/posts/b/x.png"),
        ("", "slug: c", "/posts/c/x.png"),
        ("", "build: {render: never}", None),
        ("", "headless: true", "/posts/b/x.png"),
        ("cascade: {build: {list: never}}", "", None),
    ],
)
def test_a_file_may_be_at_any_address_that_its_bundle_may_have(
    tmp_path: Path, section: str, fields: str, address: str | None
) -> None:
    (tmp_path / "hugo.toml").write_text("")
    posts = tmp_path / "content" / "posts"
    (posts / "b").mkdir(parents=True)
    (posts / "_index.md").write_text(f"---\n{section}\n---\n")
    (posts / "b" / "index.md").write_text(f"---\n{fields}\n---\n")
    found = named("hugo")(str(tmp_path)).provided("content/posts/b/x.png")
    path = "content/posts/b/x.png"
    assert found == ((address, path) if address is not None else (untold_file(path), path, path))


def test_the_name_of_a_file_is_no_name_of_a_page() -> None:
    assert untold_file("a/Rain.png") == untold_file("/b/rain.png") == "untold:rain.png"
