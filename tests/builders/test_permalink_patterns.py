"""Which addresses a permalink with template code may give, and what a template of Eleventy may publish."""

from pathlib import Path

import pytest

from lint.archive.builders import named
from lint.archive.builders.permalink_patterns import ANYTHING, may_give, pieces_of
from lint.values import eleventy_ids

_PAGED = "/log/{% if pagination.pageNumber > 0 %}page-{{ pagination.pageNumber + 1 }}/{% endif %}"


@pytest.mark.parametrize(
    ("permalink", "address", "may"),
    [
        ("x/", "/x/", True),
        ("./x/index.html", "/x/", True),
        (_PAGED, "/log/", True),
        (_PAGED, "/log/page-12/", True),
        (_PAGED, "/log/rain/", False),
        (_PAGED, "/log/page-x/", False),
        (f"{_PAGED}index.html", "/log/page-2/", True),
        (f"{_PAGED}index.html", "/log/", True),
        ("/tags/{{ tag | slugify }}/", "/tags/rain/", True),
        ("/tags/{{ tag | slugify }}/", "/tags/rain/wind/", False),
        ("/tags/{{ tag }}/", "/tags/rain/wind/", True),
        ("/tags/{{ tag }}/", "/tags/", True),
        ("/tags/{{ tag }}/", "/tag/rain/", False),
        ("{{ page.url }}amp/", "/rain/amp/", True),
        ("{{ page.url }}amp/", "/rain/", False),
        ("/a/{% for x in y %}b{% endfor %}/c/", "/a/x/y/", True),
        ("/a/{# note #}b/", "/a/b/", True),
        ("/${x}/feed.xml", "/log/feed.xml", True),
        ("/a/{{ x", "/a/b/", True),
        ("/a/{{ x", "/b/", False),
        ("/a/{{ pagination.pageNumber or x }}/", "/a/b/", True),
        ("", "/", True),
        ("", "/x/", False),
    ],
)
def test_a_permalink_gives_what_its_plain_text_allows(permalink: str, address: str, *, may: bool) -> None:
    assert may_give(pieces_of(permalink), address) is may


def test_many_expressions_take_no_more_than_a_moment() -> None:
    assert not may_give(pieces_of("{{ a }}/" * 40 + "x"), "/" * 4000)
    assert pieces_of("{{ a }}/" * 400) == ANYTHING


@pytest.mark.parametrize(
    ("name", "text", "right", "wrong"),
    [
        (
            "log.njk",
            f'---\npagination: {{data: x}}\npermalink: "{_PAGED}"\n---\n',
            "/log/page-2/",
            "/log/rain/",
        ),
        ("log.njk", "---\npagination: {data: x}\n---\n", "/log/1/", "/log/rain/"),
        ("log/index.html", "---\npagination: {data: x}\n---\n", "/log/1/", "/log/rain/"),
        ("t.njk", "---\neleventyComputed: {permalink: '/t/{{ x }}/'}\n---\n", "/t/a/", "/u/"),
        ("t.njk", "---\npagination: {data: x}\n---\npermalink: /y/\n", "/t/1/", "/y/"),
        ("f.11ty.js", "exports.data = { permalink: '/f.xml' };", "/f.xml", "/f/x/"),
        ("f.11ty.js", "x = { permalink: (data) => `/f/${data.x}/` };", "/f/x/", "/x/"),
        ("f.11ty.js", "x = { permalink: data.x ? '/a/' : '/b/' };", "/anything/", ""),
        ("f.11ty.js", "x = { permalink(data) { return x(); } };", "/anything/", ""),
    ],
)
def test_a_template_publishes_what_its_permalink_allows(
    tmp_path: Path, name: str, text: str, right: str, wrong: str
) -> None:
    (tmp_path / "eleventy.config.js").write_text('export default (c) => { c.addCollection("all", f); };')
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)
    site = named("eleventy")(str(tmp_path))
    assert site.may_generate(right)
    assert not site.may_generate(wrong or "x")


def test_a_page_in_a_folder_that_is_copied_is_published_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "eleventy.config.js").write_text(
        'export default (c) => { c.addPassthroughCopy({ "public": "/" }); };\n'
        'export const config = { dir: { input: "src" } };'
    )
    site = named("eleventy")(str(tmp_path))
    assert site.provided("public/old/map.html") == ("/old/map.html",)
    assert site.provided("other/map.html") == ()


def test_a_symbol_that_is_no_letter_ends_a_word_of_an_id() -> None:
    assert eleventy_ids.slug("Sunny ☀️ days") == "sunny-days"
    assert eleventy_ids.slug("Ⓐ") is None
    assert eleventy_ids.slug("茶") is None
