"""Fixes: edits on spans, applied in rounds and verified by linting the result."""

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from lint.engine.moves import Moves
from lint.engine.verdict import Chosen, Rejection, Result, changed_elsewhere, not_better
from lint.post.document import Document
from lint.primitives.finding import Applicability, Edit, Finding, Fix, apply_edits, is_rest
from lint.primitives.source import Source, Span, digest

# Reads and lints a source: returns the document and its findings, sorted by place.
Lint = Callable[[Source], tuple[Document, list[Finding]]]
# A rule's code and a place.
_Place: TypeAlias = "tuple[str, Span]"

# How many rounds may be applied, and how many tries may fail after one: so many characters are linted again,
# or the whole text so many times. Fixes of real posts need a handful.
_MOST_IN_ROUNDS, _MOST_ROUNDS = 2_000_000, 20
_MOST_IN_FAILURES, _MOST_FAILURES = 500_000, 12
_LARGEST = 3
_ADDED = 10_000
_ENDLESS = "the fixes of this file do not come to an end"
MORE = "the file has more places than one run fixes; run `lint --fix` again"
_CYCLE = "the fixes undo each other"
_TOO_MANY = "too many others were undone before it"


class Dropped(NamedTuple):
    """A finding whose fix was not applied, and why."""

    finding: Finding
    reason: str


class Repair(NamedTuple):
    """The result of fixing a file.

    Parameters:
        document: the fixed file.
        findings: the findings that are left.
        applied: the findings whose fix was applied, each with its place in its round.
        dropped: the fixes that were tried and undone.
        rounds: the edits of each round, on the text after the previous one.
    """

    document: Document
    findings: list[Finding]
    applied: list[Finding]
    dropped: list[Dropped]
    rounds: list[tuple[Edit, ...]]


def repair(document: Document, findings: list[Finding], lint: Lint, *, unsafe: bool = False) -> Repair:
    """Apply the fixes of a file's findings until none is left.

    Each round applies the fixes that do not overlap, in order of place, and lints the result. A fix that does
    not resolve its finding, causes a new one, or changes a field outside its edits is undone; `verdict.py`
    says what counts as new. To repair the result again changes nothing. Where that would take too many
    rounds, or the text would grow to more than three times its size, nothing is fixed. Of a file with
    more places than are listed, one round is fixed, and what is left is named; to repair it again fixes more.

    Parameters:
        findings: the document's findings.
        lint: lints the result of a round.
        unsafe: whether unsafe fixes are applied too.
    """
    try:
        return _Repairing(document, findings, lint, unsafe=unsafe).repair()
    except _EndlessError:
        fixable = (each for each in findings if each.fix is not None and _allowed(each.fix, unsafe=unsafe))
        return Repair(document, findings, [], [Dropped(each, _ENDLESS) for each in fixable], [])


class _EndlessError(Exception):
    """The text grows too much, or too many rounds are needed."""


class _State(NamedTuple):
    """A text that a repair has left behind: what led to it, and what was applied to it."""

    rounds: int
    applied: int
    banned: Mapping[_Place, Dropped]
    chosen: Chosen


class _Repairing:
    """A repair that is going on."""

    def __init__(self, document: Document, findings: list[Finding], lint: Lint, *, unsafe: bool) -> None:
        self._done = Repair(document, findings, [], [], [])
        self._lint = lint
        self._unsafe = unsafe
        size = len(document.text)
        self._most_rounds = max(_MOST_ROUNDS, _MOST_IN_ROUNDS // (size + 1))
        self._most_failures = max(_MOST_FAILURES, _MOST_IN_FAILURES // (size + 1))
        self._largest = _LARGEST * size + _ADDED
        # What failed alone on this text, and what leads back to this text or an earlier one.
        self._given_up: dict[_Place, Dropped] = {}
        self._banned: dict[_Place, Dropped] = {}
        self._failures = 0
        # Whether a fix was applied since one was given up, which may work now.
        self._is_stale = False
        self._states: dict[str, _State] = {}

    def repair(self) -> Repair:
        """Apply rounds until there is none, or raise _EndlessError."""
        rounds = 0
        while True:
            chosen = self._choose()
            if chosen and rounds and (rests := self._rests()):
                self._done.dropped.extend(Dropped(each, MORE) for each in rests)
                return self._done
            if chosen:
                rounds += self._round(chosen)
                if rounds > self._most_rounds:
                    raise _EndlessError
            elif self._is_stale:
                self._forget()
            else:
                tried = (*self._banned.values(), *self._given_up.values())
                self._done.dropped.extend((*tried, *self._unsound()))
                return self._done

    def _choose(self) -> Chosen:
        if self._failures >= self._most_failures:
            return []
        not_these = self._given_up.keys() | self._banned.keys()
        return list(_choose(self._done.findings, not_these, unsafe=self._unsafe))

    def _rests(self) -> list[Finding]:
        """Return the findings that represent places which are not listed."""
        fixed = {finding.code for finding in self._done.applied}
        return [each for each in self._done.findings if each.code in fixed and is_rest(each.message)]

    def _unsound(self) -> Iterator[Dropped]:
        for finding in self._done.findings:
            fix = finding.fix
            if fix is not None and _allowed(fix, unsafe=self._unsafe) and not fix.is_sound:
                yield Dropped(finding, "its edits overlap, a mistake of the rule")

    def _forget(self) -> None:
        self._given_up.clear()
        self._failures = 0
        self._is_stale = False

    def _round(self, chosen: Chosen) -> bool:
        """Apply all of some fixes, or those that can be; return whether there are any."""
        pending = [chosen]
        while pending:
            some = pending.pop()
            document, findings, rejection = self._try(some)
            if not rejection.reason:
                self._apply(some, document, findings)
                return True
            self._failures += 1
            if len(some) > 1 and self._failures < self._most_failures:
                pending.extend(reversed(_split(some, rejection.culprits)))
                continue
            for finding, _ in some:
                self._given_up[finding.code, finding.span] = Dropped(finding, rejection.reason)
            if self._failures >= self._most_failures:
                for finding, _ in (each for rest in pending for each in rest):
                    self._given_up[finding.code, finding.span] = Dropped(finding, _TOO_MANY)
                return False
        return False

    def _try(self, chosen: Chosen) -> tuple[Document, list[Finding], Rejection]:
        """Apply some fixes; return the result, and why it is rejected."""
        edits = _edits(chosen)
        before = self._done.document
        text = apply_edits(before.text, edits)
        if len(text) > self._largest:
            raise _EndlessError
        source = before.source
        data = text.encode("utf-8", "surrogateescape")
        document, findings = self._lint(Source(source.filename, data, source.path))
        if reason := changed_elsewhere(before, document, edits):
            return document, findings, Rejection(reason)
        result = Result(before, self._done.findings, document, findings, edits)
        return document, findings, not_better(result, chosen, lambda fix: _allowed(fix, unsafe=self._unsafe))

    def _apply(self, chosen: Chosen, document: Document, findings: list[Finding]) -> None:
        done, edits = self._done, _edits(chosen)
        before = digest(done.document.source.data)
        self._states[before] = _State(len(done.rounds), len(done.applied), self._banned, chosen)
        self._done = done._replace(document=document, findings=findings)
        self._failures = 0
        known = self._states.get(digest(document.source.data))
        if known is not None:
            # What was done to this text before has undone itself.
            del done.rounds[known.rounds :], done.applied[known.applied :]
            undone = {(finding.code, finding.span): Dropped(finding, _CYCLE) for finding, _ in known.chosen}
            self._banned = {**known.banned, **undone}
            self._forget()
            return
        done.applied.extend(finding for finding, _ in chosen)
        done.rounds.append(edits)
        self._is_stale = self._is_stale or bool(self._given_up)
        moves = Moves(edits)
        self._given_up = {(code, moves.moved(at)): each for (code, at), each in self._given_up.items()}
        self._banned = {(code, moves.moved(at)): each for (code, at), each in self._banned.items()}


def _split(chosen: Chosen, culprits: Collection[int]) -> list[Chosen]:
    """Return the parts of rejected fixes to try, in order: those that are not to blame come first."""
    if not culprits:
        half = len(chosen) // 2
        return [chosen[:half], chosen[half:]]
    if len(culprits) == len(chosen):
        return [[each] for each in chosen]
    parts: tuple[list[tuple[Finding, Fix]], list[tuple[Finding, Fix]]] = ([], [])
    for index, each in enumerate(chosen):
        parts[index in culprits].append(each)
    return list(parts)


def _choose(
    findings: Sequence[Finding], given_up: Collection[_Place], *, unsafe: bool
) -> Iterator[tuple[Finding, Fix]]:
    """Yield the findings whose fixes can be applied together, with the fixes."""
    taken: list[Edit] = []  # in order of place, disjoint
    for finding in findings:
        fix = finding.fix
        if fix is None or not _allowed(fix, unsafe=unsafe) or (finding.code, finding.span) in given_up:
            continue
        if not fix.is_sound:  # a rule's mistake: applied, the edits would write text twice
            continue
        if any(_collides(edit, taken) for edit in fix.edits):
            continue
        for edit in fix.edits:
            insort(taken, edit)
        yield finding, fix


def _collides(edit: Edit, taken: Sequence[Edit]) -> bool:
    """Return whether an edit overlaps a different one; two rules may make the same edit."""
    at = bisect_left(taken, edit)
    return any(_overlap(edit.span, other.span) for other in taken[max(at - 1, 0) : at + 1] if other != edit)


def _allowed(fix: Fix, *, unsafe: bool) -> bool:
    return unsafe or fix.applicability is Applicability.SAFE


def _overlap(one: Span, other: Span) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def _edits(chosen: Chosen) -> tuple[Edit, ...]:
    return tuple(sorted({edit for _, fix in chosen for edit in fix.edits}))
