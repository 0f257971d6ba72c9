"""A summary for a job's page, as GitHub and GitLab render Markdown: counts by rule, the worst findings."""

from collections.abc import Sequence

from lint.primitives.finding import Finding, Severity
from lint.primitives.patterns import regex
from lint.primitives.source import Source
from lint.primitives.text import counted, shortened
from lint.report.inert import Syntax
from lint.report.printable import printable
from lint.report.reporter import Reporter, ReportOptions
from lint.report.summary import Summary

_MOST = 50
_LONGEST = 200
# Characters with a meaning in Markdown, its tables, HTML, mentions, references, emoji names or links.
_ACTIVE = regex(r"[\\`*_\[\]<>|~&@#!$%:]|w(?=ww\.)")


class MarkdownReporter(Reporter):
    """A table by rule, then up to fifty findings, errors first."""

    syntax = Syntax.XML

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self._rows: dict[str, list[str]] = {severity.value: [] for severity in Severity}

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Return a file's first findings as table rows, each after its severity."""
        name = _cell(source.filename)
        return "".join(
            f"{finding.severity} | {name} | {row}:{column} | {finding.code} | {_cell(finding.message)} |\n"
            for finding in findings[:_MOST]
            for row, column in [finding.location]
        )

    def take(self, piece: str) -> str:
        """Keep the rows that may be shown."""
        for line in piece.splitlines():
            severity, _, row = line.partition(" ")
            if len(self._rows[severity]) < _MOST:
                self._rows[severity].append(row)
        return ""

    def end(self, summary: Summary) -> str:
        """Return the page."""
        total = summary.findings
        if not total:
            return f"## archive-lint\n\nNo findings in {counted(summary.files, 'file')}.\n"
        counts = ", ".join(
            counted(count, severity.word) for severity in Severity if (count := summary.count(severity))
        )
        lines = [
            "## archive-lint",
            "",
            f"{counts} in {summary.files_with_findings:,} of {counted(summary.files, 'file')}.",
            "",
            "| rule | severity | findings | files |",
            "| --- | --- | ---: | ---: |",
        ]
        lines += [
            f"| [{code}]({rule.url}) {_cell(rule.name)} | {severity.word} | {rule.findings:,} "
            f"| {rule.files:,} |"
            for code, severity, rule in summary.ranked()
        ]
        shown = [row for rows in self._rows.values() for row in rows][:_MOST]
        lines += ["", "| file | place | rule | message |", "| --- | --- | --- | --- |", *shown]
        if total > len(shown):
            lines += ["", f"{counted(total - len(shown), 'more finding')} not shown."]
        return "\n".join(lines) + "\n"


def _cell(value: str) -> str:
    cut = shortened(value, _LONGEST)
    return _ACTIVE.sub(lambda match: f"&#{ord(match.group())};", printable(cut))
