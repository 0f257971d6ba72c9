"""Folding findings: those with one cause are one, and what follows from a finding becomes part of it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lint.primitives.finding import Finding, Issue, Severity, explain, fold
from lint.primitives.source import Span

Key = tuple[str, Span]
# Findings about comments for `lint` are not about what the post says.
_COMMENTS = "SUP"


class _Region(NamedTuple):
    """A place that a finding explains."""

    place: Span
    owner: Key


def folded(
    findings: Iterable[Finding], issues: Mapping[Key, Issue], before: Iterable[Finding]
) -> list[Finding]:
    """Return findings in which each cause is one finding, in order of place.

    Parameters:
        findings: what is to be reported, sorted by place, at most one of each code at a place.
        issues: the issues that name a cause or hold places, by code and place.
        before: the findings before comments hid some. A hidden finding also hides what follows from it.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in _held(list(findings), issues, before):
        key = _key(finding)
        cause = issues[key].cause if key in issues else None
        # Whether they have a fix counts as well.
        alike = key if cause is None else (finding.code, cause, finding.severity, finding.fix is None)
        groups.setdefault(alike, []).append(finding)
    return [fold(group) for group in groups.values()]


def _key(finding: Finding) -> Key:
    return finding.code, finding.span


def _held(findings: list[Finding], issues: Mapping[Key, Issue], before: Iterable[Finding]) -> list[Finding]:
    """Return findings without those that another one explains, which become part of that one."""
    if not any(issue.holds for issue in issues.values()):
        return findings
    owners = _owners(issues, list(before))
    if not owners:
        return findings
    roots = _roots(owners)
    inside: dict[Key, list[Finding]] = {}
    for finding in findings:
        key = _key(finding)
        if roots.get(key, key) != key:
            inside.setdefault(roots[key], []).append(finding)
    remaining = []
    for finding in findings:
        key = _key(finding)
        if roots.get(key, key) == key:
            remaining.append(explain(finding, inside[key]) if key in inside else finding)
    return remaining


def _owners(issues: Mapping[Key, Issue], findings: Sequence[Finding]) -> dict[Key, Key]:
    """Return which finding explains another one. A note explains only notes."""
    strong: list[_Region] = []
    weak: list[_Region] = []
    for finding in findings:
        issue = issues.get(_key(finding))
        regions = weak if finding.severity is Severity.INFO else strong
        for place in issue.holds if issue is not None else ():
            regions.append(_Region(place, _key(finding)))
    if not strong and not weak:
        return {}
    strong, weak = _outermost(strong), _outermost(weak)
    owners: dict[Key, Key] = {}
    for finding in findings:
        issue = issues.get(_key(finding))
        if finding.code.startswith(_COMMENTS) or (issue is not None and issue.apart):
            continue
        owner = _owner(finding, strong)
        if owner is None and finding.severity is Severity.INFO:
            owner = _owner(finding, weak)
        if owner is not None:
            owners[_key(finding)] = owner
    return owners


def _outermost(regions: Iterable[_Region]) -> list[_Region]:
    """Return the regions in order, without those that begin inside another one."""
    kept: list[_Region] = []
    for region in sorted(regions, key=lambda region: (region.place.start, -region.place.end, region.owner)):
        if not kept or region.place.start >= kept[-1].place.end:
            kept.append(region)
    return kept


def _owner(finding: Finding, regions: Sequence[_Region]) -> Key | None:
    at = bisect_right(regions, finding.span.start, key=lambda region: region.place.start) - 1
    if at < 0 or finding.span.end > regions[at].place.end or regions[at].owner == _key(finding):
        return None
    return regions[at].owner


def _roots(owners: Mapping[Key, Key]) -> dict[Key, Key]:
    """Return what each chain of explanations ends with; of a circle, the finding that comes first."""
    roots: dict[Key, Key] = {}
    for key in owners:
        chain: dict[Key, None] = {}
        last = key
        while last in owners and last not in chain and last not in roots:
            chain[last] = None
            last = owners[last]
        root = roots.get(last, last)
        if last in chain:
            circle = list(chain)
            root = min(circle[circle.index(last) :], key=lambda each: (each[1], each[0]))
        roots.update(dict.fromkeys(chain, root))
    return roots
