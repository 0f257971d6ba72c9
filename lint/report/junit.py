"""JUnit XML as Jenkins reads it: a test suite per file, a test case per finding.

The schema is that of Jenkins' xUnit plug-in.
"""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from lint.primitives.finding import Finding, Severity
from lint.primitives.source import Source
from lint.report.inert import Syntax
from lint.report.printable import printable
from lint.report.reporter import Reporter
from lint.report.summary import Summary

# Characters that XML 1.0 does not allow, besides those that `printable` escapes.
_ILLEGAL = re.compile("[\ufffe\uffff]")


class JUnitReporter(Reporter):
    """Errors and warnings are failures, notes are skipped tests; a clean run is one test that passes."""

    syntax = Syntax.XML

    def begin(self) -> str:
        """Open the document."""
        return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="archive-lint">\n'

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Return the test suite of one file."""
        notes = sum(finding.severity is Severity.INFO for finding in findings)
        counts = f'tests="{len(findings)}" failures="{len(findings) - notes}" errors="0" skipped="{notes}"'
        cases = "".join(map(_case, findings))
        return f"<testsuite name={_attribute(source.filename)} {counts}>\n{cases}</testsuite>\n"

    def end(self, summary: Summary) -> str:
        """Close the document."""
        clean = (
            '<testsuite name="archive-lint" tests="1" failures="0" errors="0" skipped="0">\n'
            '<testcase name="no findings" classname="archive-lint"/>\n</testsuite>\n'
        )
        return ("" if summary.tallies else clean) + "</testsuites>\n"


def _case(finding: Finding) -> str:
    row, column = finding.location
    name = _attribute(f"{finding.code} {finding.name} {row}:{column}")
    message = escape(_legal(f"{finding.filename}:{row}:{column}: {finding.code} {finding.message}"))
    if finding.severity is Severity.INFO:
        verdict = f"<skipped>{message}</skipped>"
    else:
        verdict = (
            f'<failure type="{finding.severity}" message={_attribute(finding.message)}>{message}</failure>'
        )
    return f"<testcase name={name} classname={_attribute(finding.filename)}>{verdict}</testcase>\n"


def _attribute(value: str) -> str:
    return quoteattr(_legal(value))


def _legal(value: str) -> str:
    return _ILLEGAL.sub("\ufffd", printable(value))
