"""One fix alone, verified as those of a round are."""

from collections.abc import Sequence

from lint.engine.fix import Lint
from lint.engine.verdict import Result, changed_elsewhere, not_better
from lint.post.document import Document
from lint.primitives.finding import Applicability, Finding, apply_edits
from lint.primitives.source import Source


def why_not(document: Document, findings: Sequence[Finding], finding: Finding, lint: Lint) -> str:
    """Return why the fix of a finding does not make a file better; empty if it does.

    Parameters:
        findings: all findings of the document.
        finding: the one whose fix is tried.
        lint: lints the result.
    """
    fix = finding.fix
    if fix is None:
        return "it has no fix"
    if not fix.is_sound:
        return "its edits overlap, a mistake of the rule"
    source = document.source
    data = apply_edits(document.text, fix.edits).encode("utf-8", "surrogateescape")
    after, left = lint(Source(source.filename, data, source.path))
    if reason := changed_elsewhere(document, after, fix.edits):
        return reason
    is_safe = fix.applicability is Applicability.SAFE
    result = Result(document, findings, after, left, fix.edits)
    return not_better(
        result, [(finding, fix)], lambda other: not is_safe or other.applicability is Applicability.SAFE
    ).reason
