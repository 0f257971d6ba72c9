"""No safe fix changes the moment of a post, its address, its footnotes, or what a reader sees, except on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import example as this_example
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.config.selection import SelectedRule
from lint.engine.rule_runner import RuleRunner
from lint.post.document import Document
from lint.primitives.finding import Applicability, Finding, apply_edits
from lint.rule.definition import Rule
from lint.rule.registry import load
from lint.rules.dte.comparison import instant, is_known
from lint.testing.examples import Example, document_of, examples, run_example

# The rules whose purpose is the text that a reader sees: invisible characters, addresses that were hidden, the
# signs of a heading, a second pair of parentheses around a link.
TEXT = frozenset(("FIL009", "FIL011", "HTM013", "HTM015", "LNK002"))
ADDRESS = ("slug", "permalink", "url", "path", "aliases", "redirect_from", "id")
FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:.*(?:\n(?: {4}|\t).*)*", re.MULTILINE)
# The visible text has Markdown as it is written, with destinations that nobody sees.
MARKDOWN = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)")
SPACES = re.compile(r"\s+")


def facts(document: Document) -> dict[str, object]:
    """What a safe fix leaves as it is, by name."""
    date = document.date
    moment = (instant(document, date), is_known(document, date), date.precision) if date is not None else None
    address = {key: field.value for key, field in document.fields.items() if key in ADDRESS}
    body = document.text[document.body.start :]
    return {
        "moment": moment,
        "address": address,
        "footnotes": FOOTNOTE.findall(body),
        "text": SPACES.sub(" ", MARKDOWN.sub(" ", document.visible_text)).strip(),
    }


def changed(example: Example, findings: list[Finding]) -> Iterator[tuple[str, str]]:
    """Yield the code of each finding whose safe fix changes a fact, with the fact's name."""
    before = facts(document_of(example))
    for finding in findings:
        fix = finding.fix
        if fix is None or fix.applicability is not Applicability.SAFE:
            continue
        after = facts(document_of(example._replace(text=apply_edits(example.text, fix.edits))))
        for name, value in before.items():
            if after[name] != value and not (name == "text" and finding.code in TEXT):
                yield finding.code, name


@pytest.mark.parametrize("rule", load(), ids=lambda rule: rule.code)
def test_the_safe_fixes_of_the_examples(rule: Rule) -> None:
    for example in examples(rule):
        if example.kind == "bad" and document_of(example).source.undecodable is None:
            assert list(changed(example, run_example(rule, example))) == []


FOOTNOTES = (
    "/dev/null",
    "//todo",
    "http://",
    "htp://wind.example/",
    "www.wind.example",
    "wind.example/rain?utm_source=note",
    "https://wind.example/?utm_source=note",
    "[a source](https://wind.example/?fbclid=note)",
    "undefined",
    "//wind.example/a.jpg",
)
DATES = (
    "2021/10/5",
    "2021-10-05 22:59",
    "2021-10-05 10:59 pm",
    '"2021-10-05 22:59:03"',
    "2021-10-05 22:59 +0100",
    "2021-10-05T22:59:03.250-0700",
    "Tue, 05 Oct 2021 22:59:03 GMT",
    '"Tue, 05 Oct 2021 22:59:03"',
    "5 October 2021",
    "2021-10-05 22:59:03 AEST",
    "2021-02-30 10:00 +0000",
    "2021-10-31 02:30",
    "2021-10-05",
)
BODIES = (
    "It rained.",
    "Read [the news](/news/1?utm_source=feed#top).",
    "<p>Read <a href='//wind.example/?fbclid=1'>the news</a>.</p>",
    "Read [the news](ttps://wind.example/).",
    "### [](#names)[Rain](https://wind.example/a)",
    "[Rain] and [wind](https://news.example.org/a/1.html)\n------",
    "![rain](//wind.example/a.jpg)",
    '<img src="http://wind.example/a.jpg" alt="rain">',
    '<img src="https://images.weserv.nl/?url=wind.example/a.jpg" alt="rain">',
    "[tweet](https://twitter.com/share?url=https://wind.example/)",
    "The dump is `a\x1f\x01b`.",
    "<a href='https://wind.example/\"&gt;word&lt;/a&gt;'>word</a>",
    "![](__GHOST_URL__/a.png) [wind](undefined)",
)


@settings(max_examples=40, deadline=None)
@this_example("hexo", None, "2021-10-05", "", [], ["htp://wind.example/"])
@given(
    dialect=st.sampled_from(
        ("jekyll", "hugo", "hexo", "astro", "vitepress", "eleventy", "plain", "obsidian")
    ),
    timezone=st.sampled_from((None, "Asia/Shanghai", "America/Los_Angeles", "Europe/Berlin", "UTC")),
    date=st.sampled_from(DATES),
    address=st.sampled_from(("", "slug: Rain-1\n", "permalink: /2021/Rain/\n", "url: //wind.example/a\n")),
    bodies=st.lists(st.sampled_from(BODIES), max_size=4),
    notes=st.lists(st.sampled_from(FOOTNOTES), max_size=3),
)
def test_the_safe_fixes_of_any_post(
    dialect: str, timezone: str | None, date: str, address: str, bodies: list[str], notes: list[str]
) -> None:
    marks = "".join(f"[^{number}]" for number in range(len(notes)))
    definitions = "\n".join(f"[^{number}]: {note}" for number, note in enumerate(notes))
    front = f"layout: post\ntitle: Rain\ndate: {date}\nfrom: https://news.example.org/a/1.html\n{address}"
    text = "\n\n".join((f"---\n{front}---\nIt rained.{marks}", *bodies, definitions)) + "\n"
    given_settings = {"dialect": dialect, **({"timezone": timezone} if timezone else {})}
    example = Example("bad", text, (), given_settings)
    everyone = RuleRunner([SelectedRule(rule, rule.severity) for rule in load() if rule.default])
    assert list(changed(example, everyone.run(document_of(example)))) == []


@pytest.mark.parametrize(
    "note", ["/dev/null", "//todo", "http://", "ttp://wind.example/", "www.wind.example", "undefined"]
)
def test_a_footnote_that_looks_like_a_url_is_no_link(note: str) -> None:
    for dialect in ("jekyll", "hugo"):
        text = f"---\nlayout: post\ntitle: Rain\ndate: 2021-05-03\nfrom: https://news.example.org/a\n---\nRain.[^1]\n\n[^1]: {note}\n"
        everyone = RuleRunner([SelectedRule(rule, rule.severity) for rule in load() if rule.default])
        found = everyone.run(document_of(Example("bad", text, (), {"dialect": dialect})))
        assert [finding.code for finding in found if finding.code[:3] in ("LNK", "IMG", "PRX", "HTM")] == []
