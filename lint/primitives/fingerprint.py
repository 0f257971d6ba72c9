"""What a finding is known by when lines move: the offending text and what stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.primitives.blake2 import blake2b

if TYPE_CHECKING:  # a known post is answered without them
    from lint.primitives.finding import Finding
    from lint.primitives.source import Source

_BESIDE = 16
_BREAK = re.compile(r"[\r\n]")
_END = re.compile(r"[\r\n]|[ \t]*(?:#|<!--)[ \t]*lint:")
_FENCE = re.compile(r"(?:---|\+\+\+|;;;|\{)?\s*\Z")


def fingerprints(source: Source, findings: Sequence[Finding]) -> list[str]:
    """Give each finding's fingerprint, 16 hexadecimal digits; no two findings of a file have the same.

    It is made of the rule, the text that the finding is about and the 16 code points before and after it
    on its line. A finding about no text of its own has its message instead; about the whole file, or at the
    opening fence, that alone.
    Among findings that are alike in all this the first, the second… are told apart.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    result = []
    for finding in findings:
        key = (finding.code, *_text(source.text, finding))
        seen[key] += 1
        data = "\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")
        result.append(blake2b(data, digest_size=8).hexdigest())
    return result


def digest(data: bytes) -> str:
    """Give what a file's content is known by: 16 hexadecimal digits."""
    return blake2b(data, digest_size=8).hexdigest()


def _text(text: str, finding: Finding) -> tuple[str, str, str]:
    start, end = finding.span
    value = text[start:end]
    if end == 0 or (value and _FENCE.match(value)):
        return (finding.message, "", "")
    before = _BREAK.split(text[max(start - _BESIDE, 0) : start])[-1]
    # A comment that hides findings is no part of what stands there.
    after = _END.split(text[end : end + 2 * _BESIDE], maxsplit=1)[0][:_BESIDE]
    return (value or finding.message, "".join(before.split()), "".join(after.split()))
