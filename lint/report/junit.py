"""JUnit XML as Jenkins reads it: a test suite per file, a test case per finding.

The schema is that of Jenkins' xUnit plug-in.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from lint.primitives.finding import Finding, Severity
from lint.primitives.source import Source
from lint.report.inert import Syntax
from lint.report.printable import printable
from lint.report.reporter import Reporter
from lint.report.summary import Summary


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
        shown, name = _legal(source.filename), _attribute(source.filename)
        cases = "".join([_case(finding, shown, name) for finding in findings])
        return f"<testsuite name={name} {counts}>\n{cases}</testsuite>\n"

    def end(self, summary: Summary) -> str:
        """Close the document."""
        clean = (
            '<testsuite name="archive-lint" tests="1" failures="0" errors="0" skipped="0">\n'
            '<testcase name="no findings" classname="archive-lint"/>\n</testsuite>\n'
        )
        return ("" if summary.tallies else clean) + "</testsuites>\n"


def _case(finding: Finding, filename: str, classname: str) -> str:
    row, column = finding.location
    code, message = finding.code, _legal(finding.message)
    name = _attribute(f"{code} {finding.name} {row}:{column}")
    text = escape(f"{filename}:{row}:{column}: {code} {message}")
    if finding.severity is Severity.INFO:
        verdict = f"<skipped>{text}</skipped>"
    else:
        verdict = f'<failure type="{finding.severity}" message={quoteattr(message)}>{text}</failure>'
    return f"<testcase name={name} classname={classname}>{verdict}</testcase>\n"


def _attribute(value: str) -> str:
    return quoteattr(_legal(value))


def _legal(value: str) -> str:
    """Return text without the characters that XML 1.0 does not allow; `printable` escapes most of them."""
    return printable(value).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
