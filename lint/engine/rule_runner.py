"""Running the rules on a document: what they report becomes observations."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Self, get_args, overload

from lint.config.selection import SelectedRule
from lint.engine.gate import Answer, Gate
from lint.engine.judge import Judge
from lint.post.comments import MARK, Suppression, SuppressionComment, read_suppressions
from lint.post.document import Document
from lint.post.links import link_class
from lint.post.many import MANY
from lint.primitives.defects import cause_of, place_of
from lint.primitives.finding import (
    CRASH_CODE,
    MOST_OF_A_CAUSE,
    MOST_PLACES,
    Finding,
    Issue,
    Observation,
    Severity,
    most_places,
    rest_of,
)
from lint.primitives.source import Position, Source, Span
from lint.rule.definition import Rule
from lint.rule.literals import is_anchored, needed
from lint.rule.trigger import Subject
from lint.schema.validator import SchemaError

Find = Callable[..., Iterable[Issue]]
Search = Callable[[str], re.Match[str] | None]
Called = tuple[SelectedRule[Rule], Find, tuple[object, ...]]

# A rule, its function with options, and its trigger: how to search a subject, whether as written, its
# pattern, and literals of which a match contains one, if any. A plain tuple, because Python takes a named
# one apart item by item.
_Call = tuple[SelectedRule[Rule], Find, Search | None, bool, re.Pattern[str] | None, tuple[str, ...]]
# By subject, then by the class of links, role of fields or name of tags.
_Calls = dict[Subject, dict[str, list[_Call]]]

# Documents before rules are gated: to compile the patterns takes as long as to call every rule for so many.
_FEW = 100
_MOST_PLANS = 2000


class RuleRunner:
    """Runs selected rules on documents, each where its trigger matches.

    Parameters:
        selected: the rules; each reports at most one finding per place.
        judge: decides what becomes a finding; by default everything that no comment hides.
    """

    def __init__(self, selected: Iterable[SelectedRule[Rule]], judge: Judge | None = None) -> None:
        self.selected = tuple(selected)
        self.judge = judge or Judge(self.selected)
        self.codes = frozenset(each.rule.code for each in self.selected)
        self._parts: dict[frozenset[str], Self] = {}
        self._calls: _Calls = {subject: {} for subject in get_args(Subject)}
        self._ungated = _FEW
        self._gate: Gate | None = None
        # What to call for an answer of the gate.
        self._plans: dict[Answer, _Calls] = {}
        for each in self.selected:
            self._add(each)

    def _add(self, selected: SelectedRule[Rule]) -> None:
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

    def run(self, document: Document, ignored: frozenset[str] = frozenset(), most: int = 0) -> list[Finding]:
        """Return the document's findings, sorted by place, except those with `ignored` codes.

        Parameters:
            most: how many places of one rule are listed, if that is more than a report lists.
        """
        return self.judged(document, self.observe(document, most), comments_in(document), ignored)

    def observe(self, document: Document, most: int = 0) -> list[Observation]:
        """Return what the rules report about a document, whether a comment hides it or not.

        Parameters:
            most: as for `run`.
        """
        observations = _run(document.source, self.calls(document), most)
        if any(each.code == CRASH_CODE for each in observations):
            document.lasting = False  # fixing the rule changes the result
        return observations

    def judged(
        self,
        document: Document,
        observations: Sequence[Observation],
        comments: Sequence[SuppressionComment],
        ignored: frozenset[str] = frozenset(),
    ) -> list[Finding]:
        """Return the findings in what was observed in a document, sorted by place."""

        def of_comments(suppressions: Sequence[Suppression]) -> list[Observation]:
            return self.observe_comments(suppressions, document.source, document)

        return self.judge.findings(document.source.filename, observations, comments, of_comments, ignored)

    def observe_comments(
        self, suppressions: Sequence[Suppression], source: Source, document: Document | None = None
    ) -> list[Observation]:
        """Return what the rules report about comments; those that need the document are left out without."""
        calls: list[Called] = []
        for suppression in suppressions:
            for selected, find, _, _, _, _ in self._calls["suppression"].get("", ()):
                if not selected.rule.trigger.needs_document:
                    calls.append((selected, find, (suppression,)))
                elif document is not None:
                    calls.append((selected, find, (suppression, document)))
        return _run(source, calls)

    def only(self, codes: frozenset[str]) -> Self:
        """Return a runner of some of the rules, with the same judge."""
        if codes not in self._parts:
            chosen = [each for each in self.selected if each.rule.code in codes]
            self._parts[codes] = type(self)(chosen, self.judge)
        return self._parts[codes]

    def calls(self, document: Document, *, gated: bool = True) -> Iterator[Called]:
        """Yield the rules to call for a document, each with its arguments.

        Parameters:
            gated: whether rules that report nothing because of what the document lacks may be left out.
        """
        source = document.source
        readable = source.undecodable is None
        plan = self._plan(document) if gated and readable else self._calls
        for selected, find, search, _, _, _ in plan["name"].get("", ()):
            if search is not None and (match := search(source.name)) is not None:
                yield selected, find, (match, document)
        for selected, find, _, _, _, _ in plan["document"].get("", ()):
            if readable or selected.rule.any_encoding:
                yield selected, find, (document,)
        if readable:
            yield from _field_calls(plan["field"], document)
            yield from _text_calls(plan["text"].get("", ()), document)
            yield from _tag_calls(plan["tag"], document)
            yield from _link_calls(plan["link"], document)

    def _plan(self, document: Document) -> _Calls:
        """Return what to call for a document."""
        if self._ungated:
            self._ungated -= 1
            if not self._ungated:
                self._gate = Gate.of((each.rule for each in self.selected), document.known_proxies)
            return self._calls
        if self._gate is None:
            return self._calls
        answer = self._gate.ask(document)
        plan = self._plans.get(answer)
        if plan is None:
            if len(self._plans) == _MOST_PLANS:
                self._plans.clear()
            closed = self._gate.closed(answer)
            plan = self._plans[answer] = {
                subject: {
                    key: left
                    for key, calls in several.items()
                    if (left := [call for call in calls if call[0].rule.code not in closed])
                }
                for subject, several in self._calls.items()
            }
        return plan


def _field_calls(several: dict[str, list[_Call]], document: Document) -> Iterator[Called]:
    for role, calls in several.items():
        field = document.field(role)
        if field is None:
            continue
        for selected, find, search, _, _, _ in calls:
            if search is None:
                yield selected, find, (field, document)
            elif isinstance(field.value, str) and (match := search(field.value)) is not None:
                yield selected, find, (match, field, document)


def _text_calls(calls: Sequence[_Call], document: Document) -> Iterator[Called]:
    text = document.text
    for selected, find, _, _, pattern, literals in calls:
        for literal in literals:  # a loop is faster than `any` of a generator
            if literal in text:
                break
        else:
            if literals:
                continue
        start = document.body.start if selected.rule.trigger.subject == "body" else 0
        if pattern is None:
            continue
        matches: Sequence[re.Match[str]] = list(islice(pattern.finditer(text, start), MANY))
        if matches:
            matches = matches if len(matches) < MANY else _Matches(pattern, text, start)
            yield selected, find, (matches, document)


def _tag_calls(calls: dict[str, list[_Call]], document: Document) -> Iterator[Called]:
    if not calls or document.content.names.isdisjoint(calls):
        return
    for tag in document.content.tags:
        if not tag.closing:
            for selected, find, _, _, _, _ in calls.get(tag.name, ()):
                yield selected, find, (tag, document)


def _link_calls(calls: dict[str, list[_Call]], document: Document) -> Iterator[Called]:
    for link in document.links if calls else ():
        if link.attribute == "reference" and document.text.startswith("[^", link.tag.start):
            continue  # meant as a footnote, also where the builder has none
        written, value = link.raw, link.value
        for selected, find, search, raw, _, _ in calls.get(link_class(link), ()):
            if search is None:
                yield selected, find, (link, document)
            elif (match := search(written if raw else value)) is not None:
                yield selected, find, (match, link, document)


class _Matches(Sequence[re.Match[str]]):
    """Many matches of a pattern, which are found again when they are looked at."""

    def __init__(self, pattern: re.Pattern[str], text: str, start: int) -> None:
        self._found = partial(pattern.finditer, text, start)

    def __iter__(self) -> Iterator[re.Match[str]]:
        return self._found()

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, at: int) -> re.Match[str]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[re.Match[str]]: ...
    def __getitem__(self, at: int | slice) -> re.Match[str] | Sequence[re.Match[str]]:
        return list(self)[at]


def comments_in(document: Document) -> Sequence[SuppressionComment]:
    """Return the comments in a document that hide findings."""
    return read_suppressions(document) if MARK in document.text else ()


def _search(pattern: re.Pattern[str] | None) -> Search | None:
    if pattern is None:
        return None
    # Python's `search` tries an anchored pattern at every place.
    return pattern.match if is_anchored(pattern) else pattern.search


def _run(source: Source, calls: Iterable[Called], most: int = 0) -> list[Observation]:
    position = source.position
    observations: list[Observation] = []
    crashed = set()
    counts: dict[str, int] = {}
    rests: dict[str, tuple[Span, Severity, int]] = {}
    for selected, find, arguments in calls:
        code = selected.rule.code
        try:
            for issue in find(*arguments):
                start, end = issue.span
                count = counts[code] = counts.get(code, 0) + 1
                if (
                    count > MOST_PLACES
                    and (issue.cause is None or len(observations) >= MOST_OF_A_CAUSE)
                    and count > max(most, most_places(len(source.text)))
                ):
                    rests[code] = _with_rest(rests.get(code), issue, selected.rule.severity)
                    continue
                observations.append(Observation(code, issue, position(start), position(end)))
        except MemoryError:
            raise  # the post needs more than it may have
        except SchemaError as error:  # the user's own code, not the rule
            raise SchemaError(f"{source.filename}: {error}") from error
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a rule's crash is a finding, never lost
            if code not in crashed:
                crashed.add(code)
                observations.append(_crash(selected.rule, error))
    for code, (span, severity, places) in rests.items():
        issue = Issue(span, rest_of(places), severity=severity, apart=True)
        observations.append(Observation(code, issue, position(span.start), position(span.end)))
    return observations


def _with_rest(
    rest: tuple[Span, Severity, int] | None, issue: Issue, default: Severity
) -> tuple[Span, Severity, int]:
    """Return the place of all issues that are not listed, the worst of their severities, and their number."""
    severity = issue.severity or default
    if rest is None:
        return issue.span, severity, 1
    (start, end), worst, places = rest
    span = Span(min(start, issue.span.start), max(end, issue.span.end))
    return span, min(worst, severity, key=lambda each: each.rank), places + 1


def _crash(rule: Rule, error: BaseException) -> Observation:
    message = f"rule {rule.code} crashed; this is a bug in the rule: {cause_of(error)}{place_of(error)}"
    return Observation(CRASH_CODE, Issue(Span(0, 0), message), Position(1, 1), Position(1, 1))
