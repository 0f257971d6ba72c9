"""Where Docusaurus finds static files, and what it leaves to the browser, as 3.10 does."""

from pathlib import Path

import pytest

from lint.archive.builders import named
from lint.archive.builders.site import Site


def site_with(folder: Path, configuration: str) -> Site:
    (folder / "docusaurus.config.js").write_text(f"export default {{ {configuration} }};")
    return named("docusaurus")(str(folder))


@pytest.mark.parametrize(
    ("configuration", "addresses", "open_"),
    [
        ("", {"static/a.png": "/a.png", "public/a.png": None}, False),
        ("staticDirectories: ['static', './public/']", {"static/a.png": "/a.png", "public/a.png": "/a.png"}, False),
        ("staticDirectories: ['docs/img']", {"static/a.png": None, "docs/img/b/c.md": "/b/c.md"}, False),
        ("staticDirectories: [folder]", {"static/a.png": None}, True),
    ],
)  # fmt: skip
def test_files_are_copied_from_static_folders(
    tmp_path: Path, configuration: str, addresses: dict[str, str | None], *, open_: bool
) -> None:
    site = site_with(tmp_path, configuration)
    assert {path: site.static_address(path) for path in addresses} == addresses
    copied = [path for path, address in addresses.items() if address is not None]
    assert [path for path in addresses if site.output(path) == "copied"] == copied
    found = [site.published(path, {}) for path in copied]
    assert [each.addresses for each in found if each is not None] == [(addresses[path],) for path in copied]
    assert site.may_generate("/z.png") is open_
    assert not site.may_generate("static/z.png")


@pytest.mark.parametrize(
    ("url", "image", "kind", "places"),
    [
        ("/docs/b", False, "outside", {"/docs/b", "/docs/b/", "/docs/b.html"}),
        ("/base/docs/b", False, "page", {"/docs/b", "/docs/b/", "/docs/b.html"}),
        ("b", False, "page", {"/docs/b", "/docs/a/b", "/docs/b/", "/docs/b.html", "/docs/a/b/", "/docs/a/b.html"}),
        ("/img/a.png", True, "outside-file", {"/img/a.png", "/img/a.png/", "/img/a.png.html"}),
        ("/base/img/a.png", True, "file", {"/img/a.png", "/img/a.png/", "/img/a.png.html"}),
    ],
)  # fmt: skip
def test_what_is_written_as_html_is_left_to_the_browser(
    tmp_path: Path, url: str, kind: str, places: set[str], *, image: bool
) -> None:
    site = site_with(tmp_path, "baseUrl: '/base/'")
    page = site.published("docs/a.md", {})
    found = site.reference(url, "docs/a.md", page, image=image, markdown=False)
    assert found is not None
    assert (found.kind, set(found.places)) == (kind, places)


@pytest.mark.parametrize("url", ["pathname:///a.pdf", "pathname:///base/a.pdf"])
def test_the_base_comes_before_a_raw_path_once(tmp_path: Path, url: str) -> None:
    site = site_with(tmp_path, "baseUrl: '/base/'")
    found = site.reference(url, "docs/a.md", site.published("docs/a.md", {}), image=False)
    assert found is not None
    assert (found.kind, found.places[0]) == ("file", "/a.pdf")
