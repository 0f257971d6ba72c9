"""What is right on the author's own site, or on any page, is not reported."""

import pytest

from lint import Config, lint_text
from lint.archive.builders.pelican import Pelican
from lint.config.dialects import Dialect
from tests.conftest import GOOD

SOURCE = "from: https://news.example.org/a/1.html\n"
OWN = GOOD.replace(SOURCE, "")
POST = "_posts/2021-05-03-x.md"
MIRROR = Config(schema="news-mirror", dialect="jekyll")


def codes(body: str, post: str = GOOD, name: str = POST) -> list[str]:
    return [finding.code for finding in lint_text(f"{post}{body}\n", name, MIRROR)]


@pytest.mark.parametrize(
    "image",
    [
        '<img :src="url">', '<img v-bind:src="url">', '<img .src="url">', '<img v-bind="image">',
        '<img x-bind:src="url">', '<img [src]="url">', '<img ng-src="url">', "<img {...image} />",
        '<img xlink:src="a.png">',
    ],
)  # fmt: skip
def test_a_bound_image_has_a_source(image: str) -> None:
    assert "IMG002" not in codes(image, OWN)


@pytest.mark.parametrize(
    "image", ["<img>", '<img alt="rain">', '<img src="">', '<img class="x-rain" @load="go">']
)
def test_an_image_with_other_attributes_has_none(image: str) -> None:
    assert "IMG002" in codes(f"<p>{image}</p>", OWN)  # in running text, kramdown takes `@load` for no tag


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://<your-domain>/a", []),
        ("https://news.example.org/<user-id>/a", []),
        ("http://HOST:PORT/", []),
        ("http://YOUR_SERVER/a", []),
        ("http://host:port", []),
        ("http://127.0.0.1:your_port/", []),
        ("http://localhost:xxxx/", []),
        ("http://[your-server]/", []),
        ("http://the host", ["LNK003"]),
        ("http://a..example", ["LNK003"]),
        ("http://[::g]/", ["LNK003"]),
        ("http://a.example:80a/", ["LNK003"]),
        ("https://a.example/<b>rain</b>", ["LNK004"]),
        ("https://a.example/<user>&quot;>rain</a>", ["LNK004"]),
    ],
)
def test_a_placeholder_of_a_manual_is_no_broken_link(url: str, expected: list[str]) -> None:
    found = codes(f"<a href='{url}'>rain</a>")
    assert [code for code in found if code in ("LNK003", "LNK004")] == expected


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ('<base href="https://news.example.org/">', []),
        ('<base target="_top"><base href="https://news.example.org/">', []),
        ('<base href="/">', ["LNK005", "IMG003"]),
        ('<base target="_top">', ["LNK005", "IMG003"]),
    ],
)
def test_a_base_element_makes_relative_urls_work(base: str, expected: list[str]) -> None:
    found = codes(f'{base}<a href="/b">rain</a> <img src="/c.png" alt="">')
    assert [code for code in found if code in ("LNK005", "IMG003")] == expected


@pytest.mark.parametrize(
    ("heading", "post", "expected"),
    [
        ("[Rain?](https://news.example.org/a/1.html)", GOOD, ["FMT010"]),
        ("[Rain?](http://www.news.example.org/a/1.html?utm_source=a#b)", GOOD, ["FMT010"]),
        ("[Rain? [](https://news.example.org/a/1.html)", GOOD, ["FMT011", "FMT010"]),
        ("[Rain?](https://news.example.org/a/2.html)", GOOD, ["SRC006"]),
        ("[Rain over the harbour](https://b.example/a)", GOOD, ["SRC006"]),
        ("[rain 3.0](https://code.example.com/rain)", GOOD, []),
        ("[Rain? [](https://code.example.com/rain)", GOOD, []),
        ("[](#rain)[Rain?](https://news.example.org/a/1.html)", GOOD, []),
        ("[](#rain) [Rain](https://news.example.org/a b.html)", GOOD, []),
        ("[Rain? [](https://news.example.org/a/1.html)", OWN, []),
        ("[rain 3.0](https://code.example.com/rain)", OWN, []),
        (
            "[![rain](https://a.example/b.svg)](https://a.example) [![wind](https://b.example/c.svg)](b)",
            OWN,
            [],
        ),
    ],
)
def test_only_the_heading_that_links_to_the_source_is_the_mirrors(
    heading: str, post: str, expected: list[str]
) -> None:
    text = post.replace("<div>", f"### {heading}\n\n<div>")
    found = [finding.code for finding in lint_text(text, POST, MIRROR)]
    assert [code for code in found if code in ("FMT010", "FMT011", "SRC006")] == expected


@pytest.mark.parametrize(("post", "expected"), [(GOOD, ["error"]), (OWN, ["info"])], ids=["mirrored", "own"])
def test_a_page_as_an_image_is_a_note_in_a_post_of_ones_own(post: str, expected: list[str]) -> None:
    found = lint_text(f"{post}![](https://vimeo.com/123)\n", POST, MIRROR)
    assert [finding.severity for finding in found if finding.code == "IMG005"] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ភាសា\u200bខ្មែរ.md", []),
        ("ภาษา\u200bไทย.md", []),
        ("မြန်မာ\u200bစာ.md", []),
        ("ພາສາ\u200bລາວ.md", []),
        ("rain\u200bwind.md", ["FIL007"]),
        ("雨\u200b風.md", ["FIL007"]),
        ("\u200bภาษา.md", []),
        ("ภาษา\u2060ไทย.md", ["FIL007"]),
    ],
)
def test_a_word_break_is_part_of_the_writing_in_a_name(name: str, expected: list[str]) -> None:
    found = [finding.code for finding in lint_text(GOOD, f"_posts/2021-05-03-{name}", MIRROR)]
    assert [code for code in found if code == "FIL007"] == expected


@pytest.mark.parametrize(
    ("name", "extra", "expected"),
    [
        ("_posts/2019-10-14-.md", "", [("FIL005", "warning")]),
        ("_posts/2019-10-14- .md", "", [("FIL005", "warning")]),
        ("_posts/2019-10-14-.md", "permalink: /rain/\n", [("FIL005", "info")]),
        ("_posts/2019-10-14-.md", "published: false\n", [("FIL005", "info")]),
        ("_drafts/2019-10-14-.md", "", [("FIL005", "info")]),
        ("_posts/2019-10-14.md", "", [("FIL006", "warning")]),
        ("_posts/rain.md", "", [("FIL006", "warning")]),
        ("_drafts/rain.md", "", []),
    ],
)
def test_a_name_without_a_slug_matters_where_it_makes_the_address(
    name: str, extra: str, expected: list[tuple[str, str]]
) -> None:
    found = lint_text(GOOD.replace("---\nlayout", f"---\n{extra}layout"), name, MIRROR)
    assert [(each.code, each.severity) for each in found if each.code in ("FIL005", "FIL006")] == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[http://localhost:4000](http://localhost:4000/)", []),
        ("<http://127.0.0.1:8000/>", []),
        ('<a href="http://localhost/a">http://localhost/a</a>', []),
        ("[rain](http://localhost:4000/)", ["LNK007"]),
        ('<a href="http://localhost/a">rain</a>', ["LNK007"]),
        ("[192.168.0.7](http://192.168.0.7/)", ["LNK007"]),
    ],
)
def test_an_address_that_the_reader_is_told_to_open_is_not_a_leak(link: str, expected: list[str]) -> None:
    assert [code for code in codes(link) if code == "LNK007"] == expected


def test_a_gist_is_a_note_and_stays() -> None:
    body = '<script src="https://gist.github.com/rain/1a2b3c.js"></script><script src="a.js"></script>'
    found = [each for each in lint_text(f"{GOOD}{body}\n", POST, MIRROR) if each.code == "HTM011"]
    assert [(each.severity, each.fix is None) for each in found] == [("info", True), ("warning", False)]


@pytest.mark.parametrize(
    ("extra", "severities"),
    [
        ("", ["warning", "warning", "warning"]),
        ("permalink: /a/2.html\n", ["warning", "warning", "warning"]),
        ("permalink: /a/1.html\n", ["info", "info", "info"]),
        ("permalink: /a/1/\n", ["info", "info", "info"]),
        ("slug: a/1\n", ["info", "info", "info"]),
        ("slug: '1'\n", ["warning", "warning", "warning"]),
        ("permalink: 'http://[::g]/a/1'\n", ["warning", "warning", "warning"]),
    ],
)
def test_a_post_that_kept_its_address_was_moved_and_not_copied(extra: str, severities: list[str]) -> None:
    body = '[rain](/b) ![rain](/c.png)\n\n<p onclick="go()">rain</p>\n'
    post = GOOD.replace("---\nlayout", f"---\n{extra}layout")
    found = lint_text(f"{post}{body}", POST, MIRROR)
    codes = ("LNK005", "IMG003", "HTM011")
    assert sorted(each.severity for each in found if each.code in codes) == severities


def test_a_script_without_an_end_is_the_elements_name() -> None:
    assert "HTM011" in codes("<script>go()</script>")
    found = codes("Write it into <script> and save.")
    assert ("HTM011" in found, "HTM004" in found) == (False, True)


@pytest.mark.parametrize(
    ("dialect", "folder", "extra", "severity"),
    [
        ("jekyll", "_posts", "", "warning"),
        ("jekyll", "_posts", "draft: true\n", "warning"),  # Jekyll does not read `draft`
        ("jekyll", "_posts", "published: false\n", "info"),
        ("jekyll", "_drafts", "", "info"),
        ("hexo", "source/_posts", "draft: true\n", "warning"),
        ("hexo", "source/_drafts", "", "info"),
        ("hugo", "content/posts", "", "warning"),
        ("hugo", "content/posts", "draft: true\n", "info"),
        ("plain", "posts", "draft: true\n", "info"),
    ],
)
def test_a_draft_is_dated_when_it_is_published(
    dialect: Dialect, folder: str, extra: str, severity: str
) -> None:
    text = f"---\ntitle: Rain\ndate: 2021-05-13T00:00:00Z\n{extra}---\n\nIt rained.\n"
    found = lint_text(text, f"{folder}/2021-05-03-rain.md", Config(dialect=dialect))
    assert [each.severity for each in found if each.code == "DTE004"] == [severity]


@pytest.mark.parametrize(
    ("status", "expected"), [("draft", True), ("Skip", True), ("hidden", False), (1, False)]
)
def test_pelican_reads_the_status(status: object, expected: bool) -> None:  # noqa: FBT001
    assert Pelican().is_draft("content/rain.md", {"Status": status}) is expected
