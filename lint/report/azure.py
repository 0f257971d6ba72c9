"""Issues on an Azure Pipelines run, as logging commands.

https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#logissue-log-an-error-or-warning;
the escapes are those of the agent: `%AZP25`, `%0D`, `%0A`, and in properties `%3B`, `%5D`.
"""

from __future__ import annotations

from collections.abc import Sequence

from lint.primitives.finding import Finding, Severity
from lint.primitives.source import Source
from lint.report.printable import printable
from lint.report.reporter import Reporter
from lint.report.summary import Summary


class AzureReporter(Reporter):
    """A command for each error and warning; Azure knows no notes, which are counted at the end."""

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Give the commands of one file."""
        return "".join(
            _command(source, finding) for finding in findings if finding.severity is not Severity.INFO
        )

    def end(self, summary: Summary) -> str:
        """Say how many notes there are."""
        notes = summary.count(Severity.INFO)
        return f"{notes:,} notes are not shown\n" if notes else ""


def _command(source: Source, finding: Finding) -> str:
    row, column = finding.location
    properties = (
        f"type={finding.severity};sourcepath={_property(source.filename)};linenumber={row}"
        f";columnnumber={column};code={finding.code}"
    )
    return f"##vso[task.logissue {properties};]{_data(finding.message)} ({finding.name})\n"


def _data(value: str) -> str:
    return printable(value).replace("%", "%AZP25")


def _property(value: str) -> str:
    return _data(value).replace(";", "%3B").replace("]", "%5D")
