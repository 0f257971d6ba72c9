"""One document through the rules: issues become findings."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from lint.engine.suppression import MARK, suppress
from lint.post.links import link_class
from lint.primitives.finding import CRASH_CODE, Finding, Severity
from lint.primitives.source import Span
from lint.rule.definition import page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lint.post.document import Document
    from lint.primitives.finding import Issue
    from lint.rule.definition import Rule
    from lint.rule.selection import Active


class Checker:
    """Runs a selection of rules over documents.

    Parameters:
        active: the selected rules; at most one finding a rule and place comes of them.
        names: each installed rule's name by its code, which comments in posts may name; those of the
            selected rules when omitted.
    """

    def __init__(self, active: Sequence[Active], names: Mapping[str, str] | None = None) -> None:
        self.active = tuple(active)
        self.names = names if names is not None else {each.rule.code: each.rule.name for each in active}
        self.codes = frozenset(each.rule.code for each in active)
        self.suppression_rules = [each for each in active if each.rule.target == "suppression"]
        self.document_rules = [(each, each.rule.check) for each in active if each.rule.target == "document"]
        self.link_rules: dict[str, list[tuple[Active, Callable[..., Iterator[Issue]]]]] = {}
        for each in active:
            if each.rule.target == "link":
                self.link_rules.setdefault(each.rule.of, []).append((each, each.rule.check))
        self.raw_rules = [(each, check) for each, check in self.document_rules if each.rule.raw]

    def check(self, document: Document, ignored: frozenset[str] = frozenset()) -> list[Finding]:
        """Give the document's findings, sorted by place.

        Parameters:
            ignored: codes that do not count for this file.
        """
        findings: list[Finding] = []
        rules = self.document_rules if document.source.undecodable is None else self.raw_rules
        for active, check in rules:
            try:
                # Most rules find nothing: a comprehension would cost each of them a call.
                for issue in check(document):
                    findings.append(_finding(document, active, issue))  # noqa: PERF401 - see above
            except (Exception, SystemExit):  # noqa: BLE001 - a rule's crash is reported as a finding, never lost
                findings.append(_crash(document, active.rule))
        if self.link_rules and document.source.undecodable is None:
            findings += self._check_links(document)
        if MARK in document.text:
            findings = self._suppress(document, findings)
        if ignored:
            findings = [finding for finding in findings if finding.code not in ignored]
        if len(findings) > 1:
            return _sorted_unique(findings)
        return findings

    def _suppress(self, document: Document, findings: list[Finding]) -> list[Finding]:
        crashes = [finding for finding in findings if finding.code == CRASH_CODE]
        findings, suppressions = suppress(document, findings, self.names, self.codes)
        for suppression in suppressions:
            for active in self.suppression_rules:
                try:
                    for issue in active.rule.check(suppression, document):
                        findings.append(_finding(document, active, issue))
                except (Exception, SystemExit):  # noqa: BLE001 - as above
                    crashes.append(_crash(document, active.rule))
        return [finding for finding in findings if finding.code != CRASH_CODE] + crashes

    def _check_links(self, document: Document) -> list[Finding]:
        findings: list[Finding] = []
        crashed = set()
        for link in document.links:
            for active, check in self.link_rules.get(link_class(link), ()):
                try:
                    for issue in check(link, document):
                        findings.append(_finding(document, active, issue))  # noqa: PERF401 - as above
                except (Exception, SystemExit):  # noqa: BLE001 - as above
                    if active.rule.code not in crashed:
                        crashed.add(active.rule.code)
                        findings.append(_crash(document, active.rule))
        return findings


def _sorted_unique(findings: Iterable[Finding]) -> list[Finding]:
    places: dict[tuple[Span, str], Finding] = {}
    for finding in findings:
        places.setdefault((finding.span, finding.code), finding)
    return [places[key] for key in sorted(places)]


def _finding(document: Document, active: Active, issue: Issue) -> Finding:
    source = document.source
    rule = active.rule
    start, end = issue.span
    return Finding(
        rule.code,
        rule.name,
        issue.message,
        active.severity if active.pinned or issue.severity is None else issue.severity,
        source.filename,
        issue.span,
        source.position(start),
        source.position(end),
        issue.fix,
        rule.url,
    )


def _crash(document: Document, rule: Rule) -> Finding:
    document.lasting = False  # mending the rule mends it
    position = document.source.position(0)
    return Finding(
        CRASH_CODE,
        "rule-crashed",
        f"rule {rule.code} crashed, which is a defect of the rule: {traceback.format_exc().strip()}",
        Severity.ERROR,
        document.source.filename,
        Span(0, 0),
        position,
        position,
        None,
        page_of(CRASH_CODE),
    )
