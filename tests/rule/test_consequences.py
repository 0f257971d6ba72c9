"""What follows from a finding becomes part of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.config.selection import SelectedRule
from lint.engine.rule_runner import RuleRunner
from lint.post.document import Document
from lint.post.settings import Settings
from lint.primitives.finding import Finding, uncounted
from lint.primitives.source import Source
from lint.rule import Issue, Issues, Match, Severity, Span, replace, rule
from lint.rule.definition import Rule
from lint.schema import load


@rule("KEEP001", severity="warning", text=re.compile(r"\[[^\[\]A-Z]*+\]"))
def brackets(matches: list[Match], document: Document) -> Issues:
    """A bracket explains what it holds."""
    for match in matches:
        span = Span(*match.span())
        yield Issue(Span(span.start, span.start + 1), "a bracket", holds=(span,))


@rule("KEEP002", severity="info", text=re.compile(r"\{[^{}]*+\}"))
def braces(matches: list[Match], document: Document) -> Issues:
    """A brace explains what it holds, but it is only a note."""
    for match in matches:
        span = Span(*match.span())
        yield Issue(Span(span.start, span.start + 1), "a brace", holds=(span,))


@rule("KEEP003", severity="error", text=re.compile("rain"))
def rain(matches: list[Match], document: Document) -> Issues:
    """Rain is an error."""
    for match in matches:
        yield Issue(Span(*match.span()), "rain", replace(Span(*match.span()), "sun", "hope"))


@rule("KEEP004", severity="info", text=re.compile("wind"))
def wind(matches: list[Match], document: Document) -> Issues:
    """Wind is a note, and all of it has one cause."""
    for match in matches:
        yield Issue(Span(*match.span()), "wind", cause="wind")


def found(text: str, *rules: Rule, most: int = 0) -> list[Finding]:
    document = Document(Source("2021-05-03-x.md", text.encode()), Settings(schema=load("plain")))
    selected = rules or (brackets, braces, rain, wind)
    return RuleRunner([SelectedRule(each, each.severity) for each in selected]).run(document, most=most)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[rain]", ["a bracket (1 finding inside: KEEP003 1)"]),
        ("[rain wind rain]", ["a bracket (3 findings inside: KEEP003 2, KEEP004 1)"]),
        ("[sun] rain", ["a bracket", "rain"]),
        ("rain [rain] rain", ["rain", "a bracket (1 finding inside: KEEP003 1)", "rain"]),
        ("[wind] wind wind", ["a bracket (1 finding inside: KEEP004 1)", "wind (first of 2 places)"]),
        # A note does not hide what is worse.
        ("{rain wind}", ["a brace (1 finding inside: KEEP004 1)", "rain"]),
        # A cause inside a cause is a consequence.
        ("[a {wind} b]", ["a bracket (2 findings inside: KEEP002 1, KEEP004 1)"]),
        ("{a [wind] b}", ["a brace", "a bracket (1 finding inside: KEEP004 1)"]),
    ],
)
def test_what_lies_inside_is_part_of_the_cause(text: str, expected: list[str]) -> None:
    assert [finding.message for finding in found(text)] == expected


@rule("KEEP006", severity="error", text=re.compile("hail"))
def hail(matches: list[Match], document: Document) -> Issues:
    """Hail stops everything."""
    for match in matches:
        yield Issue(Span(*match.span()), "hail", apart=True)


def test_what_stops_the_build_is_never_part_of_a_cause() -> None:
    messages = [each.message for each in found("[rain hail] [hail]", brackets, rain, hail)]
    assert messages == ["a bracket (1 finding inside: KEEP003 1)", "hail", "a bracket", "hail"]


def test_a_long_chain_of_causes_takes_little_time() -> None:
    @rule("KEEP007", severity="warning", text=re.compile("x"))
    def chain(matches: list[Match], document: Document) -> Issues:
        """Each letter explains the next one."""
        for match in matches:
            at = match.start()
            yield Issue(Span(at, at + 1), "x", holds=(Span(at + 1, at + 2),))

    (cause,) = found("x" * 5000, chain, most=5000)
    assert len(cause.related) == 4999


def test_the_cause_names_what_lies_inside() -> None:
    (cause,) = found("\n[rain\nwind]")
    inside = [(each.code, each.message, each.span, each.location) for each in cause.related]
    assert inside == [("KEEP003", "rain", (2, 6), (2, 2)), ("KEEP004", "wind", (7, 11), (3, 1))]
    assert cause.fix is None
    assert uncounted(cause.message) == "a bracket"


def test_a_rule_that_does_not_run_explains_nothing() -> None:
    assert [finding.message for finding in found("[rain]", rain, wind)] == ["rain"]


def test_hiding_the_cause_hides_what_follows_from_it() -> None:
    text = "<!-- lint: ignore-next-line[KEEP001] -->\n[rain wind]\nrain\n"
    assert [finding.message for finding in found(text)] == ["rain"]


def test_a_comment_about_what_lies_inside_is_used() -> None:
    text = "<!-- lint: ignore-next-line[KEEP003] -->\n[rain wind]\n"
    assert [finding.message for finding in found(text)] == ["a bracket (1 finding inside: KEEP004 1)"]


@rule("KEEP005", severity="warning", text=re.compile("sun.*?(?=$|;)"))
def circles(matches: list[Match], document: Document) -> Issues:
    """Each stretch of sun explains the other ones."""
    for match in matches:
        others = tuple(Span(*each.span()) for each in matches if each is not match)
        yield Issue(Span(*match.span()), "sun", holds=others)


def test_findings_that_explain_each_other_do_not_vanish() -> None:
    assert [finding.message for finding in found("sun;sun;sun", circles)] == [
        "sun (2 findings inside: KEEP005 2)"
    ]


@given(st.text("[]{} rainwd\n", max_size=80).map(lambda text: text.replace("a", "rain").replace("w", "wind")))
def test_every_finding_is_reported_or_part_of_one(text: str) -> None:
    whole = found(text)
    apart = [finding for each in (brackets, braces, rain, wind) for finding in found(text, each)]
    places = {(each.code, each.span) for each in whole}
    places |= {(other.code, other.span) for each in whole for other in each.related}
    expected = {(each.code, each.span) for each in apart}
    expected |= {(other.code, other.span) for each in apart for other in each.related}
    assert places == expected
    # What fails a run by default still does.
    weighty = {Severity.ERROR, Severity.WARNING}
    assert any(each.severity in weighty for each in whole) == any(each.severity in weighty for each in apart)
