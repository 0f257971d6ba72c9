"""Annotations on a GitHub workflow run, as workflow commands.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions; the escapes are those
of the runner's own toolkit (`escapeData`, `escapeProperty`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.primitives.finding import Finding, Severity
from lint.report.printable import printable
from lint.report.reporter import Reporter, ReportOptions
from lint.report.summary import Summary

if TYPE_CHECKING:
    from lint.primitives.source import Source  # a run that knows everything needs none

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


# https://docs.github.com/actions/reference/limits: annotations shown of a step, of each kind.
_SHOWN = 10


class GitHubReporter(Reporter):
    """One workflow command a finding, the worst first, as many as are shown; the rest is counted."""

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self._commands: dict[str, list[str]] = {kind: [] for kind in _COMMANDS.values()}
        self._counts = dict.fromkeys(self._commands, 0)

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Give a command for each finding."""
        return "".join(_command(source, finding) for finding in findings)

    def take(self, piece: str) -> str:
        """Keep what is shown, and count."""
        for line in piece.splitlines():
            kind = line[2:].partition(" ")[0]
            self._counts[kind] += 1
            if len(self._commands[kind]) < _SHOWN:
                self._commands[kind].append(line)
        return ""

    def end(self, _summary: Summary) -> str:
        """Give the commands, and a notice of what is left out."""
        if any(count > _SHOWN for count in self._counts.values()):
            del self._commands["notice"][_SHOWN - 1 :]
        shown = [line for lines in self._commands.values() for line in lines]
        left = {kind: count - len(self._commands[kind]) for kind, count in self._counts.items()}
        if any(left.values()):
            counts = ", ".join(f"{count:,} {kind}s" for kind, count in left.items() if count)
            limit = f"GitHub shows {_SHOWN} of a kind"
            shown.append(f"::notice title=archive-lint::{counts} more are not shown: {limit}")
        return "".join(line + "\n" for line in shown)


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
