"""A summary for a job's page, as GitHub and GitLab render Markdown: what fired, and the worst of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lint.primitives.finding import Finding, Severity
from lint.primitives.source import Source
from lint.primitives.text import counted, shortened
from lint.report.printable import printable
from lint.report.reporter import Reporter, ReportOptions
from lint.report.summary import Summary

_MOST = 50
_LONGEST = 200
# What Markdown, its tables, HTML, mentions and emoji names act on.
_ACTIVE = re.compile(r"[\\`*_\[\]<>|~&@#!$:]")


class MarkdownReporter(Reporter):
    """A table by rule, then up to fifty findings, errors first."""

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self._rows: dict[str, list[str]] = {severity.value: [] for severity in Severity}

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Give a file's first findings as table rows, each behind its severity."""
        name = _cell(source.filename)
        return "".join(
            f"{finding.severity} | {name} | {row}:{column} | {finding.code} | {_cell(finding.message)} |\n"
            for finding in findings[:_MOST]
            for row, column in [finding.location]
        )

    def take(self, piece: str) -> str:
        """Keep what could be shown."""
        for line in piece.splitlines():
            severity, _, row = line.partition(" ")
            if len(self._rows[severity]) < _MOST:
                self._rows[severity].append(row)
        return ""

    def end(self, summary: Summary) -> str:
        """Give the page."""
        total = sum(tally.findings for tally in summary.tallies.values())
        if not total:
            return f"## archive-lint\n\nNo findings in {counted(summary.files, 'file')}.\n"
        counts = ", ".join(counted(count, each) for each in Severity if (count := summary.count(each)))
        lines = [
            "## archive-lint",
            "",
            f"{counts} in {summary.files_with_findings:,} of {summary.files:,} files.",
            "",
            "| rule | severity | findings | files |",
            "| --- | --- | ---: | ---: |",
        ]
        order = sorted(
            summary.tallies.items(), key=lambda item: (item[0][1].rank, -item[1].findings, item[0][0])
        )
        lines += [
            f"| [{code}]({tally.url}) {tally.name} | {severity} | {tally.findings:,} | {tally.files:,} |"
            for (code, severity), tally in order
        ]
        shown = [row for rows in self._rows.values() for row in rows][:_MOST]
        lines += ["", "| file | place | rule | message |", "| --- | --- | --- | --- |", *shown]
        if total > len(shown):
            lines += ["", f"{total - len(shown):,} more findings are not shown."]
        return "\n".join(lines) + "\n"


def _cell(value: str) -> str:
    cut = shortened(value, _LONGEST)
    return _ACTIVE.sub(lambda match: f"&#{ord(match.group())};", printable(cut))
