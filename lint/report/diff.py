"""Reports on what fixes change: a patch for `git apply` and `patch -p1`, or the fixed text."""

import re
from collections.abc import Sequence
from difflib import unified_diff

from lint.primitives.finding import Finding
from lint.primitives.patterns import regex
from lint.primitives.source import Source
from lint.report.inert import Syntax
from lint.report.printable import COMMAND, printable
from lint.report.reporter import Reporter, ReportOptions

_COLORS = {"-": "31", "+": "32", "@": "36"}
# What a terminal or a CI system would act on; a line may end with a carriage return.
_ACTIVE = regex(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)|{COMMAND}|^[^\S\n]*::", re.MULTILINE)
_BINARY = (
    "The text of {name} has commands to a terminal or a log; git apply reads its changes in this form:\n"
)


class FixReporter(Reporter):
    """A report on what fixes change."""

    syntax = Syntax.EXACT

    def file(self, _source: Source, _findings: Sequence[Finding]) -> str:
        """Return nothing: findings are not shown."""
        return ""


class PatchReporter(FixReporter):
    """A patch; on a terminal it is coloured, and what is not safe to show is escaped.

    Elsewhere it must apply, and may still be in a log. So the changes of a file whose text would be taken for
    commands are encoded.
    """

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self._is_shown = options.terminal or options.color
        if self._is_shown:
            self.syntax = Syntax.TEXT

    def change(self, before: Source, after: Source) -> str:
        """Return the unified diff of a file."""
        if after is before:
            return ""
        text = patch(before.filename, before.text, after.text)
        if self._is_shown or not _ACTIVE.search(text):
            return text
        from lint.report.binary_patch import binary_patch  # only for these

        names = _quoted("a", before.filename), _quoted("b", before.filename)
        return _BINARY.format(name=names[0].strip()) + binary_patch(names, before.data, after.data)

    def take(self, piece: str) -> str:
        """Return the patches of some files."""
        return shown(piece, color=self.options.color) if self._is_shown else piece


class FixedTextReporter(FixReporter):
    """The text of each file with its fixes, changed or not; used for standard input."""

    def change(self, _before: Source, after: Source) -> str:
        """Return the whole text."""
        return after.text


def patch(filename: str, before: str, after: str) -> str:
    """Return the unified diff of a file; lone surrogates represent bytes that are not UTF-8 (PEP 383)."""
    lines = unified_diff(_lines(before), _lines(after), _quoted("a", filename), _quoted("b", filename))
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def shown(text: str, *, color: bool) -> str:
    """Return a patch that is safe to show on a terminal: control characters escaped, lines coloured."""
    lines = []
    for line in text.split("\n")[:-1]:
        style = _COLORS.get(line[:1]) if color else None
        safe = "\t".join(map(printable, line.split("\t")))
        lines.append(f"\x1b[{style}m{safe}\x1b[0m\n" if style else f"{safe}\n")
    return "".join(lines)


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines


def _quoted(side: str, filename: str) -> str:
    """Return the name of one side as git writes it: quoted as in C when a byte would break the line."""
    if filename.isprintable() and not set(filename) & set('"\\') and "##" not in filename:
        # A tab ends a name with spaces.
        return f"{side}/{filename}\t" if " " in filename else f"{side}/{filename}"
    escaped = "".join(map(_escaped, filename.encode("utf-8", "surrogateescape")))
    return f'"{side}/{escaped}"'


def _escaped(byte: int) -> str:
    char = chr(byte)
    return char if char.isascii() and char.isprintable() and char not in '"\\#' else f"\\{byte:03o}"
