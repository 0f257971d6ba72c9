"""The places reach what they are for: a quadratic pattern put in on purpose is seen, whatever it is asked of."""

import re

import pytest

from lint.archive.builders import link_forms, literals
from lint.config import toml_text
from lint.config.fields import ROLES
from lint.config.selection import SelectedRule
from lint.engine.rule_runner import RuleRunner
from lint.post import html
from lint.report import comma_separated
from lint.rule import Document, Field, Issue, Issues, Link, Match, Span, Tag, rule
from lint.rule.definition import Rule
from lint.web import pages
from tests.growth import places, test_growth
from tests.growth.bounded import BOUNDED
from tests.growth.cost import MOST, once
from tests.growth.patterns import Place, Written
from tests.growth.places import at
from tests.growth.pumps import Pump

# It never matches. Of a pattern that ignores case, no literal is looked for first.
QUADRATIC = re.compile(r"\w+\ue002", re.IGNORECASE)
# A rule of one's own is all that reads there; where all rules or builders do, what is slow shows with more.
_SIZE, _LARGE = 1000, 2000


def _is_seen(place: str, size: int, lead: str = "", end: str = "") -> bool:
    """Return whether four times as much costs more at a place, without the tries that tell noise."""

    def cost(count: int) -> float:
        return once(at(place, f"{lead}{'a' * count}{end}"))

    # What else the machine does may hide the growth once, hardly each time.
    return any(cost(4 * size) > MOST * min(cost(size), cost(size)) for _ in range(3))


def _searched(text: str) -> Issues:
    if QUADRATIC.search(text):
        yield Issue(Span(0, 1), "never")


@rule("GRW101", severity="warning", tags=("p", "a", "img", "iframe"))
def tag(tag: Tag, document: Document) -> Issues:
    """A tag's source."""
    yield from _searched(document.raw(tag.span))


@rule("GRW102", severity="warning", tags=("p", "a", "img", "iframe"))
def attributes(tag: Tag, document: Document) -> Issues:
    """A tag's attributes."""
    yield from _searched(document.raw(tag.attributes))


@rule("GRW103", severity="warning", tags=("p", "a", "img", "iframe"))
def value(tag: Tag, document: Document) -> Issues:
    """The values of attributes."""
    for attribute in document.attributes(tag).values():
        yield from _searched(document.raw(attribute.span))


@rule("GRW104", severity="warning", of=("link", "image", "text"), match=QUADRATIC)
def address(match: Match, link: Link, document: Document) -> Issues:
    """A URL."""
    yield from _searched(link.value)


@rule("GRW105", severity="warning", of=("link", "image", "text"), raw=QUADRATIC)
def written(match: Match, link: Link, document: Document) -> Issues:
    """A URL as it is written."""
    yield from _searched(link.raw)


@rule("GRW106", severity="warning", field=ROLES, match=QUADRATIC)
def values(match: Match, field: Field, document: Document) -> Issues:
    """The value of a field."""
    yield from _searched(match.string)


@rule("GRW107", severity="warning", name=QUADRATIC)
def name(match: Match, document: Document) -> Issues:
    """A file's name."""
    yield from _searched(match.string)


@rule("GRW108", severity="warning", body=QUADRATIC)
def body(matches: list[Match], document: Document) -> Issues:
    """A whole body."""
    yield from _searched(document.text)


@rule("GRW109", severity="warning", text=QUADRATIC)
def text(matches: list[Match], document: Document) -> Issues:
    """A whole file."""
    yield from _searched(document.text)


@rule("GRW110", severity="warning")
def line(document: Document) -> Issues:
    """Each line of a body."""
    for each in document.text[document.body.start :].splitlines():
        yield from _searched(each)


@rule("GRW111", severity="warning")
def prose(document: Document) -> Issues:
    """What a reader sees."""
    yield from _searched(document.visible_text)


# The rule, the places that must reach what it looks at, and the text before the pump's `a` that leads there.
_RULES = [
    (tag, ("closed tag", "attributes")), (attributes, ("closed tag", "attributes")),
    (value, ("attributes", "closed tag")), (address, ("attributes", "markdown", "proxies")),
    (written, ("attributes", "markdown")), (values, ("fields", "title", "TOML string")), (name, ("file name",)),
    (body, ("body", "element", "tag", "code", "prose", "note", "markdown", "attributes")),
    (text, ("comment", "YAML", "flow", "TOML", "JSON", "whole", "title")), (line, ("body", "element", "code", "markdown")),
    (prose, ("body", "element", "prose", "code")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("slow", "place"),
    [(each, place) for each, found in _RULES for place in found],
    ids=lambda each: getattr(each, "name", each),
)
def test_a_quadratic_rule_is_seen(slow: Rule, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    runner = RuleRunner([SelectedRule(slow, slow.severity)])
    monkeypatch.setattr(places, "runner", lambda _=None: runner)
    assert _is_seen(place, _SIZE)


@pytest.mark.parametrize(
    ("place", "module", "pattern", "lead", "end"),
    [
        ("every builder", html, "_ENTITY", '<a href="&', '">x</a>'),
        ("lines of configurations", literals, "_COMMENT", "", ""), ("own configuration", toml_text, "_QUOTED", "." * 100, ""),
        ("reports", comma_separated, "_FORMULA", "", ""), ("links", link_forms, "_TEMPLATE", "{", ""),
        ("an answer", pages, "_META", "", ""),
    ],
)  # fmt: skip
def test_a_quadratic_pattern_is_seen(
    place: str, module: object, pattern: str, lead: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, pattern, QUADRATIC)
    # A link is compared with the pattern once; other work hides that of a short one. Answers are many.
    size = {"links": 4 * _LARGE, "an answer": _SIZE // 2}.get(place, _LARGE)
    assert _is_seen(place, size, lead, end)


def test_every_place_is_tried_here() -> None:
    tried = {place for _, found in _RULES for place in found}
    assert {*places.PLACES} - tried == {
        "every builder",
        "links",
        "configurations",
        "lines of configurations",
        "own configuration",
        "reports",
        "an answer",
    }


def test_a_slow_pattern_that_no_place_reaches_is_named() -> None:
    unreached = Written(QUADRATIC, "lint.rules.lnk.rain", "_RAIN", (Pump("", "a"),))
    assert "no place reaches it" in test_growth.slow(unreached)[0]
    module, _, name = next(iter(BOUNDED)).rpartition(".")
    assert not test_growth.slow(unreached._replace(module=module, name=name))


def test_a_slow_pattern_is_named_where_it_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    runner = RuleRunner([SelectedRule(body, body.severity)])
    monkeypatch.setattr(places, "runner", lambda _=None: runner)
    monkeypatch.setattr(test_growth, "SIZE", 2000)
    monkeypatch.setattr(test_growth, "_CHEAP", 0.0)
    pump = Pump("", "a")
    reached = Written(QUADRATIC, "lint.rules.lnk.rain", "_RAIN", (pump,), ((pump, Place("body")),))
    assert "times as much on 4 times" in test_growth.slow(reached)[0]
