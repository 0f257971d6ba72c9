"""The report for people: each finding above the line it is about, with the place underlined."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from lint.primitives.finding import CRASH_CODE, Applicability, Finding, Severity
from lint.primitives.text import counted
from lint.report.printable import printable
from lint.report.reporter import Reporter, ReportOptions
from lint.report.summary import Summary

if TYPE_CHECKING:  # not needed when every result comes from the cache
    from lint.primitives.source import Source

_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_MARKS = {Applicability.SAFE: "*", Applicability.UNSAFE: "~"}
_BEFORE = 30
_LEAST_WIDTH = 40
_MANY = 100
_EMOJI_STYLE = "\ufe0f"  # makes the character before it two columns wide


class TextReporter(Reporter):
    """Findings grouped by file, each with an excerpt; then a summary, and the command to run next."""

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self.color = options.color
        self.width = max(options.width, _LEAST_WIDTH)

    def file(self, source: "Source", findings: Sequence[Finding]) -> str:
        """Return the file's name and its findings."""
        lines = [self._paint(printable(source.filename), "1")]
        for finding in findings:
            row, column = finding.location
            place, word = f"{row}:{column}", finding.severity.word
            color = _COLORS[finding.severity]
            # The codes line up.
            severity = self._paint(word, color) + " " * (len("warning") - len(word))
            mark = f" [{_MARKS[finding.fix.applicability]}]" if finding.fix is not None else ""
            lines.append(
                f"  {place:<8} {severity} {self._paint(finding.code, color)} {printable(finding.message)}"
                f" ({finding.name}){mark and self._paint(mark, '32')}"
            )
            if finding.span != (0, 0):
                lines += self._excerpt(source, finding)
        return "\n".join(lines) + "\n\n"

    def _excerpt(self, source: "Source", finding: Finding) -> list[str]:
        row, (start, end), text = finding.location.row, finding.span, source.text
        room = self.width - len(f"    {row} | ")
        # A line can be a megabyte: only a window of it is read.
        line_start, line_end = start - finding.location.column + 1, source.line_end(row)
        window_start, stop = max(line_start, start - _BEFORE), min(end, line_end)
        before = ("…" if window_start > line_start else "") + printable(text[window_start:start])
        whole = printable(text[start : min(stop, start + room + 1)])
        # The text before leaves half of the room to what is marked, or what that needs if it is less.
        before = _cut_left(before, room - min(max(_most_columns(whole), 1), room // 2))
        room -= _most_columns(before)
        marked = _cut(whole, room)
        after = printable(text[stop : min(line_end, stop + room + 1)]) if marked == whole else ""
        after = _cut(after, room - _most_columns(marked))
        underline = self._paint("^" * max(_columns(marked), 1), _COLORS[finding.severity])
        return [
            f"    {row} | {before}{marked}{after}",
            f"    {' ' * len(str(row))} | {' ' * _columns(before)}{underline}",
        ]

    def end(self, summary: Summary) -> str:
        """Return what could not be checked, the summary, and the command to run next."""
        lines = [f"not checked: {printable(name)}: {reason}" for name, reason in summary.unchecked]
        if summary.fixed:
            verb = "Hid" if summary.hides else "Fixed"
            files = counted(summary.fixed_files, "file")
            lines.append(f"{verb} {counted(summary.fixed, 'finding')} in {files}.")
        lines.append(_counts(summary))
        if summary.covered:
            verb = "is" if summary.covered == 1 else "are"
            lines.append(f"{counted(summary.covered, 'finding')} {verb} in the baseline.")
        advice = _advice(summary) if self.options.advice else ""
        return "\n".join([*lines, *filter(None, [advice])]) + "\n"

    def _paint(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.color else text


def _counts(summary: Summary) -> str:
    files = counted(summary.files, "file")
    if not summary.tallies:
        return f"No findings in {files}."
    counts = ", ".join(counted(summary.count(severity), severity.word) for severity in Severity)
    fixes = [
        f"{counted(count, kind + ' fix', 'es')} [{mark}]"
        for count, kind, mark in ((summary.fixable, "safe", "*"), (summary.unsafe, "unsafe", "~"))
        if count
    ]
    tail = f" {' and '.join(fixes)} available." if fixes else ""
    return f"{counts} in {summary.files_with_findings:,} of {files}.{tail}"


def _advice(summary: Summary) -> str:
    """Return the next command that fits; empty when there is nothing to do."""
    codes = [code for code, _, _ in summary.ranked() if code != CRASH_CODE]
    if not codes:
        return ""
    fixed = summary.fixed or summary.unfixed  # fixes were asked for already
    if summary.findings > _MANY and len(codes) > 1 and not fixed and not summary.covered:
        return "Run `lint --statistics` to count the findings by rule."
    if summary.fixable and not fixed:
        return f"Run `lint --fix` to apply {counted(summary.fixable, 'safe fix', 'es')}."
    if summary.unsafe and not summary.unfixed:
        fixes = counted(summary.unsafe, "unsafe fix", "es")
        return f"Run `lint --unsafe-fixes --diff` to preview {fixes}."
    return f"Run `lint explain {codes[0]}` to read the rule's manual."


def _columns(text: str) -> int:
    """Return how many columns text takes on a terminal: a CJK character takes two."""
    return len(text) if text.isascii() else max(_wcwidth().wcswidth(text), 0)


def _most_columns(text: str) -> int:
    """Return the columns that text takes on a terminal that does not join emoji."""
    return len(text) if text.isascii() else sum(map(_char_columns, text))


def _char_columns(char: str) -> int:
    return 1 if char.isascii() or char == _EMOJI_STYLE else max(_wcwidth().wcwidth(char), 0)


@cache
def _wcwidth():  # type: ignore[no-untyped-def]  # noqa: ANN202 - an untyped package
    import wcwidth  # only for text that is not ASCII

    return wcwidth


def _fitting(chars: Iterable[str], room: int) -> int:
    """Return how many of these characters fit."""
    return bisect_right(list(accumulate(map(_char_columns, chars))), room)


def _cut(text: str, room: int) -> str:
    """Cut text at its end to a number of columns."""
    if _most_columns(text) <= room:
        return text
    return text[: _fitting(text, room - 1)] + "…" if room > 0 else ""


def _cut_left(text: str, room: int) -> str:
    """Cut text at its start to a number of columns, at least one."""
    return text if _most_columns(text) <= room else "…" + text[len(text) - _fitting(text[::-1], room - 1) :]
