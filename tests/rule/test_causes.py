"""Issues with one cause are one finding."""

import re

import pytest

from lint import lint_text
from lint.config.selection import SelectedRule
from lint.engine.rule_runner import RuleRunner
from lint.post.document import Document
from lint.post.settings import Settings
from lint.primitives.finding import apply_edits
from lint.primitives.source import Source
from lint.rule import Issue, Issues, Match, Severity, Span, replace, rule
from lint.schema import load

_WEATHER = re.compile("rain|wind|snow")


@rule("KEEP001", severity="info", text=_WEATHER)
def weather(matches: list[Match], document: Document) -> Issues:
    """Weather: each kind is a cause, snow is serious, and nobody can stop the wind."""
    for match in matches:
        span = Span(*match.span())
        fix = None if match[0] == "wind" else replace(span, "sun", "hope", unsafe=match[0] == "snow")
        severity = Severity.WARNING if match[0] == "snow" else None
        yield Issue(span, f"there is {match[0]}", fix, severity, cause=match[0])


def found(text: str) -> list[tuple[str, int]]:
    document = Document(Source("2021-05-03-x.md", text.encode()), Settings(schema=load("plain")))
    findings = RuleRunner([SelectedRule(weather, weather.severity)]).run(document)
    return [(finding.message, finding.span.start) for finding in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rain", [("there is rain", 0)]),
        ("rain rain", [("there is rain (first of 2 places)", 0)]),
        ("wind rain wind", [("there is wind (first of 2 places)", 0), ("there is rain", 5)]),
        ("sun " + "snow " * 1200, [("there is snow (first of 1,200 places)", 4)]),
    ],
)
def test_a_finding_counts_the_places_of_its_cause(text: str, expected: list[tuple[str, int]]) -> None:
    assert found(text) == expected


def test_a_place_that_a_comment_hides_does_not_count() -> None:
    hidden = "<!-- lint: ignore-next-line[KEEP001] -->\nrain\n"
    assert found(f"{hidden}rain\n") == [("there is rain", len(hidden))]
    assert found(f"rain\n{hidden}rain\n") == [("there is rain (first of 2 places)", 0)]


def test_the_fix_covers_every_place() -> None:
    text = "rain snow rain wind"
    document = Document(Source("2021-05-03-x.md", text.encode()), Settings(schema=load("plain")))
    rain, snow, wind = RuleRunner([SelectedRule(weather, weather.severity)]).run(document)
    assert rain.fix is not None
    assert apply_edits(text, rain.fix.edits) == "sun snow sun wind"
    assert snow.fix is not None
    assert (rain.fix.applicability, snow.fix.applicability) == ("safe", "unsafe")
    assert wind.fix is None


def test_a_place_without_a_fix_is_reported_apart() -> None:
    images = '<img src="http://media.example.org/a.jpg"> <img src="http://media.example.org:8080/a.jpg">'
    findings = [each for each in lint_text(images, "x.html") if each.code == "IMG004"]
    assert [finding.fix is None for finding in findings] == [False, True]
