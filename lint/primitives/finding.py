"""What a rule reports: a problem at a place, and the edits that fix it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from lint.primitives.place import Position, Span

# The code of the finding that reports a rule's crash.
CRASH_CODE = "RUN001"
# A rule that reports what the patterns that it declares do not let through.
MISSED_CODE = "RUN002"
# What the message of a finding says about its other places. Few runs need it compiled.
_COUNTS = r" \((?:first of [0-9,]+ places|[0-9,]+ findings? inside: [^()]*)\)"
_MOST_CODES = 4
# How many places of one rule are listed for one file: so many, or one for so many characters. Each takes two
# kilobytes until it is reported and stored, a file may have one at every second character, and several rules
# may find something at each. Of 13,000 files of real archives, one had a hundred, and none had more. Places
# with one cause are one finding, and take less.
MOST_PLACES, _CHARACTERS_A_PLACE = 500, 400
MOST_OF_A_CAUSE = 1200
# Fixes are made in rounds, each of which reads the file again: few rounds need many places.
MOST_FIXED = 150_000
_REST = "too many places in one file; not listed: "


@cache
def page_of(code: str) -> str:
    """Return the address of a rule's page."""
    return f"https://github.com/archive-lint/archive-lint/blob/main/docs/rules/{code}.md"


class Severity(StrEnum):
    """How serious a finding is; `fail-on` compares by `rank`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _RANKS[self]

    @property
    def word(self) -> str:
        """The severity in messages: error, warning or note."""
        return "note" if self is Severity.INFO else self.value


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def weighs(severity: Severity, fail_on: str) -> bool:
    """Return whether a severity is at least as bad as `fail_on`; always false for `never`."""
    return fail_on != "never" and severity.rank <= Severity(fail_on).rank


class Applicability(StrEnum):
    """Whether a fix certainly keeps the meaning of the post (`safe`), or only probably (`unsafe`)."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Edit(NamedTuple):
    """Replace `text[span]` by `content`."""

    span: Span
    content: str


class Fix(NamedTuple):
    """Edits that together fix one finding: disjoint, in order of place."""

    message: str
    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.SAFE

    @property
    def is_sound(self) -> bool:
        """Whether the edits are disjoint and in order, as they must be to be applied."""
        return all(one.span.end <= other.span.start for one, other in pairwise(self.edits))


class Issue(NamedTuple):
    """What a rule yields: where, what, and how to fix it. The engine turns it into a Finding.

    `severity` replaces the rule's default severity for this issue; a configured severity overrides both.

    Issues of one rule with the same `cause` become one finding at the first place, with the number of places
    and all their edits, which must be disjoint. Issues that a comment hides do not count.

    `holds` are the places of what this issue explains, such as a whole comment thread. The findings of any
    rule that lie there become part of this one, without their fixes. A note explains only notes.

    An issue that is `apart` never becomes part of another one, such as what may stop the build.

    `related` are its places in other posts, as `Others.related` returns them.
    """

    span: Span
    message: str
    fix: Fix | None = None
    severity: Severity | None = None
    cause: str | None = None
    holds: tuple[Span, ...] = ()
    apart: bool = False
    related: tuple[Related, ...] = ()


class Observation(NamedTuple):
    """An issue with the code of the rule that reported it, and its place in rows and columns.

    It becomes a finding if the rule is selected, and no comment hides it.
    """

    code: str
    issue: Issue
    location: Position
    end_location: Position


class Related(NamedTuple):
    """Another place of a finding: one with the same cause, a finding that follows from it, or another post.

    `location` and `end_location` are the rows and columns of `span`, which is in the file of the finding if
    `filename` is `None`.
    """

    code: str
    message: str
    span: Span
    location: Position
    end_location: Position
    filename: str | None = None


class Finding(NamedTuple):
    """One problem in one file.

    `span` holds 0-based code-point offsets into the file's text; `location` and `end_location` are the same
    places as rows and columns. `filename` is `/`-separated and relative to the working directory.
    `related` has its other places, the findings that follow from it, and its places in other files.
    """

    code: str
    name: str
    message: str
    severity: Severity
    filename: str
    span: Span
    location: Position
    end_location: Position
    fix: Fix | None
    url: str
    related: tuple[Related, ...] = ()

    @property
    def inside(self) -> tuple[Related, ...]:
        """Its other places in the same file."""
        return tuple(place for place in self.related if place.filename is None)

    @property
    def elsewhere(self) -> tuple[Related, ...]:
        """Its places in other files."""
        return tuple(place for place in self.related if place.filename is not None)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Apply disjoint edits, in order of place; every character outside them stays as it is."""
    pieces: list[str] = []
    end = 0
    for edit in edits:
        pieces += (text[end : edit.span.start], edit.content)
        end = edit.span.end
    return "".join((*pieces, text[end:]))


def fold(findings: Sequence[Finding]) -> Finding:
    """Return several findings with one cause as one, which counts them; the first comes first in the file.

    Its fix makes all their edits, and is unsafe if one of them is.
    """
    first = findings[0]
    if len(findings) == 1:
        return first
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    fix = None
    if fixes:
        edits = sorted({edit for each in fixes for edit in each.edits})
        unsafe = any(each.applicability is Applicability.UNSAFE for each in fixes)
        fix = Fix(fixes[0].message, tuple(edits), Applicability.UNSAFE if unsafe else Applicability.SAFE)
    others = tuple(place for finding in findings[1:] for place in _places(finding))
    message = counted(first.message, len(findings))
    return first._replace(message=message, fix=fix, related=(*first.related, *others))


def explain(cause: Finding, findings: Sequence[Finding]) -> Finding:
    """Return a finding with those that follow from it, at least one; their fixes are dropped."""
    codes = Counter(finding.code for finding in findings)
    counts = [f"{code} {count:,}" for code, count in codes.most_common(_MOST_CODES)]
    listed = ", ".join([*counts, *(["…"] if len(codes) > _MOST_CODES else [])])
    noun = "finding" if len(findings) == 1 else "findings"
    message = f"{cause.message} ({len(findings):,} {noun} inside: {listed})"
    places = tuple(place for finding in findings for place in _places(finding))
    return cause._replace(message=message, related=(*cause.related, *places))


def _places(finding: Finding) -> tuple[Related, ...]:
    place = (finding.span, finding.location, finding.end_location)
    return (Related(finding.code, uncounted(finding.message), *place), *finding.related)


def most_places(size: int) -> int:
    """Return how many places of one rule are listed for a file of so many characters."""
    return max(MOST_PLACES, size // _CHARACTERS_A_PLACE)


def rest_of(places: int) -> str:
    """Return the message of the finding that represents the places of a rule that are not listed."""
    return f"{_REST}{places:,}"


def is_rest(message: str) -> bool:
    """Return whether a message is that of a finding which represents places that are not listed."""
    return message.startswith(_REST)


def counted(message: str, places: int) -> str:
    """Return the message of a finding that represents several places."""
    return f"{message} (first of {places:,} places)" if places > 1 else message


def uncounted(message: str) -> str:
    """Return a message without the numbers of places and of findings inside."""
    return re.sub(_COUNTS, "", message) if message.endswith(")") else message


def delete(span: Span, message: str, *, unsafe: bool = False) -> Fix:
    """Return the fix that removes `span`."""
    return replace(span, "", message, unsafe=unsafe)


def replace(span: Span, content: str, message: str, *, unsafe: bool = False) -> Fix:
    """Return the fix that replaces `span` by `content`; `message` is in the imperative."""
    applicability = Applicability.UNSAFE if unsafe else Applicability.SAFE
    return Fix(message, (Edit(span, content),), applicability)
