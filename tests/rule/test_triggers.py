"""A rule is called where its trigger says, and handed what was found."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import Source
from lint.config.selection import SelectedRule
from lint.engine.rule_runner import RuleRunner
from lint.post.settings import Settings
from lint.rule import Document, Field, Issue, Issues, Link, Match, Rule, Span, Suppression, Tag, rule
from lint.rule.literals import needed
from lint.schema import load

POST = """---
title: Rain in May
date: 2021-05-03
author: A. Writer
---
<p>It rained on <a href="HTTPS://news.example.org/a?b=1&amp;c=2">Monday</a>.</p>
<img src="https://media.example.org/a.jpg"> See https://news.example.org/rain now. <p>rain</p>
"""


def document(text: str = POST, name: str = "2021-05-03-x.md") -> Document:
    settings = Settings(schema=load("plain"), now=datetime(2026, 1, 1, tzinfo=UTC))
    return Document(Source(name, text.encode("utf-8", "surrogateescape")), settings)


def messages(made: Rule, post: Document | None = None) -> list[str]:
    findings = RuleRunner([SelectedRule(made, made.severity)]).run(post or document())
    return [finding.message for finding in findings]


def test_links_are_selected_by_class_and_matched_as_a_browser_reads_them() -> None:
    @rule("XYZ001", severity="info", of="link", match=re.compile(r"&(\w)="))
    def x(match: Match, link: Link, document: Document) -> Issues:
        """X."""
        yield Issue(link.span, match[1] + document.source.name[:1])

    assert messages(x) == ["c2"]


def test_a_raw_pattern_has_offsets_of_the_file() -> None:
    @rule("XYZ001", severity="info", of="link", raw=re.compile("&amp;"))
    def x(match: Match, link: Link, document: Document) -> Issues:
        """X."""
        start = link.span.start + match.start()
        yield Issue(Span(start, start + 5), document.text[start : start + 5])

    assert messages(x) == ["&amp;"]


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("link", ["HTTPS"]),
        ("image", ["https"]),
        ("text", ["https"]),
        (("link", "image"), ["https", "HTTPS"]),
    ],
)
def test_without_a_pattern_every_link_of_a_class_is_passed(of: Any, expected: list[str]) -> None:
    @rule("XYZ001", severity="info", of=of)
    def x(link: Link, document: Document) -> Issues:
        """X."""
        yield Issue(link.span, link.raw.partition(":")[0])

    assert sorted(messages(x)) == sorted(expected)


def test_fields_are_passed_by_role() -> None:
    @rule("XYZ001", severity="info", field=("date", "title", "tags"))
    def x(field: Field, document: Document) -> Issues:
        """X."""
        yield Issue(field.span, field.name)

    assert messages(x) == ["title", "date"]


def test_a_pattern_of_a_field_is_only_searched_in_strings() -> None:
    @rule("XYZ001", severity="info", field=("date", "title"), match=re.compile("[0-9]|May"))
    def x(match: Match, field: Field, document: Document) -> Issues:
        """X."""
        yield Issue(field.span, match.group())

    assert messages(x) == ["May"]


def test_start_tags_are_passed_by_name() -> None:
    @rule("XYZ001", severity="info", tags=("p", "img"))
    def x(tag: Tag, document: Document) -> Issues:
        """X."""
        yield Issue(tag.span, tag.name)

    assert messages(x) == ["p", "img", "p"]


def test_names_texts_and_bodies_pass_their_matches() -> None:
    @rule("XYZ001", severity="info", name=re.compile(r"\.(\w+)\Z"))
    def by_name(match: Match, document: Document) -> Issues:
        """X."""
        yield Issue(Span(0, 0), match[1])

    @rule("XYZ002", severity="info", text=re.compile("[Rr]ain"))
    def by_text(matches: list[Match], document: Document) -> Issues:
        """X."""
        yield Issue(Span(0, 0), str(len(matches)))

    @rule("XYZ003", severity="info", body=re.compile("[Rr]ain"))
    def by_body(matches: list[Match], document: Document) -> Issues:
        """X."""
        yield Issue(Span(0, 0), str(len(matches)))

    assert (messages(by_name), messages(by_text), messages(by_body)) == (["md"], ["4"], ["3"])
    assert messages(by_text, document("---\ntitle: Sun\n---\n")) == []


def test_a_file_that_is_not_utf_8_is_checked_by_name_and_any_encoding_rules() -> None:
    def make(code: str, **what: Any) -> Rule:
        def x(match: Match, document: Document) -> Issues:
            """X."""
            yield Issue(Span(0, 0), code)

        def y(document: Document) -> Issues:
            """Y."""
            yield Issue(Span(0, 0), code)

        return rule(code, severity="info", **what)(x if "name" in what else y)

    broken = document("---\ntitle: \udcff\n---\n")
    assert messages(make("XYZ001", name=re.compile("x")), broken) == ["XYZ001"]
    assert messages(make("XYZ002", any_encoding=True), broken) == ["XYZ002"]
    assert messages(make("XYZ003"), broken) == []


def test_an_anchored_pattern_is_only_tried_at_the_start() -> None:
    @rule("XYZ001", severity="info", of="link", match=re.compile(r"\Ahttps://n|\Anews", re.IGNORECASE))
    def x(match: Match, link: Link, document: Document) -> Issues:
        """X."""
        yield Issue(link.span, match.group())

    assert messages(x) == ["HTTPS://n"]


def test_a_pattern_with_one_anchored_branch_is_searched() -> None:
    @rule("XYZ001", severity="info", of="link", match=re.compile(r"\Aftp|/a"))
    def x(match: Match, link: Link, document: Document) -> Issues:
        """X."""
        yield Issue(link.span, match.group())

    assert messages(x) == ["/a"]


def test_a_crash_on_one_link_hides_no_other_finding() -> None:
    @rule("XYZ001", severity="info", of="link")
    def x(link: Link, document: Document) -> Issues:
        """X."""
        yield Issue(link.span, link.value)
        raise ZeroDivisionError

    post = document("[a](https://a.example/) [b](https://b.example/)\n")
    found = messages(x, post)
    assert [message.partition(" ")[0] for message in found] == [
        "rule",
        "https://a.example/",
        "https://b.example/",
    ]
    assert not post.lasting


def _link(link: Link, document: Document) -> Issues:
    """X."""
    yield Issue(link.span, "x")


def _document(document: Document) -> Issues:
    """X."""
    yield Issue(document.body, "x")


def _suppression(suppression: Suppression, document: Document) -> Issues:
    """X."""
    yield Issue(document.body, "x")


@pytest.mark.parametrize(
    ("arguments", "find", "expected"),
    [
        ({"of": "links"}, _link, r"of='links' is not valid; expected one of link, image, text"),
        ({"of": ("link", "links")}, _link, r"of=\('link', 'links'\) is not valid"),
        ({"of": ()}, _link, r"of=\(\) is not valid"),
        ({"of": "link", "match": "a"}, _link, r"'a' is not a compiled text pattern"),
        ({"of": "link", "match": re.compile(b"a")}, _link, r"is not a compiled text pattern"),
        (
            {"of": "link", "match": re.compile("a")},
            _link,
            r"_link has the wrong parameters; expected \(match, link, document\)",
        ),
        (
            {"of": "link", "match": re.compile("a"), "raw": re.compile("a")},
            _link,
            "expected match or raw, not both",
        ),
        ({"match": re.compile("a")}, _document, "match needs of or field"),
        ({"field": "titel"}, _document, "expected roles among title, date"),
        ({"tags": "img"}, _document, "tags='img' is not valid; expected a tuple of names"),
        ({"tags": ("a",), "of": "link"}, _document, "expected at most one of the arguments of, field, tags"),
        ({"tags": ("a",)}, _suppression, "expected at most one of the arguments of, field, tags"),
        ({"text": re.compile("a")}, _document, r"expected \(matches, document\)"),
        ({"body": re.compile(r"\Aa")}, _document, r"body patterns cannot use \\A"),
        ({"body": re.compile("^a")}, _document, "nor \\^ without re.MULTILINE"),
        ({}, _link, r"_link has the wrong parameters; expected \(document\)"),
    ],
)
def test_an_invalid_trigger_is_refused_when_the_rule_is_made(
    arguments: dict[str, Any], find: Callable[..., Iterable[Issue]], expected: str
) -> None:
    with pytest.raises(ValueError, match=expected):
        rule("XYZ001", severity="info", **arguments)(find)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("rain", {"rain"}),
        ("rain|wind", {"rain", "wind"}),
        ("[rw]ain+", {"ai"}),
        ("a?b*(?:rain){2,}", {"rain"}),
        ("(?P<x>rain)[0-9]+", {"rain"}),
        ("[\u200b\u2060]", {"\u200b", "\u2060"}),
        ("(?i)rain", set()),
        ("(?i:rain)|wind", set()),
        ("rain|", set()),
        ("[^a]", set()),
        (r"\d", set()),
        ("(?<=rain)", set()),
    ],
)
def test_the_literals_that_a_pattern_needs(pattern: str, expected: set[str]) -> None:
    assert set(needed(re.compile(pattern))) == expected


PIECES = st.recursive(
    st.sampled_from(["a", "b", "é", "[ab]", "[^a]", ".", r"\d", r"\b", "^", "(?=a)", "(?!b)", "(?<=a)"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
        inner.map(lambda each: f"(?:{each})*"),
        inner.map(lambda each: f"(?:{each})+"),
        inner.map(lambda each: f"(?:{each}){{2}}"),
        inner.map(lambda each: f"(?i:{each})"),
        inner.map(lambda each: f"(?>{each})"),
    ),
    max_leaves=8,
)


@given(PIECES, st.text("abéA1 \n", max_size=12))
def test_every_match_contains_a_literal_that_its_pattern_needs(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    texts = needed(compiled)
    match = compiled.search(text)
    assert match is None or not texts or any(each in text for each in texts)
