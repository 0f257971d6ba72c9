"""A document beyond its fields: the article, its text, the source URL, violations."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.archive.builders.jekyll import Jekyll
from lint.post.document import Document
from lint.post.settings import Settings
from lint.primitives.source import Source, Span
from lint.schema import load

OPENING = "<!--1620082743000-->\n[Rain](https://news.example.org/a/1.html)\n------\n"


def document(text: str) -> Document:
    return Document(Source("_posts/2021-05-03-rain.md", text.encode()), Settings(load("news-mirror")))


def source_of(line: str) -> Document:
    return document(f"---\ntitle: Rain\nfrom: {line}\n---\n")


@pytest.mark.parametrize("front_matter", ["", "---\ntitle: 雨\n---\n"])
@pytest.mark.parametrize("opening", ["", OPENING])
@pytest.mark.parametrize("body", ["It rained.", "<p>雨</p>\n\n<p>It\trained.</p>"])
def test_the_article_is_the_body_after_its_opening(front_matter: str, opening: str, body: str) -> None:
    post = document(f"{front_matter}{opening}\n \t\n{body}\n\u3000\n")
    assert post.text[slice(*post.article)] == body


@pytest.mark.parametrize("text", ["", "---\ntitle: 雨\n---\n", OPENING, "---\ntitle: 雨\n---\n \n\t"])
def test_a_post_without_an_article_has_an_empty_one(text: str) -> None:
    post = document(text)
    start, end = post.article
    assert start == end <= len(text)
    assert post.visible_text == ""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It  rained.\r\n\r\nAll\u3000day.", "It rained. All day."),
        ("<p>It <b>rained</b>.</p>\n<!-- no -->", "It rained."),
        ("<p>1 &lt; 2 &amp; 茶&nbsp;館", "1 < 2 & 茶 館"),
        ("a & b", "a & b"),
        ("\x00\x01<p>茶</p>\x08", "茶"),
        ("</div>茶<div>", "茶"),
    ],
)
def test_the_visible_text_is_what_a_reader_sees(body: str, expected: str) -> None:
    assert document(body).visible_text == expected


@given(st.text(st.one_of(st.sampled_from("<>&/!-;#x\ud800\x00 \n"), st.characters()), max_size=40))
def test_any_body_has_a_visible_text_on_one_line(body: str) -> None:
    source = Source("a.md", body.encode("utf-8", "surrogatepass"))
    text = Document(source, Settings(load("plain"))).visible_text
    assert text == " ".join(text.split())


def test_violations_are_at_the_value_or_at_the_nearest_place_that_exists() -> None:
    text = "---\ntitle: [1]\nlayout: post\ntags: [a, 1]\nauthor: A\ndate: 2021-05-03\nfrom: x\n---\n"
    post = document(text)
    found = {each.problem.loc: text[slice(*each.span)] for each in post.violations}
    assert found == {("title",): "[1]", ("tags", 1): "1", ("categories",): "---"}
    assert not document("No front matter.").violations


def test_facts_are_read_once() -> None:
    post = document("---\ntitle: Rain\nfrom: https://example.org/a\ndate: 2021-05-03\n---\n<p>Rain")
    for name in (
        "root",
        "fields",
        "date",
        "opening",
        "content",
        "base",
        "violations",
        "article",
    ):
        assert getattr(post, name) is getattr(post, name)


@given(st.text(st.sampled_from("ab雨\n\r"), max_size=12), st.data())
def test_the_places_of_a_span_are_those_of_its_ends(text: str, data: st.DataObject) -> None:
    source = Source("a.md", text.encode())
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    assert source.positions(span) == (source.position(span.start), source.position(span.end))
    other = Source("a.md", text.encode())
    other.line_end(1)  # makes the table of all rows
    assert source.positions(span) == other.positions(span)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("rain.md", "posts/rain.md"),
        ("./sub/../sub/rain.md", "posts/sub/rain.md"),
        ("../rain.md", "rain.md"),
        ("../../rain.md", "../rain.md"),
    ],
)
def test_a_path_from_the_site_is_told_wherever_one_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, expected: str
) -> None:
    site = tmp_path / "site"
    (site / "posts").mkdir(parents=True)
    settings = Settings(load("plain"), site=Jekyll(str(site)))
    for folder in (site / "posts", site / "posts", tmp_path):
        monkeypatch.chdir(folder)
        given_path = path if folder.name == "posts" else str(site / "posts" / path)
        assert Document(Source(path, b"", given_path), settings).site_path == expected
