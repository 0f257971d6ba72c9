"""GitLab's Code Quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from collections.abc import Sequence

from lint.primitives.blake2 import blake2b
from lint.primitives.finding import Finding, Severity
from lint.primitives.fingerprint import fingerprints
from lint.primitives.source import Source
from lint.report.json_lines import JSONReporter, dumps
from lint.report.places import text

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitLabReporter(JSONReporter):
    """An array with one object per finding; fingerprints do not depend on line numbers."""

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Return the objects of one file, without a trailing comma."""
        path = self.options.repository_path(source.filename)
        known = fingerprints(source, findings)
        return ",\n".join(dumps(_issue(path, *each)) for each in zip(findings, known, strict=True))


def _issue(path: str, finding: Finding, fingerprint: str) -> dict[str, object]:
    key = f"{path}\0{fingerprint}".encode("utf-8", "surrogatepass")
    return {
        "description": text(f"{finding.code} {finding.message}"),
        "check_name": finding.name,
        "fingerprint": blake2b(key, digest_size=16).hexdigest(),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": text(path),
            "lines": {"begin": finding.location.row, "end": finding.end_location.row},
        },
    }
