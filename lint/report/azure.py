"""Issues on an Azure Pipelines run, as logging commands.

https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#logissue-log-an-error-or-warning;
escaped as the agent expects: `%AZP25`, `%0D`, `%0A`, and in properties `%3B`, `%5D`.
"""

from collections.abc import Sequence

from lint.primitives.finding import Finding, Severity
from lint.primitives.source import Source
from lint.primitives.text import counted
from lint.report.printable import printable
from lint.report.reporter import Reporter
from lint.report.summary import Summary


class AzureReporter(Reporter):
    """A command for each error and warning; Azure has no notes, so they are only counted."""

    commands = ("##vso[task.logissue ",)

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Return the commands of one file."""
        path = _property(self.options.repository_path(source.filename))
        return "".join(
            f"##vso[task.logissue type={finding.severity};sourcepath={path};linenumber={row}"
            f";columnnumber={column};code={finding.code};]{_data(finding.message)} ({finding.name})\n"
            for finding in findings
            if finding.severity is not Severity.INFO
            for row, column in [finding.location]
        )

    def end(self, summary: Summary) -> str:
        """Return how many notes there are."""
        notes = summary.count(Severity.INFO)
        return f"{counted(notes, 'note')} not shown\n" if notes else ""


def _data(value: str) -> str:
    return printable(value).replace("%", "%AZP25")


def _property(value: str) -> str:
    return _data(value).replace(";", "%3B").replace("]", "%5D")
