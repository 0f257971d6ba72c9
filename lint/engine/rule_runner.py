"""Running the rules on a document: issues become findings."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import get_args

from lint.engine.folding import Key, folded
from lint.engine.suppression import MARK, suppress
from lint.post.document import Document
from lint.post.links import link_class
from lint.primitives.defects import cause_of, place_of
from lint.primitives.finding import CRASH_CODE, Finding, Issue, Severity
from lint.primitives.source import Span
from lint.rule.definition import Rule, page_of
from lint.rule.literals import is_anchored, needed
from lint.rule.selection import SelectedRule
from lint.rule.trigger import Subject

Find = Callable[..., Iterable[Issue]]
Search = Callable[[str], re.Match[str] | None]
Called = tuple[SelectedRule, Find, tuple[object, ...]]
# The issues that say what causes them, or what follows from them.
Issues = dict[Key, Issue]


# A rule, its function with options, and its trigger: how to search a subject, whether as written, its
# pattern, and literals of which a match contains one, if any. A plain tuple, because Python takes a named
# one apart item by item.
_Call = tuple[SelectedRule, Find, Search | None, bool, re.Pattern[str] | None, tuple[str, ...]]


class RuleRunner:
    """Runs selected rules on documents, each where its trigger matches.

    Parameters:
        selected: the rules; each reports at most one finding per place.
        names: names by code of all rules that comments in posts may mention; by default the selected ones.
    """

    def __init__(self, selected: Iterable[SelectedRule], names: Mapping[str, str] | None = None) -> None:
        self.selected = tuple(selected)
        self.names = names or {each.rule.code: each.rule.name for each in self.selected}
        self.codes = frozenset(each.rule.code for each in self.selected)
        # By subject, then by the class of links, role of fields or name of tags.
        self._calls: dict[Subject, dict[str, list[_Call]]] = {subject: {} for subject in get_args(Subject)}
        for each in self.selected:
            self._add(each)

    def _add(self, selected: SelectedRule) -> None:
        rule, trigger = selected.rule, selected.rule.trigger
        find = rule.find
        if rule.options is not None:
            options = selected.options if selected.options is not None else rule.options()
            find = partial(find, options=options)
        pattern = trigger.pattern
        literals = needed(pattern) if pattern is not None and trigger.subject in ("text", "body") else ()
        call = (selected, find, _search(pattern), trigger.raw, pattern, literals)
        calls = self._calls["text" if trigger.subject == "body" else trigger.subject]
        for key in trigger.roles or trigger.tags or trigger.of or ("",):
            calls.setdefault(key, []).append(call)

    def run(self, document: Document, ignored: frozenset[str] = frozenset()) -> list[Finding]:
        """Return the document's findings, sorted by place, except those with `ignored` codes."""
        issues: Issues = {}
        findings = before = _run(document, self.calls(document), issues)
        if MARK in document.text:
            findings = self._suppress(document, findings)
        if ignored:
            findings, before = (
                [finding for finding in some if finding.code not in ignored] for some in (findings, before)
            )
        if len(findings) > 1:
            findings = _sorted_unique(findings)
        return folded(findings, issues, before) if issues else findings

    def calls(self, document: Document) -> Iterator[Called]:
        """Yield the rules to call for a document, each with its arguments."""
        source = document.source
        for selected, find, search, _, _, _ in self._calls["name"].get("", ()):
            if search is not None and (match := search(source.name)) is not None:
                yield selected, find, (match, document)
        readable = source.undecodable is None
        for selected, find, _, _, _, _ in self._calls["document"].get("", ()):
            if readable or selected.rule.any_encoding:
                yield selected, find, (document,)
        if readable:
            yield from self._field_calls(document)
            yield from self._text_calls(document)
            yield from self._tag_calls(document)
            yield from self._link_calls(document)

    def _field_calls(self, document: Document) -> Iterator[Called]:
        for role, calls in self._calls["field"].items():
            field = document.field(role)
            if field is None:
                continue
            for selected, find, search, _, _, _ in calls:
                if search is None:
                    yield selected, find, (field, document)
                elif isinstance(field.value, str) and (match := search(field.value)) is not None:
                    yield selected, find, (match, field, document)

    def _text_calls(self, document: Document) -> Iterator[Called]:
        text = document.text
        for selected, find, _, _, pattern, literals in self._calls["text"].get("", ()):
            for literal in literals:  # a loop is faster than `any` of a generator
                if literal in text:
                    break
            else:
                if literals:
                    continue
            start = document.body.start if selected.rule.trigger.subject == "body" else 0
            if pattern is not None and (matches := list(pattern.finditer(text, start))):
                yield selected, find, (matches, document)

    def _tag_calls(self, document: Document) -> Iterator[Called]:
        calls = self._calls["tag"]
        if not calls or document.content.names.isdisjoint(calls):
            return
        for tag in document.content.tags:
            if not tag.closing:
                for selected, find, _, _, _, _ in calls.get(tag.name, ()):
                    yield selected, find, (tag, document)

    def _link_calls(self, document: Document) -> Iterator[Called]:
        calls = self._calls["link"]
        for link in document.links if calls else ():
            if link.attribute == "reference" and document.text.startswith("[^", link.tag.start):
                continue  # meant as a footnote, also where the builder has none
            written, value = link.raw, link.value
            for selected, find, search, raw, _, _ in calls.get(link_class(link), ()):
                if search is None:
                    yield selected, find, (link, document)
                elif (match := search(written if raw else value)) is not None:
                    yield selected, find, (match, link, document)

    def _suppress(self, document: Document, findings: list[Finding]) -> list[Finding]:
        crashes = [finding for finding in findings if finding.code == CRASH_CODE]
        findings, suppressions = suppress(document, findings, self.names, self.codes)
        findings = [finding for finding in findings if finding.code != CRASH_CODE]
        judged = (
            (selected, find, (suppression, document))
            for suppression in suppressions
            for selected, find, _, _, _, _ in self._calls["suppression"].get("", ())
        )
        return findings + _run(document, judged, {}) + crashes


def _search(pattern: re.Pattern[str] | None) -> Search | None:
    if pattern is None:
        return None
    # Python's `search` tries an anchored pattern at every place.
    return pattern.match if is_anchored(pattern) else pattern.search


def _run(document: Document, calls: Iterable[Called], issues: Issues) -> list[Finding]:
    findings: list[Finding] = []
    crashed = set()
    for selected, find, arguments in calls:
        try:
            for issue in find(*arguments):
                findings.append(_finding(document, selected, issue))
                if issue.cause is not None or issue.holds or issue.apart:
                    issues.setdefault((selected.rule.code, issue.span), issue)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a rule's crash is reported as a finding, never lost
            if selected.rule.code not in crashed:
                crashed.add(selected.rule.code)
                findings.append(_crash(document, selected.rule, error))
    return findings


def _sorted_unique(findings: Iterable[Finding]) -> list[Finding]:
    places: dict[tuple[Span, str], Finding] = {}
    for finding in findings:
        places.setdefault((finding.span, finding.code), finding)
    return [places[key] for key in sorted(places)]


def _finding(document: Document, selected: SelectedRule, issue: Issue) -> Finding:
    source, rule, span = document.source, selected.rule, issue.span
    severity = selected.severity if selected.pinned or issue.severity is None else issue.severity
    place = (source.filename, span, source.position(span.start), source.position(span.end))
    return Finding(rule.code, rule.name, issue.message, severity, *place, issue.fix, rule.url)


def _crash(document: Document, rule: Rule, error: BaseException) -> Finding:
    document.lasting = False  # fixing the rule changes the result
    position = document.source.position(0)
    message = f"rule {rule.code} crashed; this is a bug in the rule: {cause_of(error)}{place_of(error)}"
    place = (document.source.filename, Span(0, 0), position, position)
    return Finding(CRASH_CODE, "rule-crashed", message, Severity.ERROR, *place, None, page_of(CRASH_CODE))
