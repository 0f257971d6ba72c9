"""The page of the plan: a row for each cause, examples for as many as fit, and the next commands."""

from collections.abc import Iterable, Mapping, Sequence

from lint.primitives.finding import Severity
from lint.primitives.patterns import regex
from lint.primitives.text import counted
from lint.report.causes import Cause, Example, next_steps, ranked
from lint.report.columns import columns, cut, cut_left, most_columns
from lint.report.printable import printable
from lint.report.summary import Summary
from lint.report.text import COLORS, TextReporter

# With what the command says besides, the page fits 40 lines.
MOST_LINES = 37
# The forms of a cause on the page.
_SHORT, _COMPACT, _FULL = 1, 2, 3
# So many causes have an excerpt before the others have an example, for which room is kept: four lines each.
_EXAMPLES = 3
_ROOM_OF_AN_EXAMPLE = 4
_LEAST_PLACE = 26
_LEAST_MESSAGE = 24
_LEAST_NAME = 12
_STYLE = regex(r"\x1b\[[0-9;]*m")
_SMALLEST_SHARE = 0.05
_BEFORE_NAME = len("warning HTM007 ")


def page(text: TextReporter, summary: Summary, examples: Mapping[tuple[str, str], Example]) -> str:
    """Return the page: errors before warnings before notes, then by the number of posts.

    Parameters:
        text: the report whose style it has.
        summary: what was found.
        examples: one of each cause, by code and severity.
    """
    causes = ranked(summary, examples)
    head, tail = _head(text, summary), _next(text, summary, causes)
    heading, rows = _table(text, summary, causes)
    forms = [_forms(text, *each) for each in zip(causes, rows, strict=True)]
    room = MOST_LINES - len(head) - len(tail) - 1
    body = _Body(causes, forms, text.width, room).lines()
    return "\n".join([*head, heading, *body, *tail]) + "\n"


def _head(text: TextReporter, summary: Summary) -> list[str]:
    counts = ", ".join(counted(summary.count(severity), severity.word) for severity in Severity)
    posts = f"{summary.files_with_findings:,} of {counted(summary.files, 'post')}"
    lines = [text.paint(line, "1") for line in wrapped(f"{counts} in {posts}".split(), text.width)]
    if summary.fixed:
        verb = "hid" if summary.hides else "fixed"
        lines.append(f"{verb} {counted(summary.fixed, 'finding')} in {counted(summary.fixed_files, 'post')}")
    if summary.covered:
        lines.append(f"{counted(summary.covered, 'more finding')} in the baseline")
    if summary.unchecked:
        lines.append(f"{counted(len(summary.unchecked), 'post')} could not be checked")
    meaning = "An error stops the build or loses something; a warning is very likely wrong."
    lines += wrapped(meaning.split(), text.width)
    columns = ((summary.fixable, "[*] fixed by --fix"), (summary.unsafe, "[~] only by --unsafe-fixes"))
    if marks := ", ".join(mark for count, mark in columns if count):
        lines += wrapped(marks.split(), text.width)
    return [*lines, ""]


def _table(text: TextReporter, summary: Summary, causes: Sequence[Cause]) -> tuple[str, list[str]]:
    """Return the heading and the row of each cause; a narrow terminal has shorter names and fewer columns."""
    tallies = [cause.tally for cause in causes]
    table = {
        "findings": [f"{tally.findings:,}" for tally in tallies],
        "posts": [f"{tally.files:,}" for tally in tallies],
        "share": [_share(tally.files, summary.files) for tally in tallies],
    }
    if summary.fixable:
        table["[*]"] = [f"{tally.safe:,}" if tally.safe else "-" for tally in tallies]
    if summary.unsafe:
        table["[~]"] = [f"{tally.unsafe:,}" if tally.unsafe else "-" for tally in tallies]
    while (room := text.width - _BEFORE_NAME - sum(map(_width, table.items()))) < _LEAST_NAME and table:
        table.popitem()
    longest = min(max(len(tally.name) for tally in tallies), max(room, 0))
    heading = "".join(column[0].rjust(_width(column)) for column in table.items())
    rows = []
    for at, (code, severity, tally, _) in enumerate(causes):
        color = COLORS[severity]
        word = text.paint(severity.word, color) + " " * (len("warning") - len(severity.word))
        numbers = "".join(column[1][at].rjust(_width(column)) for column in table.items())
        rows.append(f"{word} {text.paint(code, color)} {cut(tally.name, longest).ljust(longest)}{numbers}")
    return " " * (_BEFORE_NAME + longest) + heading, rows


def _width(column: tuple[str, Sequence[str]]) -> int:
    """Return the width of a column with the space before it."""
    return 2 + max(map(len, [column[0], *column[1]]))


def _share(part: int, whole: int) -> str:
    """Return a part in percent; what rounds to nothing is still something."""
    percent = 100 * part / max(whole, 1)
    return "<0.1%" if percent < _SMALLEST_SHARE else f"{percent:.1f}%"


def _forms(text: TextReporter, cause: Cause, row: str) -> list[list[str]]:
    """Return the lines of a cause, from the fewest: without an example, with a message, with an excerpt."""
    example, width = cause.example, text.width
    if example is None:
        return [[row]] * (_FULL + 1)
    shown = example.shown
    excerpt = text.lines(shown.excerpt, Severity(shown.severity))
    spare = width - columns(_STYLE.sub("", row)) - 3
    alone = f"{row}   {cut(shown.message, spare)}" if spare >= _LEAST_MESSAGE else row
    place = f"  {printable(example.filename)}:{shown.row}:{shown.column}"
    mark = f" {shown.mark}" if shown.mark else ""
    posts = f"{'at least ' if example.at_least else ''}{example.posts:,} posts"
    end = mark + (f" (the same text in {posts})" if example.posts else "")
    message = f"  {shown.message}"
    room = width - len(end)
    short = cut(message, room) + end
    whole = f"{place}: {shown.message}{end}"
    if most_columns(whole) <= width:
        return [[alone], [row, whole], [row, whole, *excerpt], [row, whole, *excerpt]]
    named = cut_left(place, max(room - most_columns(message) + 1, _LEAST_PLACE)) + ": "
    compact = named + cut(shown.message, room - most_columns(named)) + end
    full = [cut_left(place, width), short]
    return [[alone], [row, short], [row, compact, *excerpt], [row, *full, *excerpt]]


class _Body:
    """The causes as far as they fit: errors and warnings before notes, the first with an excerpt.

    Parameters:
        causes: all of them, the worst first.
        forms: the lines of each, from the fewest.
        width: the columns of a line.
        room: how many lines there are.
    """

    def __init__(
        self, causes: Sequence[Cause], forms: Sequence[Sequence[Sequence[str]]], width: int, room: int
    ) -> None:
        self._causes = causes
        self._forms = forms
        self._width = width
        self._room = room
        notes = sum(cause.severity is Severity.INFO for cause in causes)
        # How many have a row of their own, and which of its forms each row has.
        self._rows = len(causes) - notes or len(causes)
        self._form = [0] * len(causes)

    def lines(self) -> list[str]:
        """Return the lines."""
        examples = _ROOM_OF_AN_EXAMPLE * min(_EXAMPLES, self._rows)
        while self._rows > 1 and self._left() < examples:
            self._rows -= 1
        severities = [cause.severity for cause in self._causes[: self._rows]]
        firsts = sorted({severities.index(severity) for severity in severities})
        self._enlarge(_COMPACT, [*firsts, *range(_EXAMPLES + 1 - len(firsts))])
        self._enlarge(_FULL, firsts[:1])  # somebody opens the worst one first
        for form in (_SHORT, _COMPACT, _FULL):
            self._enlarge(form)
        while self._rows < len(self._causes):
            self._rows += 1
            if self._left() < 0:
                self._rows -= 1
                break
        for form in (_SHORT, _COMPACT, _FULL):
            self._enlarge(form)
        return self._lines()

    def _lines(self) -> list[str]:
        shown = zip(self._forms[: self._rows], self._form, strict=False)
        return [line for forms, form in shown for line in forms[form]] + self._rest()

    def _left(self) -> int:
        return self._room - len(self._lines())

    def _enlarge(self, form: int, which: Iterable[int] = ()) -> None:
        """Give rows this form where it fits."""
        for at in which or range(self._rows):
            if at < self._rows and form > self._form[at]:
                before, self._form[at] = self._form[at], form
                if self._left() < 0:
                    self._form[at] = before

    def _rest(self) -> list[str]:
        """Return the lines of the causes without a row: notes in one line, others with all their codes."""
        lines = []
        for severity in Severity:
            rest = [each for each in self._causes[self._rows :] if each.severity is severity]
            if not rest:
                continue
            more = "more " if any(each.severity is severity for each in self._causes[: self._rows]) else ""
            kinds = f"{len(rest)} {more}kind{'s' if len(rest) > 1 else ''} of {severity.word}s:"
            codes = [f"{each.code} {each.tally.findings:,}" for each in rest]
            words = [kinds, *(f"{code}," for code in codes[:-1]), codes[-1]]
            if severity is Severity.INFO:
                lines.append(cut(" ".join(words), self._width))
            else:
                lines += wrapped(words, self._width)
        return lines


def _next(text: TextReporter, summary: Summary, causes: Sequence[Cause]) -> list[str]:
    """Return the lines of the next commands."""
    options = text.options
    every = "`--output-format text` shows every finding; `--by folder` counts them by folder."
    if not options.advice:
        return ["", *wrapped(every.split(), text.width)]
    steps = next_steps(options.arguments, summary, causes)
    longest = max(columns(step) for step, _ in steps)
    lines = []
    for step, purpose in steps:
        line = f"  {step}{' ' * (longest - columns(step))}  {purpose}"
        below = [f"      {part}" for part in wrapped(purpose.split(), text.width - 6)]
        lines += [line] if most_columns(line) <= text.width else [f"  {step}", *below]
    return ["", "Next:", *lines, *wrapped(every.split(), text.width)]


def wrapped(words: Iterable[str], width: int) -> list[str]:
    """Return words as lines of at most so many columns."""
    lines: list[str] = []
    for word in words:
        if lines and most_columns(lines[-1]) + 1 + most_columns(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
