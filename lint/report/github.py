"""Annotations on a GitHub workflow run, as workflow commands.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions; escaped as the runner's own
toolkit does (`escapeData`, `escapeProperty`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.primitives.finding import Finding, Severity
from lint.report.printable import printable
from lint.report.reporter import Reporter, ReportOptions
from lint.report.summary import Summary

if TYPE_CHECKING:  # not needed when every result comes from the cache
    from lint.primitives.source import Source

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
# https://docs.github.com/actions/reference/limits: annotations of each kind that a step shows.
_SHOWN = 10


class GitHubReporter(Reporter):
    """One workflow command per finding, errors first, up to GitHub's limit; the rest is counted."""

    commands = ("::error ", "::warning ", "::notice ")

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self._commands: dict[str, list[str]] = {kind: [] for kind in _COMMANDS.values()}
        self._counts = dict.fromkeys(self._commands, 0)

    def file(self, source: "Source", findings: Sequence[Finding]) -> str:
        """Return one command per finding."""
        path = self.options.repository_path(source.filename)
        # The runner restores line breaks; no other control character may reach its log.
        name = _property("\n".join(map(printable, path.split("\n"))))
        return "".join(_command(name, finding) for finding in findings)

    def take(self, piece: str) -> str:
        """Keep the commands that are shown, and count all."""
        for line in piece.splitlines():
            kind = line[2:].partition(" ")[0]
            self._counts[kind] += 1
            if len(self._commands[kind]) < _SHOWN:
                self._commands[kind].append(line)
        return ""

    def end(self, _summary: Summary) -> str:
        """Return the commands, and a notice that counts what is left out."""
        if any(count > _SHOWN for count in self._counts.values()):
            del self._commands["notice"][_SHOWN - 1 :]
        shown = [line for lines in self._commands.values() for line in lines]
        left = {kind: count - len(self._commands[kind]) for kind, count in self._counts.items()}
        if any(left.values()):
            words = {"error": "errors", "warning": "warnings", "notice": "notes"}
            counts = ", ".join(f"{count:,} more {words[kind]}" for kind, count in left.items() if count)
            limit = f"GitHub shows {_SHOWN} annotations of each kind per step"
            shown.append(f"::notice title=archive-lint::not shown: {counts} ({limit})")
        return "".join(line + "\n" for line in shown)


def _command(name: str, finding: Finding) -> str:
    (row, column), (end_row, end_column) = finding.location, finding.end_location
    # The runner ignores columns when a finding spans rows.
    columns = f",col={column},endColumn={end_column}" if row == end_row else ""
    title = _property(f"{finding.code} {finding.name}")
    return (
        f"::{_COMMANDS[finding.severity]} title={title},file={name},line={row},endLine={end_row}{columns}"
        f"::{_data(printable(finding.message))}\n"
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
