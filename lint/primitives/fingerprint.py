"""Fingerprints identify a finding when lines move: by the text it is about and the text around it."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.primitives.blake2 import blake2b
from lint.primitives.finding import uncounted

if TYPE_CHECKING:  # a run on a known post does not need them
    from lint.primitives.finding import Finding, Related
    from lint.primitives.source import Source

_BESIDE = 16
_BREAK = re.compile(r"[\r\n]")
_END = re.compile(r"[\r\n]|[ \t]*(?:#|<!--)[ \t]*lint:")
_FENCE = re.compile(r"(?:---|\+\+\+|;;;|\{)?\s*\Z")


def fingerprints(source: "Source", findings: Sequence["Finding | Related"]) -> list[str]:
    """Return each finding's fingerprint, 16 hexadecimal digits, unique within the file.

    It is derived from the rule, the text that the finding is about and the 16 code points before and after it
    on its line. An empty text is replaced by the finding's message; for the whole file or the opening fence,
    the message is used alone. Findings that are otherwise equal are numbered in order.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    result = []
    for finding in findings:
        known = source.fingerprint(finding.code, finding.span)
        if known is not None:
            result.append(known)
            continue
        key = (finding.code, *_text(source, finding))
        seen[key] += 1
        data = "\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")
        result.append(blake2b(data, digest_size=8).hexdigest())
    return result


def _text(source: "Source", finding: "Finding | Related") -> tuple[str, str, str]:
    start, end = finding.span
    value = source.part(start, end)
    message = uncounted(finding.message)  # it is the same finding with more places
    if end == 0 or (value and _FENCE.match(value)):
        return (message, "", "")
    before = _BREAK.split(source.part(max(start - _BESIDE, 0), start))[-1]
    # A suppression comment does not change the fingerprint.
    after = _END.split(source.part(end, end + 2 * _BESIDE), maxsplit=1)[0][:_BESIDE]
    return (value or message, "".join(before.split()), "".join(after.split()))
