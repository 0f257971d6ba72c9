"""Rules whose patterns a document lacks are not called, and nothing that they would report is lost."""

import json
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint import Source
from lint.config.selection import SelectedRule
from lint.engine import calls, gate
from lint.engine.rule_runner import RuleRunner
from lint.post.settings import Settings
from lint.proxies import KnownProxies, Proxy
from lint.rule import Document, Issue, Issues, Match, Rule, Span, at_hosts, rule
from lint.rule.registry import load
from lint.schema import load as load_schema
from lint.testing.examples import document_of, examples

ROOT = Path(__file__).parent.parent.parent
_PIECES = sorted({shown.text for each in load() for shown in examples(each)})
_HOSTS = (
    "t.co", "T.CO", "t%2eco", "ｔ.co", "t.co.", "a@t.co", "t.co:80", "1.1.1.1", "0x7f.1", "localhost", "a..b", ".a", "xn--a",
    "xn--", "[::1]", "[x", "a b", "a", "images.weserv.nl", "i0.wp.com", "twitter.com", "www.facebook.com", "a.b:x", "a.1",
    "a_b.c", "a\u00adb.c", "http-a.html", "https2", "",
)  # fmt: skip
_PATHS = (
    "",
    "/",
    "/a",
    "?utm_source=a",
    "/share?url=b",
    "/\\..//x.jpg",
    "#",
    "/a.html",
    "/?url=https://t.co/a.jpg",
    ")",
    "…",
)
_STARTS = (
    "http://",
    "https://",
    "HTTPS://",
    "//",
    "http:/",
    "http:",
    "https:\\\\",
    "http:///",
    "/",
    "",
    "javascript:",
    "file:",
)
_URLS = st.builds("{}{}{}".format, *map(st.sampled_from, (_STARTS, _HOSTS, _PATHS)))
_FRAMES = (
    "[a]({})",
    "![]({})",
    '<a href="{}">a</a>',
    '<img src="{}">',
    "{} ",
    "<a href='{}&amp;'></a>",
    "[a]: {}\n",
)


re2 = pytest.importorskip("re2")


def gated(rules: Iterable[Rule], first: Document | None = None) -> RuleRunner:
    """Return a runner that leaves rules out from its first document on."""
    with mock.patch.object(calls, "_FEW", 0):
        runner = RuleRunner([SelectedRule(each, each.severity) for each in rules])
        runner.observe(first or post("a"))
    return runner


def ungated(rules: Iterable[Rule]) -> RuleRunner:
    """Return a runner that calls every rule, as without google-re2."""
    with mock.patch.object(calls, "_FEW", 0), mock.patch.dict(sys.modules, {"re2": None}):
        runner = RuleRunner([SelectedRule(each, each.severity) for each in rules])
        runner.observe(post("a"))
    return runner


def post(body: str, source: str = "https://news.example.org/a", **given: Any) -> Document:
    text = f"---\ntitle: Rain\ndate: 2021-05-03\nauthor: A. Writer\nfrom: {source}\n---\n{body}\n"
    return document(text, **given)


def document(text: str, **given: Any) -> Document:
    settings = Settings(schema=load_schema("news-mirror"), now=datetime(2026, 1, 1, tzinfo=UTC), **given)
    return Document(Source("2021-05-03-x.md", text.encode()), settings)


def codes(runner: RuleRunner, made: Document) -> list[str]:
    return [each.code for each in runner.observe(made)]


@pytest.fixture(scope="module")
def runners() -> tuple[RuleRunner, RuleRunner]:
    return gated(load()), ungated(load())


def test_examples_are_reported_as_by_all_rules(runners: tuple[RuleRunner, RuleRunner]) -> None:
    left_out, everything = runners
    for made in load():
        for each in examples(made):
            assert left_out.observe(document_of(each)) == everything.observe(document_of(each))


def test_posts_are_reported_as_by_all_rules(runners: tuple[RuleRunner, RuleRunner]) -> None:
    left_out, everything = runners
    paths = [*(ROOT / "seeds").rglob("*.md"), *(ROOT / "tests" / "truth").iterdir()]
    for path in paths:
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            assert left_out.observe(document(text)) == everything.observe(document(text))


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=3), st.randoms())
def test_pieces_of_posts_are_reported_as_by_all_rules(
    runners: tuple[RuleRunner, RuleRunner], pieces: list[str], random: Random
) -> None:
    # A piece is cut anywhere, so that what a pattern needs may be torn.
    text = "".join(
        piece[random.randrange(len(piece) + 1) :] if random.random() < 0.5 else piece for piece in pieces
    )
    left_out, everything = runners
    assert left_out.observe(post(text)) == everything.observe(post(text))


@given(st.lists(st.tuples(st.sampled_from(_FRAMES), _URLS), min_size=1, max_size=5), _URLS)
@example([("[a]({})", "http://?utm_source=a")], "")
def test_addresses_are_reported_as_by_all_rules(
    runners: tuple[RuleRunner, RuleRunner], links: list[tuple[str, str]], source: str
) -> None:
    body = "\n".join(frame.format(url) for frame, url in links)
    quoted = json.dumps(source)
    left_out, everything = runners
    assert left_out.observe(post(body, quoted)) == everything.observe(post(body, quoted))


def called(**needs: Any) -> tuple[Rule, list[str]]:
    """Return a rule with needs, and the list of the texts that it is called for."""
    texts: list[str] = []

    @rule("XYZ001", severity="info", **needs)
    def x(document: Document) -> Issues:
        """X."""
        texts.append(document.text)
        return iter(())

    return x, texts


@pytest.mark.parametrize(
    ("needs", "body", "is_called"),
    [
        ({}, "a", True),
        ({"in_text": "needle"}, "a", False),
        ({"in_text": "needle"}, "a needle", True),
        ({"in_links": "needle"}, "a needle", False),
        ({"in_links": "needle"}, "[a](/needle)", True),
        ({"in_links": r"\A/needle\Z"}, '<img src="/needle"> <a href="/b">', True),
        ({"in_links": r"\A/needle\Z"}, "[a](/needle/)", False),
        ({"in_links": "a&b"}, '<a href="/a&amp;b">a</a>', True),  # as a browser reads it
        ({"in_links": "a&amp;b"}, '<a href="/a&amp;b">a</a>', True),  # as it is written
        ({"in_links": "example.org/b"}, "[a](/b)", True),  # resolved against the source
        ({"in_text": "needle", "in_links": "needle"}, "[a](/needle)", True),
        ({"in_text": "needle", "in_links": "other"}, "a needle", True),
        ({"in_text": "needle", "in_links": "other"}, "[a](/b)", False),
        ({"in_text": "(needle)?"}, "a", True),  # matches everywhere
        ({"in_text": "("}, "a", True),  # not valid: the rule is called always
        ({"in_text": "needle(?<!x)(?=y)\\b"}, "needley", True),
        ({"in_text": "needle{0,99999}x"}, "needlx", True),
        ({"in_links": at_hosts(["t.co"])}, "[a](https://t.co/x)", True),
        ({"in_links": at_hosts(["t.co"])}, "[a](https://T%2ECO/x)", True),
        ({"in_links": at_hosts(["t.co"])}, "[a](https://at.com/x)", False),
        ({"in_links": "proxies"}, "![](https://images.weserv.nl/?url=a.b/c.jpg)", True),
        ({"in_links": "proxies"}, "![](https://news.example.org/c.jpg)", False),
    ],
)
def test_a_rule_is_called_where_a_document_has_what_it_needs(
    needs: dict[str, Any],
    body: str,
    is_called: bool,  # noqa: FBT001 - as pytest passes it
) -> None:
    made, texts = called(**needs)
    runner = gated([made])
    texts.clear()
    runner.observe(post(body))
    assert bool(texts) == is_called


def test_the_proxies_are_those_of_the_configuration() -> None:
    own = KnownProxies([], [Proxy(name="own", hosts=("*.cache.example",), path="/(?P<url>.+)")])
    made, texts = called(in_links="proxies")
    runner = gated([made], post("a", proxies=own))
    texts.clear()
    for host in ("i0.cache.example", "images.weserv.nl"):
        runner.observe(post(f"![](https://{host}/a.b/c.jpg)", proxies=own))
    assert len(texts) == 1


def test_a_set_without_memory_leaves_no_rule_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_MEMORY", 1 << 14)
    runner, everything = gated(load()), ungated(load())
    body = "".join(chr(0x100 + at * 7) for at in range(5000)) + "\n[a](http://localhost/)\n\ufffd\n"
    assert runner.observe(post(body)) == everything.observe(post(body))
    made, texts = called(in_text="[\u0100-\u2fff]{8}needle|" + "|".join(f"{at}.*{at}" for at in range(900)))
    runner = gated([made])
    texts.clear()
    runner.observe(post("a"))
    assert texts


def test_few_documents_are_looked_at_by_every_rule() -> None:
    made, texts = called(in_text="needle")
    RuleRunner([SelectedRule(made, made.severity)]).observe(post("a"))
    assert texts


def test_patterns_that_are_too_narrow_are_told() -> None:
    @rule("XYZ001", severity="info", in_text="needle")
    def x(document: Document) -> Issues:
        """X."""
        if "\nx" in document.text:
            yield Issue(Span(0, 3), "found")

    runner = gated([x])
    posts = [post(f"x {at}") for at in range(3000)]
    found = [each for made in posts for each in runner.run(made)]
    missed = [each for each in found if each.code == "RUN002"]
    assert missed
    assert len(missed) < len(posts) // 100
    assert [each.code for each in found].count("XYZ001") == len(missed)  # in the same posts
    assert {str(each.severity) for each in missed} == {"info"}
    assert "rule XYZ001" in missed[0].message
    assert any(not made.lasting for made in posts)  # the result changes when the rule is mended


@pytest.mark.parametrize("needs", [{"in_text": "a"}, {"in_links": "a"}])
def test_a_rule_on_names_needs_nothing_else(needs: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="in_text and in_links"):

        @rule("XYZ001", severity="info", name=re.compile("a"), **needs)
        def x(match: Match, document: Document) -> Issues:
            """X."""
            yield Issue(Span(0, 0), "x")
