"""What can be done about findings in an editor: to fix one, to hide it, or to fix all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lint.engine.linter import Linter
from lint.primitives.finding import Applicability, Edit, Finding
from lint.primitives.place import Span
from lint.server.marks import Marker
from lint.server.messages import Action, Replacement
from lint.server.session import Shown

# Each fix that is offered was tried, which takes as long as to lint the post once.
_MOST_TRIED = 12


def actions(
    linter: Linter, shown: Shown, marker: Marker, place: Span, *, fixes: bool, ignores: bool
) -> list[Action]:
    """Return what can be done about the findings in a place.

    A fix is offered if the post is better after it, as for `lint --fix`; it is tried before.

    Parameters:
        fixes: whether fixes are wanted.
        ignores: whether comments that hide findings are wanted.
    """
    touched = [each for each in shown.findings if _touches(each, place)][:_MOST_TRIED]
    found: list[Action] = []
    if fixes:
        found += _fixes(linter, shown, marker, touched)
    if ignores:
        found += _ignores(linter, shown, marker, touched)
    return found


def fix_all(linter: Linter, shown: Shown, marker: Marker) -> tuple[Replacement, ...]:
    """Return the edits that all safe fixes make together; none if nothing would change."""
    linted = shown.linted._replace(findings=shown.findings)
    done = linter.repair(linted, unsafe=False)
    if not done.rounds:
        return ()
    before, after = shown.linted.source.text, done.document.text
    edits = done.rounds[0] if len(done.rounds) == 1 else [_difference(before, after)]
    return _replacements(marker, edits)


def _fixes(linter: Linter, shown: Shown, marker: Marker, findings: Iterable[Finding]) -> Iterator[Action]:
    for finding in findings:
        fix = finding.fix
        if fix is None or linter.why_not(shown.linted, finding):
            continue
        is_safe = fix.applicability is Applicability.SAFE
        title = f"{fix.message} ({finding.code}{'' if is_safe else ', unsafe: may change the meaning'})"
        edits = _replacements(marker, fix.edits)
        if edits:
            yield Action(title, edits, marker.mark(finding), is_fix=True, is_safe=is_safe)


def _ignores(linter: Linter, shown: Shown, marker: Marker, findings: Iterable[Finding]) -> Iterator[Action]:
    known = set()
    for finding in findings:
        said = (finding.code, finding.message)
        if said in known:
            continue
        known.add(said)
        # Only together can findings that say the same be told to be hidden.
        alike = [each for each in shown.findings if (each.code, each.message) == said]
        done = linter.ignore(shown.linted._replace(findings=alike))
        edits = _replacements(marker, done.rounds[0]) if done.rounds else ()
        if edits:
            # A comment on a line of its own holds for the file.
            where = "in this file" if any("\n" in each.content for each in edits) else "here"
            yield Action(
                f"Ignore {finding.code} {where}", edits, marker.mark(finding), is_fix=False, is_safe=True
            )


def _touches(finding: Finding, place: Span) -> bool:
    places = (finding.span, *(each.span for each in finding.inside))
    return any(each.start <= place.end and place.start <= each.end for each in places)


def _replacements(marker: Marker, edits: Sequence[Edit]) -> tuple[Replacement, ...]:
    """Return edits for the editor; none if it cannot make all of them."""
    made = [marker.replacement(each) for each in edits]
    return tuple(each for each in made if each is not None) if None not in made else ()


def _difference(before: str, after: str) -> Edit:
    """Return one edit that makes a text of another."""
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    left = shorter - start
    end = next((at for at in range(left) if before[-1 - at] != after[-1 - at]), left)
    return Edit(Span(start, len(before) - end), after[start : len(after) - end])
