"""Fixes: edits on spans, applied in rounds and proved by linting the result again."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lint.primitives.finding import Applicability, Severity, apply_edits
from lint.primitives.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.post.document import Document
    from lint.primitives.finding import Edit, Finding, Fix

# Beside two rounds a finding, since each repairs or gives up at least one: more would go in circles.
_MORE_ROUNDS = 100


class Check(Protocol):
    """Reads and lints a source."""

    def __call__(self, source: Source) -> tuple[Document, list[Finding]]:
        """Give the document and its findings, sorted by place."""


class Dropped(NamedTuple):
    """A fix that was not applied, and why."""

    finding: Finding
    reason: str


class Repair(NamedTuple):
    """What came of repairing a file.

    Parameters:
        document: the file as it is afterwards.
        findings: what is left.
        applied: the findings whose fix was applied, each as it stood in its round.
        dropped: the fixes that were tried and taken back.
        rounds: the edits of each round, on the text that the round before left.
    """

    document: Document
    findings: list[Finding]
    applied: list[Finding]
    dropped: list[Dropped]
    rounds: list[tuple[Edit, ...]]


def repair(document: Document, findings: list[Finding], check: Check, *, unsafe: bool = False) -> Repair:
    """Apply the fixes of a file's findings until none is left to apply.

    A round takes the fixes that do not overlap, in order of place, and lints the result. One that does
    not clear its finding, makes a new one, or changes a field that it does not touch is taken back. A note
    that was made before is not new at another place: an image that is shown at last may depend on a proxy.

    Parameters:
        findings: the document's findings.
        check: lints what a round makes of the file.
        unsafe: whether unsafe fixes are applied as well.
    """
    done = Repair(document, findings, [], [], [])
    given_up: set[tuple[str, Span]] = set()
    fixable = sum(finding.fix is not None for finding in findings)
    for _ in range(2 * fixable + _MORE_ROUNDS):
        chosen = list(_choose(done.findings, given_up, unsafe=unsafe))
        if not chosen:
            return done
        while True:
            document, findings, reason = _try(done, chosen, check, unsafe=unsafe)
            if not reason:
                done.applied.extend(finding for finding, _ in chosen)
                done.rounds.append(edits := _edits(chosen))
                given_up = {(code, moved(span, edits)) for code, span in given_up}
                done = done._replace(document=document, findings=findings)
                break
            if len(chosen) == 1:
                finding, _ = chosen[0]
                given_up.add((finding.code, finding.span))
                done.dropped.append(Dropped(finding, reason))
                break
            # One of them is to blame: the half that is left out comes again in the next round.
            chosen = chosen[: len(chosen) // 2]
    done.dropped.extend(
        Dropped(finding, "repairs go in circles")
        for finding, _ in _choose(done.findings, given_up, unsafe=unsafe)
    )
    return done


def moved(span: Span, edits: Sequence[Edit]) -> Span:
    """Give where a place is after edits; one that was replaced becomes the place of what replaced it."""
    start, end = span
    shift_start = shift_end = 0
    for edit in edits:
        (edit_start, edit_end), content = edit
        grown = len(content) - (edit_end - edit_start)
        if edit_end <= span.start and edit_start < span.start:
            shift_start += grown
        elif edit_start < span.start:
            start = edit_start
        if edit_end <= span.end:
            shift_end += grown
        elif edit_start < span.end:
            end = edit_end
            shift_end += grown
        elif edit_start > span.end:
            break
    return Span(start + shift_start, max(end + shift_end, start + shift_start))


def _choose(
    findings: Sequence[Finding], given_up: set[tuple[str, Span]], *, unsafe: bool
) -> Iterator[tuple[Finding, Fix]]:
    """Give the findings whose fixes can be applied together, with these."""
    taken: list[Edit] = []  # in order of place, disjoint
    for finding in findings:
        fix = finding.fix
        if fix is None or not _allowed(fix, unsafe=unsafe) or (finding.code, finding.span) in given_up:
            continue
        new = [edit for edit in fix.edits if not _is_taken(edit, taken)]  # two rules may want the same
        if any(_collides(edit, taken) for edit in new):
            continue
        for edit in new:
            insort(taken, edit)
        yield finding, fix


def _is_taken(edit: Edit, taken: Sequence[Edit]) -> bool:
    at = bisect_left(taken, edit)
    return at < len(taken) and taken[at] == edit


def _collides(edit: Edit, taken: Sequence[Edit]) -> bool:
    at = bisect_left(taken, edit)
    return any(_overlap(edit.span, other.span) for other in taken[max(at - 1, 0) : at + 1])


def _allowed(fix: Fix, *, unsafe: bool) -> bool:
    return unsafe or fix.applicability is Applicability.SAFE


def _overlap(one: Span, other: Span) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def _edits(chosen: Sequence[tuple[Finding, Fix]]) -> tuple[Edit, ...]:
    return tuple(sorted({edit for _, fix in chosen for edit in fix.edits}))


def _try(
    before: Repair, chosen: Sequence[tuple[Finding, Fix]], check: Check, *, unsafe: bool
) -> tuple[Document, list[Finding], str]:
    """Apply some fixes; gives the result, and why it is refused, which is empty when it is not."""
    edits = _edits(chosen)
    source = before.document.source
    text = apply_edits(source.text, edits)
    data = text.encode("utf-8", "surrogateescape")
    document, findings = check(Source(source.filename, data, source.path))
    reason = changed_elsewhere(before.document, document, edits)
    if not reason:
        reason = _not_better(before, chosen, edits, findings, unsafe=unsafe)
    return document, findings, reason


def changed_elsewhere(before: Document, after: Document, edits: Sequence[Edit]) -> str:
    """Say which field would change though no edit touches it; gives nothing when none would."""
    old, new = before.front_matter, after.front_matter
    if old is None or old.root is None or old.problem is not None:
        return ""
    if new is None or new.root is None or new.problem is not None:
        return "the front matter would not parse"
    for name, field in before.fields.items():
        place = Span(field.key_span.start, max(field.span.end, field.key_span.end))
        if any(edit.span.start <= place.end and place.start <= edit.span.end for edit in edits):
            continue
        other = after.fields.get(name)
        if other is None or repr(other.value) != repr(field.value):
            return f"the field {name}, which it does not touch, would change"
    return ""


def _not_better(
    before: Repair,
    chosen: Sequence[tuple[Finding, Fix]],
    edits: Sequence[Edit],
    findings: Sequence[Finding],
    *,
    unsafe: bool,
) -> str:
    regions = []
    for finding, fix in chosen:
        first, last = fix.edits[0], fix.edits[-1]
        touched = Span(min(finding.span.start, first.span.start), max(finding.span.end, last.span.end))
        start = moved(finding.span, edits).start
        regions.append((finding.code, start, moved(touched, edits)))
        # It may begin behind what the fix put before it; a chain's next one begins later.
        if any(
            (finding.code, finding.message) == (other.code, other.message)
            and start <= other.span.start <= start + len(first.content)
            for other in findings
        ):
            return "the finding would still be there"
    front_matter = before.document.front_matter
    if before.document.source.undecodable is not None or (front_matter is not None and front_matter.problem):
        return ""  # what could not be read could not be judged
    repaired = {(finding.code, finding.span) for finding, _ in chosen}
    known = {
        (finding.code, moved(finding.span, edits))
        for finding in before.findings
        if (finding.code, finding.span) not in repaired
    }
    notes = {
        (finding.code, finding.message) for finding in before.findings if finding.severity is Severity.INFO
    }
    for finding in findings:
        if (finding.code, finding.span) in known or (finding.code, finding.message) in notes:
            continue
        if finding.fix is not None and _allowed(finding.fix, unsafe=unsafe):
            continue  # the next round's
        if any(
            finding.code == code and finding.span.start > start and _touch(finding.span, region)
            for code, start, region in regions
        ):
            continue  # what is left of a longer chain
        return f"it would make a new finding: {finding.code} {finding.message}"
    return ""


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end
