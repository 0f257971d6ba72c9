"""What Eleventy copies, and which layouts give permalinks, as `@11ty/eleventy` 3.1.8 does it."""

from pathlib import Path

import pytest

from lint.archive.builders import named
from lint.archive.builders.site import Site


def site_with(folder: Path, copies: str) -> Site:
    (folder / "eleventy.config.js").write_text(
        f"export default (c) => {{ c.addPassthroughCopy({copies}); return {{ dir: {{ input: 'src' }} }}; }};"
    )
    return named("eleventy")(str(folder))


@pytest.mark.parametrize(
    ("copies", "file", "address"),
    [
        # What a pattern finds comes to lie in one folder.
        ('{ "css/*.css": "style" }', "css/a.css", "/style/a.css"),
        ('{ "img/**/*.gif": "pics/" }', "img/deep/a.gif", "/pics/a.gif"),
        ('{ "icons/*": "/" }', "icons/a.ico", "/a.ico"),
        ('{ "src/docs/**": "." }', "src/docs/deep/a.pdf", "/a.pdf"),
        ('{ "css/*.css": "style" }', "css/a.map", None),
        # A pattern or path without a target keeps its folders below the input folder.
        ('"src/**/*.gif"', "src/img/deep/a.gif", "/img/deep/a.gif"),
        ('{ "pub": "" }', "pub/a.txt", "/pub/a.txt"),
        ('{ "src/pub": "" }', "src/pub/a.txt", "/pub/a.txt"),
        ('{ "pub": "." }', "pub/deep/a.txt", "/deep/a.txt"),
        # A file that is copied to a folder.
        ('{ "src/a.svg": "/" }', "src/a.svg", "/a.svg"),
        ('{ "a.svg": "img/" }', "a.svg", "/img/a.svg"),
        ('{ "a.svg": "img/b.svg" }', "a.svg", "/img/b.svg"),
    ],
)
def test_a_file_is_copied_to_its_target(tmp_path: Path, copies: str, file: str, address: str | None) -> None:
    assert site_with(tmp_path, copies).static_address(file) == address


@pytest.mark.parametrize(
    ("copies", "right", "wrong"),
    [
        (
            '{ "node_modules/a/dist": "lib/a" }',
            "/lib/a/x.js /lib/a/deep/x.css",
            "/lib/b/x.js /lib/ab.js /x.js",
        ),
        ('{ "node_modules/a/**/*.css": "style" }', "/style/x.css", "/css/x.css"),
        ('{ "node_modules/a/a.min.js": "a.js" }', "/a.js", "/a.min.js /b.js"),
        ('{ "node_modules/a/a.min.js": "/" }', "/a.min.js", "/b.js"),
        ('{ "./node_modules/a": "/" }', "/b.js", ""),
        ('"src/vendor/"', "/vendor/a.js", "/src/vendor/a.js"),
        ('"src/.well-known"', "/.well-known/a.txt", "/a.txt"),
        ('{ "../common/img": "img" }', "/img/a.png", "/a.png"),
        ('{ "img": "pics" }', "", "/pics/a.png /img/a.png"),
        ('"."', "", "/a.png"),
    ],
)
def test_files_of_packages_are_not_listed_so_that_any_may_be_copied(
    tmp_path: Path, copies: str, right: str, wrong: str
) -> None:
    site = site_with(tmp_path, copies)
    assert all(map(site.may_generate, right.split()))
    assert not any(map(site.may_generate, wrong.split()))


@pytest.mark.parametrize(
    ("layout", "is_told"),
    [
        ("plain", True),
        ("plain.njk", True),
        ("deep/plain", True),
        ("own", False),
        ("below.njk", False),
        ("round", False),
        ("alias", False),
    ],
)
def test_only_a_layout_with_a_permalink_hides_where_its_pages_are(
    tmp_path: Path, layout: str, *, is_told: bool
) -> None:
    (tmp_path / "_includes" / "deep").mkdir(parents=True)
    for name, text in (
        ("plain", "<main>permalink: /a/</main>"),
        ("deep/plain", "---\nlayout: plain.njk\n---\n"),
        ("own", "---\npermalink: /own/{{ page.fileSlug }}/\n---\n"),
        ("below", '---\nlayout: "own"\n---\n'),
        ("round", "---\nlayout: round\n---\n"),
    ):
        (tmp_path / "_includes" / f"{name}.njk").write_text(text)
    found = named("eleventy")(str(tmp_path)).published("a.md", {"layout": layout})
    assert (found.addresses if found is not None else None) == (("/a/",) if is_told else None)
