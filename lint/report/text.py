"""The report for people: each finding above the line it is about, with the place underlined."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lint.primitives.finding import CRASH_CODE, Applicability, Finding, Severity
from lint.primitives.text import counted
from lint.report.columns import columns, cut, cut_left, most_columns
from lint.report.printable import printable
from lint.report.reporter import Reporter, ReportOptions
from lint.report.summary import Summary

if TYPE_CHECKING:  # not needed when every result comes from the cache
    from lint.primitives.source import Source

COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
MARKS = {Applicability.SAFE: "*", Applicability.UNSAFE: "~"}
_BEFORE = 30
_LEAST_WIDTH = 40
_MANY = 100
# Other files that a finding is about.
_MOST_NAMED = 3


class Excerpt(NamedTuple):
    """The line that a finding is about, as far as it is shown: before the place, there, and after it.

    Parameters:
        row: the line's number.
        is_cut: whether the line begins before.
    """

    row: int
    is_cut: bool
    before: str
    marked: str
    after: str


class Shown(NamedTuple):
    """What is shown of a finding."""

    row: int
    column: int
    severity: str
    code: str
    message: str
    name: str
    mark: str
    also: str
    excerpt: Excerpt | None


class TextReporter(Reporter):
    """Findings grouped by file, each with an excerpt; then a summary, and the command to run next."""

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self.color = options.color
        self.width = max(options.width, _LEAST_WIDTH)
        # The codes line up.
        self._words = {
            each: self.paint(each.word, COLORS[each]) + " " * (len("warning") - len(each.word))
            for each in Severity
        }

    def file(self, source: "Source", findings: Sequence[Finding]) -> str:
        """Return the file's name and its findings."""
        return self.compose(source.filename, (self.shown(source, finding) for finding in findings))

    def shown(self, source: "Source", finding: Finding) -> Shown:
        """Return what is shown of a finding."""
        mark = f"[{MARKS[finding.fix.applicability]}]" if finding.fix is not None else ""
        excerpt = self._excerpt(source, finding) if finding.span != (0, 0) else None
        return Shown(
            *finding.location, finding.severity.value, finding.code, printable(finding.message), finding.name,
            mark, also_in(finding), excerpt,
        )  # fmt: skip

    def compose(self, filename: str, findings: Iterable[Shown]) -> str:
        """Return a file's piece."""
        lines = [self.paint(printable(filename), "1")]
        for row, column, value, code, message, name, mark, also, excerpt in findings:
            severity = Severity(value)
            place, word = f"{row}:{column}", self._words[severity]
            if self.color:
                code, mark = self.paint(code, COLORS[severity]), mark and self.paint(mark, "32")  # noqa: PLW2901
            lines.append(f"  {place:<8} {word} {code} {message} ({name}){mark and ' ' + mark}")
            lines += self.lines(excerpt, severity)
            lines += [f"    {also}"] if also else []
        return "\n".join(lines) + "\n\n"

    def _excerpt(self, source: "Source", finding: Finding) -> Excerpt:
        (row, column), (start, end) = finding.location, finding.span
        room = self._room(row)
        # A line can be a megabyte: only a window of it is read.
        line_start, line_end = start - column + 1, source.line_end(row)
        window_start, stop = max(line_start, start - _BEFORE), max(min(end, line_end), start)
        window_end = max(min(line_end, stop + room + 1), stop) if stop - start <= room else start + room + 1
        if stop > window_end and columns(printable(source.part(start, window_end))) <= room:
            # Accents of their own take no column: more is read, so that what is cut off is seen.
            window_end = min(start + 4 * (room + 1), stop)
        text = source.part(window_start, window_end)
        at, to = start - window_start, stop - window_start
        return Excerpt(row, window_start > line_start, text[:at], text[at:to], text[to:])

    def _room(self, row: int) -> int:
        return self.width - len(f"    {row} | ")

    def lines(self, excerpt: Excerpt | None, severity: Severity) -> list[str]:
        """Return the lines of an excerpt: the text as far as it fits, and the place underlined."""
        if excerpt is None:
            return []
        row, room, whole = excerpt.row, self._room(excerpt.row), printable(excerpt.marked)
        before = ("…" if excerpt.is_cut else "") + printable(excerpt.before)
        # The text before leaves half of the room to what is marked, or what that needs if it is less.
        taken = most_columns(whole)
        before = cut_left(before, room - min(max(taken, 1), room // 2))
        room -= most_columns(before)
        marked, after = whole, ""
        if taken <= room:
            after = cut(printable(excerpt.after), room - taken)
        else:
            marked = cut(whole, room)
        underline = self.paint("^" * max(columns(marked), 1), COLORS[severity])
        return [
            f"    {row} | {before}{marked}{after}",
            f"    {' ' * len(str(row))} | {' ' * columns(before)}{underline}",
        ]

    def end(self, summary: Summary) -> str:
        """Return what could not be checked, the summary, and the command to run next."""
        lines = [f"not checked: {printable(name)}: {printable(reason)}" for name, reason in summary.unchecked]
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

    def paint(self, text: str, style: str) -> str:
        """Return text in a style, if the report is coloured."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.color else text


def also_in(finding: Finding) -> str:
    """Return the first places of a finding in other files, and how many more are listed; empty for none."""
    places = finding.elsewhere
    named = [
        f"{printable(each.filename or '')}:{each.location.row}:{each.location.column}" for each in places
    ]
    if len(named) > _MOST_NAMED:
        named[_MOST_NAMED:] = [f"{len(named) - _MOST_NAMED:,} more"]
    return f"also in {', '.join(named)}" if named else ""


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
