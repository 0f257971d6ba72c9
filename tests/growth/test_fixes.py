"""Fixes end, whatever they make necessary."""

import re

from lint.config.selection import SelectedRule
from lint.engine.fix import repair
from lint.engine.rule_runner import RuleRunner
from lint.post.document import Document
from lint.primitives.finding import Finding
from lint.primitives.source import Source
from lint.rule import Issue, Issues, Match, Span, replace, rule
from tests.growth.places import HEAD, POST, settings


@rule("GRW001", severity="warning", body=re.compile("rain"))
def rain(matches: list[Match], document: Document) -> Issues:
    """It rains."""
    for match in matches:
        yield from _tripled(match, "wind")


@rule("GRW002", severity="warning", body=re.compile("wind"))
def wind(matches: list[Match], document: Document) -> Issues:
    """The wind blows."""
    for match in matches:
        yield from _tripled(match, "rain")


def _tripled(match: Match, word: str) -> Issues:
    place = Span(*match.span())
    yield Issue(place, match[0], replace(place, f"{word} {word} {word}", "write more"))


def test_fixes_that_make_each_other_necessary_change_nothing() -> None:
    runner = RuleRunner([SelectedRule(each, each.severity) for each in (rain, wind)])

    def linted(source: Source) -> tuple[Document, list[Finding]]:
        document = Document(source, settings("jekyll"))
        return document, runner.run(document)

    before = HEAD + "rain " * 10
    done = repair(*linted(Source(POST, before.encode())), linted)
    assert done.document.text == before
    assert {each.reason for each in done.dropped} == {"the fixes of this file do not come to an end"}
