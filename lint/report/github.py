"""Annotations on a GitHub workflow run, as workflow commands.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions; the escapes are those
of the runner's own toolkit (`escapeData`, `escapeProperty`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.finding import Severity
from lint.report.printable import printable
from lint.report.reporter import Reporter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.finding import Finding
    from lint.source import Source

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GitHubReporter(Reporter):
    """One workflow command a finding."""

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Give a command for each finding."""
        return "".join(_command(source, finding) for finding in findings)


def _command(source: Source, finding: Finding) -> str:
    row, column = finding.location
    end_row, end_column = finding.end_location
    # The runner ignores columns when a finding spans rows.
    columns = f",col={column},endColumn={end_column}" if row == end_row else ""
    title = _property(f"{finding.code} {finding.name}")
    # The runner gives line breaks back as they were; no other control character may reach its log.
    name = _property("\n".join(map(printable, source.filename.split("\n"))))
    message = _data(printable(finding.message))
    return (
        f"::{_COMMANDS[finding.severity]} title={title},file={name},line={row},endLine={end_row}{columns}"
        f"::{message}\n"
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
