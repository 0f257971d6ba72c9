"""Tags, attributes and character references, as in a browser."""

from typing import Any, cast

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.post.html import attributes, scan, unescape
from lint.primitives.source import Span

PIECES = st.sampled_from(
    [
        "<", ">", "/", "=", '"', "'", " ", "\n", "a", "b", "<a ", "</a>", "<img src=", "href=", "<!--", "-->", "--!>", "<!", "<?",
        "&amp;", "&", "&lt", "&#65;", "x", "雨", "🙂", "<script>", "</script>", "<textarea>", "</textarea", "<p", "</p>", "]]>", "<![CDATA[", "\x00", "\ud800",
    ]
)  # fmt: skip


def found(text: str) -> list[tuple[str, dict[str, str]]]:
    result = []
    for tag in scan(text, Span(0, len(text))).tags:
        values: dict[str, str] = {}
        for each in attributes(text, tag):
            values.setdefault(each.name, unescape(text[each.span.start : each.span.end]))
        result.append(("/" + tag.name if tag.closing else tag.name, values if not tag.closing else {}))
    return result


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_place_is_inside_and_in_order(text: str) -> None:
    result = scan(text, Span(0, len(text)))
    at = 0
    for start, end in result.covered:
        assert at <= start < end <= len(text) or start == end
        at = end
    for tag in result.tags:
        assert text[tag.span.start] == "<"
        assert text[tag.span.end - 1] == ">"
        inner = text[tag.span.start : tag.attributes.start]
        assert inner.lower().endswith(tag.name.lower()) or not tag.name.isascii()
        for each in attributes(text, tag):
            assert tag.attributes.start <= each.name_span.start <= each.span.end <= tag.attributes.end
            assert text[each.name_span.start : each.name_span.end].lower() == each.name


@given(
    st.lists(PIECES.filter(lambda piece: piece not in ("\x00", "\ud800", "<![CDATA[")), max_size=24).map(
        "".join
    )
)
def test_start_tags_are_those_of_html5lib(text: str) -> None:
    tokenizer = html5lib._tokenizer.HTMLTokenizer(text)  # noqa: SLF001 - an independent tokenizer
    expected: list[tuple[str, dict[str, str]]] = []
    for token in tokenizer:
        kind = token["type"]
        if kind == 3:
            expected.append((token["name"], dict(cast("Any", token["data"]))))
            name = token["name"]
            if name in ("textarea", "title"):
                tokenizer.state = tokenizer.rcdataState
            elif name == "script":
                tokenizer.state = tokenizer.scriptDataState
        elif kind == 4:
            expected.append(("/" + token["name"], {}))
    if "<!--" in text and "<script>" in text:
        return  # a comment within a script has special states, which archives do not use
    mine = [(name, values) for name, values in found(text)]
    assert [name for name, _ in mine] == [name for name, _ in expected]
    assert mine == expected


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("<a href=x>", [("a", {"href": "x"})]),
        ("<a href='x>y'>", [("a", {"href": "x>y"})]),
        ("<A HREF=x/>", [("a", {"href": "x/"})]),
        ("<a =b c==d e= >", [("a", {"=b": "", "c": "=d", "e": ""})]),
        ("<a b='1' b=2>", [("a", {"b": "1"})]),
        ("<a/b/c>", [("a", {"b": "", "c": ""})]),
        ("<!-- <a> --><b>", [("b", {})]),
        ("<!--><a>", [("a", {})]),
        ("<!---><a>", [("a", {})]),
        ("<!-- <a> --!><b>", [("b", {})]),
        ("<script>'<a>'</script><b>", [("script", {}), ("/script", {}), ("b", {})]),
        ("<textarea><a></TEXTAREA ><b>", [("textarea", {}), ("/textarea", {}), ("b", {})]),
        ("a < b <3 </ x> <? a > <!x><b>", [("b", {})]),
        ("<a href='", []),
        ("<a", []),
        ("<p\u00a0x=1>", [("p\u00a0x=1", {})]),
    ],
)
def test_tags(text: str, tags: list[tuple[str, dict[str, str]]]) -> None:
    assert found(text) == tags


def test_a_tag_that_never_ends_is_reported() -> None:
    assert scan("a <b c='", Span(0, 8)).unfinished == 2
    assert scan("a <b>", Span(0, 5)).unfinished is None


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("a&amp;b", "a&b"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("?a=1&copy;=2", "?a=1©=2"),
        ("&copy", "©"),
        ("&notit;", "&notit;"),
        ("&notin;", "∉"),
        ("&amp", "&"),
        ("&#x41;&#66", "AB"),
        ("&#150;", "–"),
        ("&#0;&#xD800;&#x110000;&#99999999999999;", "\ufffd\ufffd\ufffd\ufffd"),
        ("&#129;", "\x81"),
        ("&unknown; &", "&unknown; &"),
    ],
)
def test_character_references_of_attributes(raw: str, value: str) -> None:
    assert unescape(raw) == value


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>",
        '<a b="',
        "<",
        "<!--",
        "</",
        "<a/",
        "<script>",
        "<p a='",
        "&",
        "]]>",
        "<a x=1 ",
        "&lt;p",
        "<b>雨</i>",
    ],
)
def test_hostile_bodies_end(hostile: str) -> None:
    text = hostile * 20_000
    for tag in scan(text, Span(0, len(text))).tags:
        for each in attributes(text, tag):
            unescape(text[each.span.start : each.span.end])
