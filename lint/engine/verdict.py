"""The verdict on a round of fixes: whether the file is better after its edits."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from lint.engine.moves import Moves
from lint.post.document import Document
from lint.primitives.finding import Edit, Finding, Fix, Severity, is_rest, uncounted
from lint.primitives.source import Span

Chosen = Sequence[tuple[Finding, Fix]]
# What a finding says: its code, and its message without the number of places.
_Said = tuple[str, str]


class Rejection(NamedTuple):
    """Why edits do not make a file better.

    Parameters:
        reason: the reason; empty if they do.
        culprits: the places in `chosen` of the findings whose fixes are to blame; empty if that is unknown.
    """

    reason: str
    culprits: frozenset[int] = frozenset()


BETTER = Rejection("")


class Result:
    """A file and its findings before and after some edits."""

    def __init__(
        self,
        before: Document,
        findings_before: Sequence[Finding],
        after: Document,
        findings: Sequence[Finding],
        edits: Sequence[Edit],
    ) -> None:
        self.before = before
        self.findings_before = findings_before
        self.after = after
        self.findings = findings
        self.edits = edits
        self.moves = Moves(edits)

    @cached_property
    def _tags_before(self) -> set[tuple[_Said, int]]:
        """What was said in which start tag, by where the tag begins after the edits."""
        found = set()
        for said, span in _places(self.findings_before):
            tag = _tag_around(self.before, span)
            if tag is not None:
                found.add((said, self.moves.moved(tag).start))
        return found

    def was_in_element(self, finding: Finding) -> bool:
        """Return whether a finding had the same message in the same start tag before."""
        tag = _tag_around(self.after, finding.span)
        return tag is not None and (_said(finding), tag.start) in self._tags_before

    @cached_property
    def _growth(self) -> Counter[_Said]:
        """How many places say the same after the edits, less those before."""
        growth = Counter(said for said, _ in _places(self.findings))
        growth.subtract(said for said, _ in _places(self.findings_before))
        return growth

    @cached_property
    def _deleted(self) -> dict[_Said, list[Span]]:
        """What was said of text that an edit replaced as a whole, with the places of the edits."""
        starts, ends = self.moves.starts, self.moves.ends
        found: dict[_Said, list[Span]] = {}
        for said, span in _places(self.findings_before):
            at = bisect_left(ends, span.end)
            if at < len(ends) and starts[at] <= span.start:
                found.setdefault(said, []).append(self.moves.moved(self.edits[at].span))
        for places in found.values():
            places.sort()
        return found

    def has_moved(self, finding: Finding) -> bool:
        """Return whether no more places than before say what a finding says.

        What another fix deletes elsewhere does not count: the finding did not move from there.
        """
        said = _said(finding)
        deleted = self._deleted.get(said, ())  # disjoint or the same
        first = bisect_left(deleted, finding.span.start, key=lambda place: place.end)
        last = bisect_right(deleted, finding.span.end, key=lambda place: place.start)
        elsewhere = len(deleted) - max(last - first, 0)
        return self._growth[said] + elsewhere <= 0


def changed_elsewhere(before: Document, after: Document, edits: Sequence[Edit]) -> str:
    """Return a message if a field would change that no edit touches, else an empty string."""
    old, new = before.front_matter, after.front_matter
    if old is None or old.root is None or old.problem is not None:
        return ""
    if new is None or new.root is None or new.problem is not None:
        return "the front matter would not parse"
    moves = Moves(edits)
    for name, field in before.fields.items():
        if moves.touch(Span(field.key_span.start, max(field.span.end, field.key_span.end))):
            continue
        other = after.fields.get(name)
        if other is None or repr(other.value) != repr(field.value):
            return f"the field `{name}` would change too"
    return ""


def not_better(result: Result, chosen: Chosen, is_allowed: Callable[[Fix], bool]) -> Rejection:
    """Return why the edits of some fixes do not make a file better; the reason is empty if they do.

    A note that was already reported is not new at another place: a repaired image may still depend on a
    proxy. Neither is a finding that had the same message in the same element before: what was wrong with the
    URL that a script would load is wrong with it in `src`, too, and no reason to leave the image invisible.
    Nor is one that had the same message elsewhere, if there are no more of them than before. What a fix was
    to repair never counts as known.

    Parameters:
        chosen: the findings whose fixes were applied, with the fixes.
        is_allowed: whether a further round may apply a fix.
    """
    moves, findings = result.moves, result.findings
    if left := _left(result, chosen):
        return Rejection("the finding would remain", left)
    front_matter = result.before.front_matter
    if result.before.source.undecodable is not None or (front_matter is not None and front_matter.problem):
        return BETTER  # there were no findings in what could not be read
    repaired = {(finding.code, finding.span) for finding, _ in chosen}
    to_repair = {_said(finding) for finding, _ in chosen}
    # What a repaired finding held may remain, such as what was wrong inside a widget whose text stays.
    known = {
        (said[0], moves.moved(span))
        for finding in result.findings_before
        for said, span in _places([finding])
        if (finding.code, finding.span) not in repaired or said != _said(finding)
    }
    notes = {_said(finding) for finding in result.findings_before if finding.severity is Severity.INFO}
    # Of a rule with more places than are listed, those that come next are not new where nothing was edited.
    rests = {finding.code for finding in result.findings_before if is_rest(finding.message)}
    regions = _Regions(result, chosen)
    reason = ""
    culprits: set[int] = set()
    for finding in findings:
        if (finding.code, finding.span) in known or _said(finding) in notes:
            continue
        if finding.fix is not None and is_allowed(finding.fix):
            continue  # the next round fixes it
        if regions.continues(finding):
            continue  # the rest of a longer chain
        if finding.code in rests and (is_rest(finding.message) or not any(regions.around(finding.span))):
            continue
        was_known = result.was_in_element(finding) or result.has_moved(finding)
        if was_known and _said(finding) not in to_repair:
            continue
        reason = reason or f"it would cause a new finding: {finding.code} {finding.message}"
        culprits.update(regions.around(finding.span))
    return Rejection(reason, frozenset(culprits))


def _left(result: Result, chosen: Chosen) -> frozenset[int]:
    """Return the places in `chosen` of the findings that are still there after the edits."""
    starts: dict[_Said, list[int]] = {}
    for finding in result.findings:
        starts.setdefault((finding.code, finding.message), []).append(finding.span.start)
    for places in starts.values():
        places.sort()
    left = set()
    for index, (finding, fix) in enumerate(chosen):
        # It may begin after text that the fix inserted; the next finding of a chain begins later.
        first = result.moves.moved(finding.span).start
        last = first + len(fix.edits[0].content)
        others = starts.get((finding.code, finding.message), ())
        if bisect_left(others, first) < bisect_right(others, last):
            left.add(index)
    return frozenset(left)


class _Regions:
    """The places that fixes touch, as they are after their edits."""

    def __init__(self, result: Result, chosen: Chosen) -> None:
        self._regions: list[tuple[Span, int]] = []
        by_code: dict[str, list[tuple[int, int]]] = {}
        for index, (finding, fix) in enumerate(chosen):
            first, last = fix.edits[0].span, fix.edits[-1].span
            touched = Span(min(finding.span.start, first.start), max(finding.span.end, last.end))
            region = result.moves.moved(touched)
            self._regions.append((region, index))
            start = result.moves.moved(finding.span).start
            by_code.setdefault(finding.code, []).append((start, region.end))
        self._regions.sort()
        self._reach = list(accumulate((region.end for region, _ in self._regions), max))
        self._starts = {code: sorted(places) for code, places in by_code.items()}
        self._ends = {
            code: list(accumulate((end for _, end in places), max)) for code, places in self._starts.items()
        }

    def continues(self, finding: Finding) -> bool:
        """Return whether a finding begins after a repaired one of its rule, in what the fix touched."""
        at = bisect_left(self._starts.get(finding.code, ()), (finding.span.start,))
        return at > 0 and self._ends[finding.code][at - 1] >= finding.span.start

    def around(self, span: Span) -> Iterator[int]:
        """Yield the places in `chosen` of the fixes that touch a span."""
        at = bisect_right(self._regions, span.end, key=lambda region: region[0].start)
        while at and self._reach[at - 1] >= span.start:
            at -= 1
            region, index = self._regions[at]
            if region.end >= span.start:
                yield index


def _said(finding: Finding) -> _Said:
    return finding.code, uncounted(finding.message)


def _places(findings: Iterable[Finding]) -> Iterator[tuple[_Said, Span]]:
    """Yield what findings and those folded into them say, and their places."""
    for finding in findings:
        yield _said(finding), finding.span
        for each in finding.inside:
            yield (each.code, uncounted(each.message)), each.span


def _tag_around(document: Document, span: Span) -> Span | None:
    """Return the place of the start tag that a span is inside of, or `None`."""
    tags = document.content.tags
    at = bisect_right(tags, span.start, key=lambda tag: tag.span.start) - 1
    if at < 0 or tags[at].closing or span.end > tags[at].span.end:
        return None
    return tags[at].span
