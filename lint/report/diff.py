"""What a fix would change, as a patch that `git apply` and `patch -p1` take."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from lint.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLORS = {"-": "31", "+": "32", "@": "36"}


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
