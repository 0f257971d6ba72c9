"""Fingerprints identify a finding when lines move: by the text it is about and the text around it."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.primitives.blake2 import blake2b
from lint.primitives.finding import uncounted
from lint.primitives.patterns import regex

if TYPE_CHECKING:  # a run on a known post does not need them
    from lint.primitives.finding import Finding, Observation, Related
    from lint.primitives.place import Span
    from lint.primitives.source import Source

_BESIDE = 16
_END = regex(r"[\r\n]|[ \t]*(?:#|<!--)[ \t]*lint:")
_FENCE = regex(r"(?:---|\+\+\+|;;;|\{)?\s*\Z")


def fingerprints(source: "Source", findings: Sequence["Finding | Related"]) -> list[str]:
    """Return each finding's fingerprint, 16 hexadecimal digits, unique within the file.

    It is derived from the rule, the text that the finding is about and the 16 code points before and after it
    on its line. An empty text is replaced by the finding's message; for the whole file or the opening fence,
    the message is used alone. Findings that are otherwise equal are numbered in order.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    taken = set()
    result = []
    for finding in findings:
        place = finding.code, finding.span
        known = source.fingerprint(*place) if place not in taken else None
        if known is not None:
            taken.add(place)
            result.append(known)
            continue
        key = (finding.code, *_text(source, finding))
        seen[key] += 1
        result.append(_hash(key, seen[key] + (place in taken)))
    return result


def alone(source: "Source", observations: Sequence["Observation"]) -> dict[tuple[str, "Span"], str]:
    """Return the fingerprints that do not depend on what else is reported, by code and place.

    These are about a text that no other observation of their rule is about.
    """
    texts: dict[tuple[str, Span], str] = {}
    times: dict[tuple[str, str], int] = {}
    for code, issue, _, _ in observations:
        place = code, issue.span
        value = source.part(*issue.span)
        if value and place not in texts and not _FENCE.match(value):
            texts[place] = value
            times[code, value] = times.get((code, value), 0) + 1
    found = {}
    for (code, span), value in texts.items():
        if times[code, value] == 1:
            found[code, span] = _hash((code, *_around(source, span, value)), 1)
    return found


def _hash(key: tuple[str, ...], number: int) -> str:
    data = "\0".join((*key, str(number))).encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=8).hexdigest()


def _text(source: "Source", finding: "Finding | Related") -> tuple[str, str, str]:
    value = source.part(*finding.span)
    message = uncounted(finding.message)  # it is the same finding with more places
    if finding.span.end == 0 or (value and _FENCE.match(value)):
        return (message, "", "")
    return _around(source, finding.span, value or message)


def _around(source: "Source", span: "Span", value: str) -> tuple[str, str, str]:
    start, end = span
    before = source.part(max(start - _BESIDE, 0), start)
    before = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
    after = source.part(end, end + 2 * _BESIDE)
    # A suppression comment does not change the fingerprint.
    stop = _END.search(after)
    after = after[: stop.start() if stop is not None else None][:_BESIDE]
    return (value, "".join(before.split()), "".join(after.split()))
