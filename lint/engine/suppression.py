"""Hiding the findings that a post's comments suppress, and judging these comments.

A post may have thousands of comments, selectors and findings. Each is looked at once; what is compared are
the sets of codes that selectors name, of which there are few: one for each rule, and each prefix of a code.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import accumulate

from lint.config.selectors import matches
from lint.post.comments import Suppression, SuppressionComment
from lint.primitives.finding import Finding, is_rest
from lint.primitives.source import Span

Codes = frozenset[str]


def suppress(
    comments: Sequence[SuppressionComment],
    findings: list[Finding],
    names: Mapping[str, str],
    active: Collection[str],
) -> tuple[list[Finding], list[Suppression]]:
    """Return the findings that no comment hides, and each comment with its unknown and unused selectors.

    `names` are those of the rules by code, and `active` the codes of the rules that ran.
    """
    selected = _Selected(names)
    ends = _ends(comments, selected)
    places = _Places(findings)
    opened, closed = _Latest(), _Latest()
    hiding: dict[Codes, list[Span]] = {}
    judged: list[Suppression] = []
    unknown_before = 0
    for comment, later in zip(comments, ends, strict=True):
        unknown, unused = [], []
        is_used: dict[Codes, bool] = {}
        for selector in comment.selectors:
            codes = selected.by(selector.text)
            if not codes:
                unknown.append(selector)
                continue
            if codes not in is_used:
                region = Span(comment.region.start, later.get(codes, comment.region.end))
                hiding.setdefault(codes, []).append(region)
                understood = comment.directive in comment.allowed
                is_used[codes] = (
                    not understood
                    or places.has(codes, region)
                    or (comment.directive == "enable" and opened.below(codes) > closed.above(codes))
                )
            if not is_used[codes] and not codes.isdisjoint(active):
                unused.append(selector)
        _note(comment, selected, opened, closed)
        judged.append(Suppression(comment, tuple(unknown), tuple(unused), names, unknown_before))
        unknown_before += len(unknown)
    hidden = _Hidden(hiding)
    return [finding for finding in findings if not hidden.has(finding)], judged


class _Selected:
    """The codes of the rules that selectors name."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._codes: dict[str, Codes] = {}
        self._same: dict[Codes, Codes] = {}

    def by(self, text: str) -> Codes:
        """Return the codes that a selector names; none if it is unknown."""
        codes = self._codes.get(text)
        if codes is None:
            codes = frozenset(code for code, name in self._names.items() if matches(text, code, name))
            codes = self._codes[text] = self._same.setdefault(codes, codes)
        return codes

    def of(self, comment: SuppressionComment) -> set[Codes]:
        """Return the sets of codes that a comment names."""
        return {codes for selector in comment.selectors if (codes := self.by(selector.text))}


class _Latest:
    """Where comments that name some codes were last."""

    def __init__(self) -> None:
        self._places: dict[Codes, int] = {}
        self._above: dict[Codes, list[Codes]] = {}

    def note(self, codes: Codes, place: int) -> None:
        """Note that a comment at a place names some codes."""
        if codes not in self._places:
            for asked, known in self._above.items():
                if asked <= codes:
                    known.append(codes)
        self._places[codes] = place

    def above(self, codes: Codes) -> int:
        """Return the last place of a comment with a selector that names all of some codes; -1 without one."""
        known = self._above.get(codes)
        if known is None:
            known = self._above[codes] = [each for each in self._places if codes <= each]
        return max((self._places[each] for each in known), default=-1)

    def below(self, codes: Codes) -> int:
        """Return the last place of a comment with a selector that names only some of these codes; else -1."""
        return max((place for each, place in self._places.items() if each <= codes), default=-1)


def _note(comment: SuppressionComment, selected: _Selected, opened: _Latest, closed: _Latest) -> None:
    if comment.directive == "enable" or (comment.directive == "disable" and "disable" in comment.allowed):
        latest = closed if comment.directive == "enable" else opened
        for codes in selected.of(comment):
            latest.note(codes, comment.span.start)


def _ends(comments: Sequence[SuppressionComment], selected: _Selected) -> list[Mapping[Codes, int]]:
    """Return where the region of each `disable` ends before a later `enable`, by the codes that it names."""
    found: list[Mapping[Codes, int]] = []
    later = _Latest()
    for comment in reversed(comments):
        ends: dict[Codes, int] = {}
        if comment.directive == "disable" and "disable" in comment.allowed:
            nearest = {codes: later.above(codes) for codes in selected.of(comment)}
            ends = {codes: -place for codes, place in nearest.items() if place != -1}
        elif comment.directive == "enable":
            for codes in selected.of(comment):
                later.note(codes, -comment.span.start)
        found.append(ends)
    return found[::-1]


class _Places:
    """The places of findings by code, among which those in a region are looked up."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        spans: dict[str, list[Span]] = {}
        for finding in findings:
            spans.setdefault(finding.code, []).append(Span(finding.span.start, _last(finding.span)))
        self._starts: dict[str, list[int]] = {}
        self._lasts: dict[str, list[int]] = {}  # up to each place, the largest
        for code, places in spans.items():
            places.sort()
            self._starts[code] = [place.start for place in places]
            self._lasts[code] = list(accumulate((place.end for place in places), max))

    def has(self, codes: Codes, region: Span) -> bool:
        """Return whether a finding with one of these codes overlaps a region."""
        for code in codes & self._starts.keys():
            before = bisect_left(self._starts[code], region.end)
            if before and self._lasts[code][before - 1] >= region.start:
                return True
        return False


class _Hidden:
    """The regions in which findings are hidden, joined where they meet."""

    def __init__(self, hiding: Mapping[Codes, Sequence[Span]]) -> None:
        regions: dict[str, list[Span]] = {}
        for codes, some in hiding.items():
            for code in codes:
                regions.setdefault(code, []).extend(some)
        self._regions = {code: _joined(some) for code, some in regions.items()}

    def has(self, finding: Finding) -> bool:
        """Return whether a comment hides a finding."""
        regions = self._regions.get(finding.code, ())
        rest = is_rest(finding.message)  # hidden only if all the places are that it represents
        last = finding.span.start if rest else _last(finding.span)
        before = bisect_right(regions, last, key=lambda region: region.start)
        if rest:
            return before > 0 and finding.span.end <= regions[before - 1].end
        return before > 0 and finding.span.start < regions[before - 1].end


def _joined(regions: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for region in sorted(regions):
        if joined and region.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, region.end))
        else:
            joined.append(region)
    return joined


def _last(span: Span) -> int:
    """Return the last character of a span; its place if it is empty."""
    return max(span.end - 1, span.start)
