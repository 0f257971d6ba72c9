"""Running the rules on a document: what they report becomes observations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Self
from zlib import crc32

from lint.config.selection import SelectedRule
from lint.engine.archive_rules import ArchiveRules
from lint.engine.calls import Called, Calls
from lint.engine.judge import Judge
from lint.post.comments import MARK, Suppression, SuppressionComment, read_suppressions
from lint.post.document import Document
from lint.primitives.defects import cause_of, place_of
from lint.primitives.finding import (
    CRASH_CODE,
    MISSED_CODE,
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
from lint.schema.validator import SchemaError

# One file in so many is looked at by every rule, with or without its patterns; a few of its bytes decide.
_AUDITED_OF, _AUDITED_BYTES = 500, 64


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
        self._calls = Calls(self.selected)
        self.of_archive = ArchiveRules(self.selected)

    def run(self, document: Document, ignored: frozenset[str] = frozenset(), most: int = 0) -> list[Finding]:
        """Return the document's findings, sorted by place, except those with `ignored` codes.

        Parameters:
            most: how many places of one rule are listed, if that is more than a report lists.
        """
        return self.judged(document, self.observe(document, most), comments_in(document), ignored)

    def parse(self, document: Document) -> None:
        """Parse a document before it is observed: who observes many is faster if all are parsed first."""
        self._calls.parse(document)

    def observe(self, document: Document, most: int = 0) -> list[Observation]:
        """Return what the rules report about a document, whether a comment hides it or not.

        Parameters:
            most: as for `run`.
        """
        observations = _run(document.source, self._calls.of(document), most)
        if self._calls.is_gated and _is_audited(document.source):
            observations = self._audited(document, observations, most)
        if any(each.code in (CRASH_CODE, MISSED_CODE) for each in observations):
            document.lasting = False  # fixing the rule changes the result
        return observations

    def judged(
        self,
        document: Document,
        observations: Sequence[Observation],
        comments: Sequence[SuppressionComment],
        ignored: frozenset[str] = frozenset(),
    ) -> list[Finding]:
        """Return the findings in what was observed in a document, sorted by place.

        What it has in common with other posts is judged as well.
        """
        if document.shared.is_judged:
            observations = [*observations, *self.of_archive.observe(document, document.shared)]

        of_comments = partial(self.observe_comments, source=document.source, document=document)
        return self.judge.findings(document.source.filename, observations, comments, of_comments, ignored)

    def _audited(self, document: Document, observed: list[Observation], most: int) -> list[Observation]:
        """Return what all rules report, and that one reports what its patterns do not let through."""
        everything = _run(document.source, self._calls.of(document, gated=False), most)
        missed = Counter(each.code for each in everything) - Counter(each.code for each in observed)
        return everything + [_missed(code) for code in missed]

    def calls(self, document: Document) -> Iterator[Called]:
        """Yield the rules to call for a document, each with its arguments."""
        return self._calls.of(document)

    def observe_comments(
        self, suppressions: Sequence[Suppression], source: Source, document: Document | None = None
    ) -> list[Observation]:
        """Return what the rules report about comments; those that need the document are left out without."""
        calls: list[Called] = []
        for suppression in suppressions:
            for selected, find in self._calls.of_comments():
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


def comments_in(document: Document) -> Sequence[SuppressionComment]:
    """Return the comments in a document that hide findings."""
    return read_suppressions(document) if MARK in document.text else ()


def _run(source: Source, calls: Iterable[Called], most: int = 0) -> list[Observation]:
    position = source.position
    observations: list[Observation] = []
    crashed = set()
    counts: dict[str, int] = {}
    rests: dict[str, tuple[Span, Severity, int]] = {}
    for selected, find, arguments in calls:
        try:
            for issue in find(*arguments):
                code = selected.rule.code  # few calls find anything
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
            if selected.rule.code not in crashed:
                crashed.add(selected.rule.code)
                observations.append(_crash(selected.rule, error))
    for code, (span, severity, places) in rests.items():
        issue = Issue(span, rest_of(places), severity=severity, apart=True)
        observations.append(Observation(code, issue, position(span.start), position(span.end)))
    return observations


def _is_audited(source: Source) -> bool:
    """Return whether every rule is called for a file: for one in 500, the same ones in each run."""
    middle = len(source.data) // 2
    return crc32(source.data[middle : middle + _AUDITED_BYTES]) % _AUDITED_OF == 0


def _missed(code: str) -> Observation:
    message = f"rule {code} reports what its patterns do not let through; this is a bug in the rule"
    return Observation(MISSED_CODE, Issue(Span(0, 0), message), Position(1, 1), Position(1, 1))


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
