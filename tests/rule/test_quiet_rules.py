"""A rule that said nothing about a link is asked again only where it may say something."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint import Source
from lint.config.selection import SelectedRule
from lint.engine.rule_runner import RuleRunner
from lint.post import stretches
from lint.post.settings import Settings
from lint.rule import Document, Issue, Issues, Link, Rule, rule
from lint.rule.registry import load
from lint.schema import load as load_schema

_SETTINGS = Settings(schema=load_schema("news-mirror"), now=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _remembered() -> Iterator[None]:
    stretches.remember()
    yield
    stretches.remember(lasting=False)


def _post(text: str) -> Document:
    return Document(Source("2021-05-03-x.md", text.encode()), _SETTINGS)


def _runner(*rules: Rule) -> RuleRunner:
    return RuleRunner([SelectedRule(each, each.severity) for each in rules])


def _said(runner: RuleRunner, text: str) -> list[str]:
    return [f"{each.span.start} {each.message}" for each in runner.run(_post(text))]


def test_a_rule_on_urls_is_not_asked_twice_about_one() -> None:
    asked = []

    @rule("XYZ001", severity="info", of="link")
    def x(link: Link, document: Document) -> Issues:
        """X."""
        asked.append(link.value)
        if document.host(link.value) == "rain.example" and not document.site.embeds_pages:
            yield Issue(link.span, "rain")

    runner = _runner(x)
    first, second = "[a](https://wind.example/)", "[b](https://rain.example/)"
    assert _said(runner, f"{first} {second}") == ["31 rain"]
    assert _said(runner, f"It rained. {first} {second}") == ["42 rain"]
    assert asked == ["https://wind.example/", "https://rain.example/", "https://rain.example/"]


def test_a_rule_that_reads_the_text_is_asked_each_time() -> None:
    @rule("XYZ001", severity="info", of="link")
    def x(link: Link, document: Document) -> Issues:
        """X."""
        if document.text[link.tag.end :].startswith("!"):
            yield Issue(link.span, "rain")

    runner = _runner(x)
    assert _said(runner, "[a](/b).") == []
    assert _said(runner, "[a](/b)!") == ["4 rain"]


def test_a_rule_that_depends_on_something_else_is_asked_each_time() -> None:
    days = iter((False, True))

    @rule("XYZ001", severity="info", of="link")
    def x(link: Link, document: Document) -> Issues:
        """X."""
        document.lasting = False
        if next(days):
            yield Issue(link.span, "rain")

    runner = _runner(x)
    post = _post("[a](/b)")
    assert runner.run(post) == []
    assert not post.lasting
    assert _said(runner, "[a](/b)") == ["4 rain"]


def test_the_base_of_links_decides() -> None:
    @rule("XYZ001", severity="info", of="link")
    def x(link: Link, document: Document) -> Issues:
        """X."""
        if (document.resolve(link.value) or "").startswith("https://rain.example/"):
            yield Issue(link.span, "rain")

    runner = _runner(x)
    head, link = "---\nfrom: https://%s.example/a\n---\n", '<a href="/b">c</a>'
    assert _said(runner, head % "wind" + link) == []
    assert len(_said(runner, head % "rain" + link)) == 1
    assert len(_said(runner, '<base href="https://rain.example/">' + link)) == 1


_PIECES = (
    "It rained. ", "\n\n", "<p>", "</p>\n", "[a](http://localhost/b)", "[c](https://wind..example/)", '<img src="https://rain.example/d.html">',
    '<img src="https://images.weserv.nl/?url=rain.example/e.jpg&f=g">', "[h](www.rain.example)", "localhost ", '<a href="/i?utm_source=j">', "</a>",
    '<base href="https://snow.example/">', "![k](//rain.example/l.png)", "[m](https://t.co/n)", "](", ")", "x",
)  # fmt: skip
_SOURCES = ("", "---\nfrom: https://rain.example/d.html\n---\n", "---\nfrom: /o\n---\n")
_RULES = _runner(*(each for each in load() if each.trigger.subject == "link"))


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(_SOURCES), st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)),
        min_size=2,
        max_size=4,
    )
)
def test_all_rules_say_what_they_would_at_first(posts: list[tuple[str, str]]) -> None:
    stretches.remember(lasting=False)
    anew = [_said(_RULES, source + text) for source, text in posts]
    stretches.remember()
    assert [_said(_RULES, source + text) for source, text in posts] == anew
