"""Fixes: edits on spans, applied in rounds and verified by linting the result."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lint.engine.verdict import Moves, Result, changed_elsewhere, not_better
from lint.post.document import Document
from lint.primitives.finding import Applicability, Edit, Finding, Fix, apply_edits
from lint.primitives.source import Source, Span

# Reads and lints a source: returns the document and its findings, sorted by place.
Lint = Callable[[Source], tuple[Document, list[Finding]]]

# In addition to two rounds per finding: each round fixes or drops at least one, so more would be a cycle.
_MORE_ROUNDS = 100
# Each fix that fails costs some more lints of the file. When these have read so many characters, no more are
# tried; a file of any size gets the fewest.
_MOST_READ = 20_000_000
_FEWEST_TRIES = 20
# What later rounds may add to what the first one adds: fixes that make each other necessary grow without end.
_MORE_TEXT = 1000


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
    says what counts as new. So is one that makes the text longer than all fixes of the file together would.
    After very many that are undone, the others are not tried.

    Parameters:
        findings: the document's findings.
        lint: lints the result of a round.
        unsafe: whether unsafe fixes are applied too.
    """
    done = Repair(document, findings, [], [], [])
    given_up: set[tuple[str, Span]] = set()
    fixable = sum(finding.fix is not None for finding in findings)
    longest = len(document.text) + 2 * _added(findings) + _MORE_TEXT
    tries = max(_MOST_READ // (len(document.text) + 1), _FEWEST_TRIES)
    for _ in range(2 * fixable + _MORE_ROUNDS):
        chosen = list(_choose(done.findings, given_up, unsafe=unsafe))
        if not chosen:
            return done
        if tries < 0:
            done.dropped.extend(Dropped(finding, "too many other fixes failed") for finding, _ in chosen)
            return done
        while True:
            document, findings, reason = _try(done, chosen, lint, longest, unsafe=unsafe)
            tries -= bool(reason)
            if not reason:
                done.applied.extend(finding for finding, _ in chosen)
                done.rounds.append(edits := _edits(chosen))
                moves = Moves(edits)
                given_up = {(code, moves.moved(span)) for code, span in given_up}
                done = done._replace(document=document, findings=findings)
                break
            if len(chosen) == 1:
                finding, _ = chosen[0]
                given_up.add((finding.code, finding.span))
                done.dropped.append(Dropped(finding, reason))
                break
            # At least one of them is to blame: the other half is tried again in the next round.
            chosen = chosen[: len(chosen) // 2]
    left = _choose(done.findings, given_up, unsafe=unsafe)
    done.dropped.extend(Dropped(finding, "the fixes undo each other") for finding, _ in left)
    return done


def _choose(
    findings: Sequence[Finding], given_up: set[tuple[str, Span]], *, unsafe: bool
) -> Iterator[tuple[Finding, Fix]]:
    """Yield the findings whose fixes can be applied together, with the fixes."""
    taken: list[Edit] = []  # in order of place, disjoint
    for finding in findings:
        fix = finding.fix
        if fix is None or not _allowed(fix, unsafe=unsafe) or (finding.code, finding.span) in given_up:
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


def _added(findings: Sequence[Finding]) -> int:
    """Return how much text the fixes of some findings add."""
    fixes = (finding.fix for finding in findings if finding.fix is not None)
    edits = {edit for fix in fixes for edit in fix.edits}
    return sum(max(len(content) - (span.end - span.start), 0) for span, content in edits)


def _allowed(fix: Fix, *, unsafe: bool) -> bool:
    return unsafe or fix.applicability is Applicability.SAFE


def _overlap(one: Span, other: Span) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def _edits(chosen: Sequence[tuple[Finding, Fix]]) -> tuple[Edit, ...]:
    return tuple(sorted({edit for _, fix in chosen for edit in fix.edits}))


def _try(
    before: Repair, chosen: Sequence[tuple[Finding, Fix]], lint: Lint, longest: int, *, unsafe: bool
) -> tuple[Document, list[Finding], str]:
    """Apply some fixes; return the result, and the reason to reject it, which may be empty."""
    edits = _edits(chosen)
    source = before.document.source
    text = apply_edits(source.text, edits)
    if len(text) > max(longest, len(source.text)):
        return before.document, before.findings, "the text would grow with every round"
    data = text.encode("utf-8", "surrogateescape")
    document, findings = lint(Source(source.filename, data, source.path))
    reason = changed_elsewhere(before.document, document, edits)
    if not reason:
        result = Result(before.document, before.findings, document, findings, edits)
        reason = not_better(result, chosen, lambda fix: _allowed(fix, unsafe=unsafe))
    return document, findings, reason
