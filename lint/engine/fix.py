"""Fixes: edits on spans, applied in rounds and verified by linting the result."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from lint.post.document import Document
from lint.primitives.finding import Applicability, Edit, Finding, Fix, Severity, apply_edits, uncounted
from lint.primitives.source import Source, Span

# Reads and lints a source: returns the document and its findings, sorted by place.
Lint = Callable[[Source], tuple[Document, list[Finding]]]

# In addition to two rounds per finding: each round fixes or drops at least one, so more would be a cycle.
_MORE_ROUNDS = 100


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
    not resolve its finding, causes a new one, or changes a field outside its edits is undone. A note that was
    already reported is not new at another place: a repaired image may still depend on a proxy. Neither is a
    finding that had the same message in the same element before: what was wrong with the URL that a script
    would load is wrong with it in `src`, too, and no reason to leave the image invisible. Nor is one that had
    the same message elsewhere, if there are no more of them than before.

    Parameters:
        findings: the document's findings.
        lint: lints the result of a round.
        unsafe: whether unsafe fixes are applied too.
    """
    done = Repair(document, findings, [], [], [])
    given_up: set[tuple[str, Span]] = set()
    fixable = sum(finding.fix is not None for finding in findings)
    for _ in range(2 * fixable + _MORE_ROUNDS):
        chosen = list(_choose(done.findings, given_up, unsafe=unsafe))
        if not chosen:
            return done
        while True:
            document, findings, reason = _try(done, chosen, lint, unsafe=unsafe)
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
            # At least one of them is to blame: the other half is tried again in the next round.
            chosen = chosen[: len(chosen) // 2]
    left = _choose(done.findings, given_up, unsafe=unsafe)
    done.dropped.extend(Dropped(finding, "the fixes undo each other") for finding, _ in left)
    return done


def moved(span: Span, edits: Sequence[Edit]) -> Span:
    """Return where a span is after edits; a replaced span becomes the span of its replacement."""
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


def _allowed(fix: Fix, *, unsafe: bool) -> bool:
    return unsafe or fix.applicability is Applicability.SAFE


def _overlap(one: Span, other: Span) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def _edits(chosen: Sequence[tuple[Finding, Fix]]) -> tuple[Edit, ...]:
    return tuple(sorted({edit for _, fix in chosen for edit in fix.edits}))


def _try(
    before: Repair, chosen: Sequence[tuple[Finding, Fix]], lint: Lint, *, unsafe: bool
) -> tuple[Document, list[Finding], str]:
    """Apply some fixes; return the result, and the reason to reject it, which may be empty."""
    edits = _edits(chosen)
    source = before.document.source
    data = apply_edits(source.text, edits).encode("utf-8", "surrogateescape")
    document, findings = lint(Source(source.filename, data, source.path))
    reason = changed_elsewhere(before.document, document, edits)
    reason = reason or _not_better(before, chosen, edits, document, findings, unsafe=unsafe)
    return document, findings, reason


def changed_elsewhere(before: Document, after: Document, edits: Sequence[Edit]) -> str:
    """Return a message if a field would change that no edit touches, else an empty string."""
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
            return f"the field `{name}` would change too"
    return ""


def _not_better(
    before: Repair,
    chosen: Sequence[tuple[Finding, Fix]],
    edits: Sequence[Edit],
    document: Document,
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
        # It may begin after text that the fix inserted; the next finding of a chain begins later.
        if any(
            (finding.code, finding.message) == (other.code, other.message)
            and start <= other.span.start <= start + len(first.content)
            for other in findings
        ):
            return "the finding would remain"
    front_matter = before.document.front_matter
    if before.document.source.undecodable is not None or (front_matter is not None and front_matter.problem):
        return ""  # there were no findings in what could not be read
    repaired = {(finding.code, finding.span) for finding, _ in chosen}
    known = {
        (finding.code, moved(finding.span, edits))
        for finding in before.findings
        if (finding.code, finding.span) not in repaired
    }
    notes = {
        (finding.code, uncounted(finding.message))
        for finding in before.findings
        if finding.severity is Severity.INFO
    }
    for finding in findings:
        if (finding.code, finding.span) in known or (finding.code, uncounted(finding.message)) in notes:
            continue
        if finding.fix is not None and _allowed(finding.fix, unsafe=unsafe):
            continue  # the next round fixes it
        if any(
            finding.code == code and finding.span.start > start and _touch(finding.span, region)
            for code, start, region in regions
        ):
            continue  # the rest of a longer chain
        if _was_in_element(finding, document, before, edits):
            continue
        if _count(finding, findings) <= _count(finding, before.findings, repaired):
            continue  # it moved
        return f"it would cause a new finding: {finding.code} {finding.message}"
    return ""


def _count(finding: Finding, findings: Sequence[Finding], repaired: Collection[tuple[str, Span]] = ()) -> int:
    """Return how many places have a finding with the same message, without the repaired ones."""
    same = finding.code, uncounted(finding.message)
    return sum(
        same == (code, uncounted(message)) and (other.code, other.span) not in repaired
        for other in findings
        for code, message, _ in _places(other)
    )


def _places(finding: Finding) -> Iterator[tuple[str, str, Span]]:
    """Yield the code, message and place of a finding and of those folded into it."""
    yield finding.code, finding.message, finding.span
    for each in finding.related:
        yield each.code, each.message, each.span


def _was_in_element(finding: Finding, document: Document, before: Repair, edits: Sequence[Edit]) -> bool:
    """Return whether a finding had the same message in the same tag before some edits."""
    tag = _tag_around(document, finding.span)
    if tag is None:
        return False
    message = uncounted(finding.message)
    for other in before.findings:
        for code, text, span in _places(other):
            if (code, uncounted(text)) == (finding.code, message):
                former = _tag_around(before.document, span)
                if former is not None and moved(former, edits).start == tag.start:
                    return True
    return False


def _tag_around(document: Document, span: Span) -> Span | None:
    """Return the place of the start tag that a span is inside of, or `None`."""
    tags = document.content.tags
    at = bisect_right(tags, span.start, key=lambda tag: tag.span.start) - 1
    if at < 0 or tags[at].closing or span.end > tags[at].span.end:
        return None
    return tags[at].span


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end
