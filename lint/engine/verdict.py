"""The verdict on a round of fixes: whether the file is better after its edits."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from lint.post.document import Document
from lint.primitives.finding import Edit, Finding, Fix, Severity, uncounted
from lint.primitives.source import Span

Chosen = Sequence[tuple[Finding, Fix]]
# What a finding says: its code, and its message without the number of places.
_Said = tuple[str, str]


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

    @cached_property
    def _tags_before(self) -> set[tuple[_Said, int]]:
        """What was said in which start tag, by where the tag begins after the edits."""
        found = set()
        for said, span in _places(self.findings_before):
            tag = _tag_around(self.before, span)
            if tag is not None:
                found.add((said, moved(tag, self.edits).start))
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
        ends = [edit.span.end for edit in self.edits]
        found: dict[_Said, list[Span]] = {}
        for said, span in _places(self.findings_before):
            at = bisect_left(ends, span.end)
            if at < len(ends) and self.edits[at].span.start <= span.start:
                found.setdefault(said, []).append(moved(self.edits[at].span, self.edits))
        return found

    def has_moved(self, finding: Finding) -> bool:
        """Return whether no more places than before say what a finding says.

        What another fix deletes elsewhere does not count: the finding did not move from there.
        """
        said = _said(finding)
        elsewhere = sum(not _touch(place, finding.span) for place in self._deleted.get(said, ()))
        return self._growth[said] + elsewhere <= 0


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
    edits, findings = result.edits, result.findings
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
    front_matter = result.before.front_matter
    if result.before.source.undecodable is not None or (front_matter is not None and front_matter.problem):
        return ""  # there were no findings in what could not be read
    repaired = {(finding.code, finding.span) for finding, _ in chosen}
    to_repair = {_said(finding) for finding, _ in chosen}
    # What a repaired finding held may remain, such as what was wrong inside a widget whose text stays.
    known = {
        (said[0], moved(span, edits))
        for finding in result.findings_before
        for said, span in _places([finding])
        if (finding.code, finding.span) not in repaired or said != _said(finding)
    }
    notes = {_said(finding) for finding in result.findings_before if finding.severity is Severity.INFO}
    for finding in findings:
        if (finding.code, finding.span) in known or _said(finding) in notes:
            continue
        if finding.fix is not None and is_allowed(finding.fix):
            continue  # the next round fixes it
        if any(
            finding.code == code and finding.span.start > start and _touch(finding.span, region)
            for code, start, region in regions
        ):
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


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end
