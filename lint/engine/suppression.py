"""Hiding the findings that a post's comments suppress, and judging these comments."""

from collections.abc import Collection, Mapping, Sequence

from lint.config.selectors import matches
from lint.post.comments import Selector, Suppression, SuppressionComment
from lint.primitives.finding import Finding
from lint.primitives.source import Span


def suppress(
    comments: Sequence[SuppressionComment],
    findings: list[Finding],
    names: Mapping[str, str],
    active: Collection[str],
) -> tuple[list[Finding], list[Suppression]]:
    """Return the findings that no comment hides, and each comment with its unknown and unused selectors.

    `names` are those of the rules by code, and `active` the codes of the rules that ran.
    """
    hidden: set[int] = set()
    judged = []
    for at, comment in enumerate(comments):
        unknown, unused = [], []
        for selector in comment.selectors:
            codes = _codes(selector, names)
            if not codes:
                unknown.append(selector)
                continue
            region = _region(comment, codes, comments[at + 1 :], names)
            found = {
                number
                for number, finding in enumerate(findings)
                if finding.code in codes and _overlaps(finding.span, region)
            }
            hidden |= found
            ends = comment.directive == "enable" and _is_open(codes, comments[:at], names)
            understood = comment.directive in comment.allowed
            if understood and not found and not ends and not codes.isdisjoint(active):
                unused.append(selector)
        judged.append(Suppression(comment, tuple(unknown), tuple(unused), names))
    return [finding for number, finding in enumerate(findings) if number not in hidden], judged


def _codes(selector: Selector, names: Mapping[str, str]) -> set[str]:
    return {code for code, name in names.items() if matches(selector.text, code, name)}


def _region(
    comment: SuppressionComment,
    codes: set[str],
    later: Sequence[SuppressionComment],
    names: Mapping[str, str],
) -> Span:
    if comment.directive == "disable" and "disable" in comment.allowed:
        for other in later:
            if other.directive == "enable" and _names_all(other, codes, names):
                return Span(comment.region.start, other.span.start)
    return comment.region


def _is_open(codes: set[str], earlier: Sequence[SuppressionComment], names: Mapping[str, str]) -> bool:
    """Return whether an earlier `disable` is still in force that enabling these rules ends."""
    for other in reversed(earlier):
        if other.directive == "enable" and _names_all(other, codes, names):
            return False
        if other.directive == "disable" and "disable" in other.allowed:
            disabled = (_codes(selector, names) for selector in other.selectors)
            if any(some and some <= codes for some in disabled):
                return True
    return False


def _names_all(comment: SuppressionComment, codes: set[str], names: Mapping[str, str]) -> bool:
    return any(codes <= _codes(selector, names) for selector in comment.selectors)


def _overlaps(span: Span, region: Span) -> bool:
    last = max(span.end - 1, span.start)
    return span.start < region.end and last >= region.start
