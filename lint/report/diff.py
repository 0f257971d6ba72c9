"""Reports on what fixes make of files: a patch that `git apply` and `patch -p1` take, or the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from lint.primitives.finding import Finding
from lint.primitives.source import Source
from lint.report.printable import printable
from lint.report.reporter import Reporter

_COLORS = {"-": "31", "+": "32", "@": "36"}


class _FixReporter(Reporter):
    """A report on fixes, in the files' own bytes."""

    raw = True

    def file(self, _source: Source, _findings: Sequence[Finding]) -> str:
        """Findings are not shown."""
        return ""


class PatchReporter(_FixReporter):
    """A patch, unless a terminal would act on what it holds: that is shown as escapes, and in colour."""

    def change(self, before: Source, after: Source) -> str:
        """Give the unified diff of a file."""
        return patch(before.filename, before.text, after.text) if after is not before else ""

    def take(self, piece: str) -> str:
        """Give the patches of some files."""
        if self.options.terminal or self.options.color:
            return shown(piece, color=self.options.color)
        return piece


class FixedTextReporter(_FixReporter):
    """The text of each file with its fixes, changed or not: standard input as it comes out."""

    def change(self, _before: Source, after: Source) -> str:
        """Give the whole text."""
        return after.text


def patch(filename: str, before: str, after: str) -> str:
    """Give the unified diff of a file; lone surrogates stand for the file's own bytes (PEP 383)."""
    name = _quoted(filename)
    lines = unified_diff(_lines(before), _lines(after), name[0], name[1])
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def shown(text: str, *, color: bool) -> str:
    """Give a patch as a terminal may show it: nothing in it can act, and lines have their colour."""
    return "".join(_shown(text, color=color))


def _shown(text: str, *, color: bool) -> Iterator[str]:
    for line in text.split("\n")[:-1]:
        style = _COLORS.get(line[:1]) if color else None
        safe = "\t".join(map(printable, line.split("\t")))
        yield f"\x1b[{style}m{safe}\x1b[0m\n" if style else f"{safe}\n"


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines


def _quoted(filename: str) -> tuple[str, str]:
    """Name the two sides as git does: in C's quotes where a byte would break the line."""
    data = filename.encode("utf-8", "surrogateescape")
    if filename.isprintable() and not set(filename) & set('"\\'):
        # A tab ends a name with blanks.
        end = "\t" if " " in filename else ""
        return f"a/{filename}{end}", f"b/{filename}{end}"
    text = "".join(_escaped(byte) for byte in data)
    return f'"a/{text}"', f'"b/{text}"'


def _escaped(byte: int) -> str:
    char = chr(byte)
    return char if char.isascii() and char.isprintable() and char not in '"\\' else f"\\{byte:03o}"
