"""The table of `--statistics`: how often each rule fires, or what each folder, month, source or host has."""

import json
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from lint.primitives.finding import Finding, Severity
from lint.primitives.text import counted
from lint.report.printable import printable
from lint.report.reporter import Reporter, ReporterError, ReportOptions
from lint.report.summary import Summary, count

if TYPE_CHECKING:  # not needed when every result comes from the cache
    from lint.primitives.source import Source

_RULES = ("code", "rule", "severity", "findings", "files", "share", "safe", "unsafe")
_WORDS_OF_A_RULE = 3
_GROUPS = ("errors", "warnings", "notes", "findings", "files", "share", "safe", "unsafe")
_SEVERITIES = tuple(severity.value for severity in Severity)
# Where a group's numbers have the files; before them are errors, warnings, notes and all findings.
_FILES = 4


class StatisticsReporter(Reporter):
    """A table instead of findings: of rules, or with `options.by` of groups of findings.

    Rules are ordered by severity, then by frequency, and groups by errors, then warnings, then notes; months
    by time. Columns are aligned for people and divided by spaces for `awk`, which is why the name of a group,
    which may contain spaces, comes last.
    """

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self.by = options.by if options.by != "rule" else ""
        self._groups: dict[str, list[int]] = {}

    def file(self, _source: "Source", _findings: Sequence[Finding]) -> str:
        """Return nothing: the summary has the counts by rule."""
        return ""

    def grouped(self, _source: "Source", findings: Sequence[Finding], *groups: Sequence[str]) -> str:
        """Return one line: each group of a file with its errors, warnings, notes, safe and unsafe fixes."""
        of_groups: dict[str, list[Finding]] = {}
        for finding, group in zip(findings, *groups, strict=True):
            of_groups.setdefault(group, []).append(finding)
        return json.dumps([[group, *_counts(some)] for group, some in of_groups.items()]) + "\n"

    def take(self, piece: str) -> str:
        """Add up the groups; raise ReporterError for a piece that `grouped` did not write."""
        try:
            for line in piece.splitlines():
                for group, errors, warnings, notes, safe, unsafe in json.loads(line):
                    numbers = (errors, warnings, notes, errors + warnings + notes, 1, safe, unsafe)
                    known = self._groups.get(group, (0,) * len(numbers))
                    self._groups[group] = [one + more for one, more in zip(known, numbers, strict=True)]
        except (ValueError, TypeError, RecursionError) as error:
            message = "the cache has a part of the report that no run wrote; 'lint cache clean' deletes it"
            raise ReporterError(message) from error
        return ""

    def end(self, summary: Summary) -> str:
        """Return the table and the number of findings."""
        lines = self._group_lines(summary) if self.by else _rule_lines(summary)
        total = f"{counted(summary.findings, 'finding')} in {counted(summary.files, 'file')}"
        return "\n".join([*lines, total]) + "\n"

    def _group_lines(self, summary: Summary) -> list[str]:
        def rank(item: tuple[str, list[int]]) -> tuple[object, ...]:
            name, numbers = item
            return (name,) if self.by == "month" else (*(-each for each in numbers[: len(_SEVERITIES)]), name)

        table: list[Sequence[str]] = [(*_GROUPS, self.by)]
        for name, numbers in sorted(self._groups.items(), key=rank):
            cells = [f"{number:,}" for number in numbers]
            cells.insert(_FILES + 1, _share(numbers[_FILES], summary))
            table.append((*cells, printable(name)))
        return _aligned(table, words=[len(_GROUPS)])


def _counts(findings: Sequence[Finding]) -> list[int]:
    rules = count(findings)
    by_severity = [sum(each.findings for each in rules if each.severity == word) for word in _SEVERITIES]
    return [*by_severity, sum(each.safe for each in rules), sum(each.unsafe for each in rules)]


def _rule_lines(summary: Summary) -> list[str]:
    table: list[Sequence[str]] = [_RULES]
    for code, severity, tally in summary.ranked():
        numbers = (f"{tally.findings:,}", f"{tally.files:,}", _share(tally.files, summary))
        fixes = (f"{tally.safe:,}", f"{tally.unsafe:,}")
        table.append((code, tally.name, severity.word, *numbers, *fixes))
    return _aligned(table, words=range(_WORDS_OF_A_RULE))


def _share(files: int, summary: Summary) -> str:
    return f"{files / max(summary.files, 1):.1%}"


def _aligned(table: Sequence[Sequence[str]], words: Collection[int]) -> list[str]:
    """Return the rows, the columns of words to the left and the others, of numbers, to the right."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if column in words else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]
