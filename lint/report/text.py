"""The report for people: each finding under the line it is about, the place underlined."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from lint.primitives.finding import Applicability, Finding, Severity
from lint.primitives.text import counted
from lint.report.printable import printable
from lint.report.reporter import Reporter, ReportOptions
from lint.report.summary import Summary

if TYPE_CHECKING:
    from lint.primitives.source import Source  # a run that knows everything needs none

_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_MARKS = {Applicability.SAFE: "*", Applicability.UNSAFE: "~"}
_BEFORE = 30
_LEAST_WIDTH = 40


class TextReporter(Reporter):
    """Findings grouped by file, with an excerpt each, and a summary line."""

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self.color = options.color
        self.width = max(options.width, _LEAST_WIDTH)

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Give the file's name, then its findings."""
        lines = [self._paint(printable(source.filename), "1")]
        for finding in findings:
            row, column = finding.location
            place = f"{row}:{column}"
            code = self._paint(finding.code, _COLORS[finding.severity])
            mark = (
                self._paint(f" [{_MARKS[finding.fix.applicability]}]", "32")
                if finding.fix is not None
                else ""
            )
            lines.append(f"  {place:<8} {code} {printable(finding.message)} ({finding.name}){mark}")
            if finding.span != (0, 0):
                lines += self._excerpt(source, finding)
        return "\n".join(lines) + "\n\n"

    def _excerpt(self, source: Source, finding: Finding) -> list[str]:
        row = finding.location.row
        # Only a window of the line is ever touched: a line can be a megabyte.
        line_start = finding.span.start - finding.location.column + 1
        start = max(line_start, finding.span.start - _BEFORE)
        end = source.line_end(row)
        text = source.text
        room = self.width - len(str(row)) - 6
        before = printable(text[start : finding.span.start])
        marked = printable(text[finding.span.start : min(finding.span.end, end, finding.span.start + room)])
        after = printable(text[min(finding.span.end, end) : min(end, finding.span.end + room)])
        if start > line_start:
            before = "…" + before
        marked, cut = _fit(marked, max(room - _columns(before), _LEAST_WIDTH // 2))
        after = "" if cut else _fit(after, max(room - _columns(before) - _columns(marked), 0))[0]
        gutter = " " * len(str(row))
        underline = " " * _columns(before) + self._paint(
            "^" * max(_columns(marked), 1), _COLORS[finding.severity]
        )
        return [f"    {row} | {before}{marked}{after}", f"    {gutter} | {underline}"]

    def end(self, summary: Summary) -> str:
        """Give the summary line, and what could not be checked."""
        lines = [f"not checked: {printable(name)}: {reason}" for name, reason in summary.unchecked]
        if summary.fixed:
            lines.append(
                f"Fixed {counted(summary.fixed, 'finding')} in {counted(summary.fixed_files, 'file')}."
            )
        lines.append(self._summary(summary))
        if summary.covered:
            verb = "is" if summary.covered == 1 else "are"
            lines.append(f"{counted(summary.covered, 'finding')} {verb} in the baseline.")
        return "\n".join(lines) + "\n"

    def _summary(self, summary: Summary) -> str:
        files = counted(summary.files, "file")
        if not summary.tallies:
            return f"No findings in {files}."
        counts = ", ".join(
            counted(summary.count(severity), noun)
            for severity, noun in (
                (Severity.ERROR, "error"),
                (Severity.WARNING, "warning"),
                (Severity.INFO, "note"),
            )
        )
        fixes = [
            f"{counted(count, kind + ' fix', 'es')} [{mark}]"
            for count, kind, mark in ((summary.fixable, "safe", "*"), (summary.unsafe, "unsafe", "~"))
            if count
        ]
        tail = f" {' and '.join(fixes)} known." if fixes else ""
        return f"{counts} in {summary.files_with_findings:,} of {files}.{tail}"

    def _paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.color else text


def _columns(text: str) -> int:
    """Give how many terminal columns a text takes: a CJK character takes two."""
    if text.isascii():
        return len(text)
    return int(_wcswidth()(text))


@cache
def _wcswidth():  # type: ignore[no-untyped-def]  # noqa: ANN202 - an untyped package's function
    from wcwidth import wcswidth  # only for text that is not ASCII

    return wcswidth


def _fit(text: str, room: int) -> tuple[str, bool]:
    """Cut a text to a number of columns; says whether something was cut."""
    if len(text) * 2 <= room or _columns(text) <= room:
        return text, False
    used = 0
    for index, char in enumerate(text):
        used += max(_columns(char), 0)
        if used > room - 1:
            return text[:index] + "…", True
    return text, False
