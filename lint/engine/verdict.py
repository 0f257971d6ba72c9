"""The verdict on a round of fixes: whether the file is better after its edits."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain

from lint.post.document import Document
from lint.primitives.finding import Edit, Finding, Fix, Severity, uncounted
from lint.primitives.source import Span

Chosen = Sequence[tuple[Finding, Fix]]
# What a finding says: its code, and its message without the number of places.
_Said = tuple[str, str]


class Moves:
    """Where places are after some disjoint edits, which are in order."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._starts = [edit.span.start for edit in edits]
        self._ends = [edit.span.end for edit in edits]
        grown = (len(edit.content) - (edit.span.end - edit.span.start) for edit in edits)
        self._shifts = list(accumulate(grown, initial=0))  # before each edit, and after all

    def moved(self, span: Span) -> Span:
        """Return where a span is after the edits; a replaced span becomes the span of its replacement."""
        start, end = span
        before = bisect_left(self._starts, start)
        if before and self._ends[before - 1] > start:
            before -= 1
            start = self._starts[before]
        start += self._shifts[before]
        within = bisect_right(self._ends, end)
        if within < len(self._starts) and self._starts[within] < end:
            end = self._ends[within]
            within += 1
        return Span(start, max(end + self._shifts[within], start))

    def touch(self, span: Span) -> bool:
        """Return whether an edit is in a span or next to it."""
        before = bisect_right(self._starts, span.end)
        return before > 0 and self._ends[before - 1] >= span.start


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
    def _deleted(self) -> dict[_Said, tuple[list[int], list[int]]]:
        """What was said of text that an edit replaced as a whole, with where these edits begin and end."""
        ends = [edit.span.end for edit in self.edits]
        found: dict[_Said, tuple[list[int], list[int]]] = {}
        for said, span in _places(self.findings_before):
            at = bisect_left(ends, span.end)
            if at < len(ends) and self.edits[at].span.start <= span.start:
                place = self.moves.moved(self.edits[at].span)
                for known, offset in zip(found.setdefault(said, ([], [])), place, strict=True):
                    known.append(offset)
        for known in chain.from_iterable(found.values()):
            known.sort()
        return found

    def has_moved(self, finding: Finding) -> bool:
        """Return whether no more places than before say what a finding says.

        What another fix deletes elsewhere does not count: the finding did not move from there.
        """
        said = _said(finding)
        starts, ends = self._deleted.get(said, ((), ()))
        start, end = finding.span
        touching = bisect_right(starts, end) - bisect_left(ends, start)
        elsewhere = len(starts) - touching
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
        place = Span(field.key_span.start, max(field.span.end, field.key_span.end))
        if moves.touch(place):
            continue
        other = after.fields.get(name)
        if other is None or repr(other.value) != repr(field.value):
            return f"the field `{name}` would change too"
    return ""


def not_better(result: Result, chosen: Chosen, is_allowed: Callable[[Fix], bool]) -> str:
    """Return why the edits of some fixes do not make a file better; empty if they do.

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
    places: dict[tuple[str, str], list[int]] = {}
    for finding in findings:
        places.setdefault((finding.code, finding.message), []).append(finding.span.start)
    for some in places.values():
        some.sort()
    regions: dict[str, list[Span]] = {}
    for finding, fix in chosen:
        first, last = fix.edits[0], fix.edits[-1]
        touched = Span(min(finding.span.start, first.span.start), max(finding.span.end, last.span.end))
        start = moves.moved(finding.span).start
        regions.setdefault(finding.code, []).append(Span(start, moves.moved(touched).end))
        # It may begin after text that the fix inserted; the next finding of a chain begins later.
        alike = places.get((finding.code, finding.message), ())
        at = bisect_left(alike, start)
        if at < len(alike) and alike[at] <= start + len(first.content):
            return "the finding would remain"
    front_matter = result.before.front_matter
    if result.before.source.undecodable is not None or (front_matter is not None and front_matter.problem):
        return ""  # there were no findings in what could not be read
    repaired = {(finding.code, finding.span) for finding, _ in chosen}
    to_repair = {_said(finding) for finding, _ in chosen}
    # What a repaired finding held may remain, such as what was wrong inside a widget whose text stays.
    known = {
        (said[0], moves.moved(span))
        for finding in result.findings_before
        for said, span in _places([finding])
        if (finding.code, finding.span) not in repaired or said != _said(finding)
    }
    chains = {code: _Chains(some) for code, some in regions.items()}
    notes = {_said(finding) for finding in result.findings_before if finding.severity is Severity.INFO}
    for finding in findings:
        if (finding.code, finding.span) in known or _said(finding) in notes:
            continue
        if finding.fix is not None and is_allowed(finding.fix):
            continue  # the next round fixes it
        if finding.code in chains and chains[finding.code].goes_on(finding.span):
            continue  # the rest of a longer chain
        was_known = result.was_in_element(finding) or result.has_moved(finding)
        if was_known and _said(finding) not in to_repair:
            continue
        return f"it would cause a new finding: {finding.code} {finding.message}"
    return ""


def _said(finding: Finding) -> _Said:
    return finding.code, uncounted(finding.message)


def _places(findings: Iterable[Finding]) -> Iterator[tuple[_Said, Span]]:
    """Yield what findings and those folded into them say, and their places."""
    for finding in findings:
        yield _said(finding), finding.span
        for each in finding.related:
            yield (each.code, uncounted(each.message)), each.span


def _tag_around(document: Document, span: Span) -> Span | None:
    """Return the place of the start tag that a span is inside of, or `None`."""
    tags = document.content.tags
    at = bisect_right(tags, span.start, key=lambda tag: tag.span.start) - 1
    if at < 0 or tags[at].closing or span.end > tags[at].span.end:
        return None
    return tags[at].span


class _Chains:
    """Where repaired findings with one code began, and where what their fixes touched ends."""

    def __init__(self, places: Sequence[Span]) -> None:
        ordered = sorted(places)
        self._starts = [place.start for place in ordered]
        self._ends = list(accumulate((place.end for place in ordered), max))  # the last so far

    def goes_on(self, span: Span) -> bool:
        """Return whether a place is after the beginning of one of them and touches it."""
        before = bisect_left(self._starts, span.start)
        return before > 0 and self._ends[before - 1] >= span.start
