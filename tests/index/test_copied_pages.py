"""Links to a part of an HTML page that the builder copies as it is, or that is served without a builder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Archive
from tests.index.conftest import age, every_way, missing

PAGE = "---\ntitle: Rain\n---\n"
MAP = """<!doctype html><title>Map</title>
<!-- <p id=west>--><p ID="north">North</p><a name='s&uuml;d'>South</a>
"""
CONFIGURATION = {
    "jekyll": ("_config.yml", ""),
    "hugo": ("hugo.toml", ""),
    "eleventy": (
        "eleventy.config.js",
        "export default function (config) { config.addPassthroughCopy({ 'public': '/' }); }\n",
    ),
    "vitepress": (".vitepress/config.js", "export default {}\n"),
    "astro": ("astro.config.mjs", "export default {}\n"),
    "zola": ("config.toml", "base_url = 'https://rain.example.org'\n"),
}


def link(path: str, *names: str) -> str:
    """Return a post with links to parts of a page."""
    return PAGE + "\n".join(f"[there]({path}#{name})" for name in names) + "\n"


@pytest.fixture
def site(archive: Archive, indexed: None, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """A site of Hugo with one static page; times count at once."""
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    archive.write("hugo.toml", "")
    archive.write("static/old/map.html", MAP)
    archive.write("content/posts/rain.md", link("/old/map.html", "north", "south", "north"))
    return archive


def test_a_part_that_the_page_does_not_have_is_reported(site: Archive) -> None:
    assert every_way(site) == [("ARC009", "/old/map.html#south")]
    (finding,) = site.check("--select=ARC009", ".").findings
    assert "`static/old/map.html`" in finding["message"]


def test_names_are_those_that_a_browser_finds(site: Archive) -> None:
    names = ("north", "s%C3%BCd", "süd", "top", "/route", "North", "west", "s&uuml;d")
    site.write("content/posts/rain.md", link("/old/map.html", *names))
    assert [text.partition("#")[2] for _, text in every_way(site)] == ["North", "west"]


def test_names_are_compared_in_one_form(site: Archive) -> None:
    site.write("static/old/map.html", "<svg><title/><p id='s\u0075\u0308d'></svg><p id='a%20b'>")
    names = ("s%C3%BCd", "s\u00fcd", "su\u0308d", "a%20b", "a%2520b", "c%20d")
    site.write("content/posts/rain.md", link("/old/map.html", *names))
    assert [text.partition("#")[2] for _, text in every_way(site)] == ["c%20d"]


def test_of_several_pages_at_one_address_none_is_judged(site: Archive) -> None:
    site.write(
        "hugo.toml",
        "defaultContentLanguage = 'de'\nstaticDir = ['static', 'more']\n[languages.de]\nstaticDir = 'for-de'\n",
    )
    site.write("more/old/map.html", "<p id=south>")
    site.write("for-de/old/plan.html", "<p id=south>")
    site.write("content/posts/snow.md", link("/old/plan.html", "south"))
    assert every_way(site) == []


@pytest.mark.parametrize("before", [0, 30])
def test_a_page_that_is_edited_is_seen(site: Archive, before: int) -> None:
    for number in range(before):
        site.write(f"static/old/{number}.html", MAP)
    page = Path("static/old/map.html")
    for text, wanted in ((MAP, 1), (MAP.replace("north", "south"), 1), (MAP + "<p id=south>", 0), (MAP, 1)):
        page.write_text(text, encoding="utf-8")
        assert len(every_way(site)) == wanted
    page.unlink()
    assert {code for code, _ in every_way(site)} == {"ARC008"}
    page.write_text(MAP + "<p id=south>", encoding="utf-8")
    assert every_way(site) == []


def test_a_page_of_the_same_size_is_seen_to_differ(site: Archive) -> None:
    age("static/old/map.html", "static/old", "content/posts/rain.md")
    assert len(missing(site, ".")) == 1
    Path("static/old/map.html").write_text(MAP.replace("north", "south"), encoding="utf-8")
    assert every_way(site) == [("ARC009", "/old/map.html#north")]


@pytest.mark.parametrize(
    "text",
    [
        MAP + "<script src=map.js></script>",  # it may add elements
        MAP + "<p onclick='south()'>",
        MAP + "\x1b$B",  # ISO-2022-JP
        MAP + "<!--#include virtual='south.html' -->",
        MAP + "<?php south() ?>",
        MAP + "{{ south }}",
        "\0".join(MAP),  # another encoding
        MAP + "\udcff",
    ],
)
def test_a_page_that_may_have_other_parts_is_not_judged(site: Archive, text: str) -> None:
    Path("static/old/map.html").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert every_way(site) == []


def test_a_page_that_cannot_be_read_is_not_judged(site: Archive) -> None:
    page = Path("static/old/map.html")
    page.unlink()
    Path("../elsewhere.html").write_text(MAP, encoding="utf-8")
    os.symlink("../../../elsewhere.html", page)
    assert every_way(site) == []


@pytest.mark.parametrize(
    ("builder", "post", "folder"),
    [
        ("jekyll", "_posts/2021-05-03-rain.md", "."),
        ("hugo", "content/rain.md", "static"),
        ("eleventy", "rain.md", "public"),
        ("vitepress", "rain.md", "public"),
        ("astro", "src/pages/rain.md", "public"),
        ("zola", "content/rain.md", "static"),
    ],
)
def test_builders_copy_pages(archive: Archive, indexed: None, builder: str, post: str, folder: str) -> None:
    archive.write(*CONFIGURATION[builder])
    archive.write(f"{folder}/map.html", MAP)
    archive.write(post, link("/map.html", "north", "south"))
    assert every_way(archive) == [("ARC009", "/map.html#south")]


@pytest.mark.parametrize(("builder", "page"), [("hugo", "content/map.html"), ("eleventy", "map.html")])
def test_what_a_builder_puts_into_a_layout_is_not_judged(
    archive: Archive, indexed: None, builder: str, page: str
) -> None:
    archive.write(*CONFIGURATION[builder])
    archive.write(page, MAP)
    archive.write("content/rain.md", link("/map.html", "south"))
    assert [code for code, _ in every_way(archive) if code == "ARC009"] == []
