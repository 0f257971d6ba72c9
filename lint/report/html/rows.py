"""The findings that the page lists: the worst ones, of every cause some."""

import json
from collections.abc import Sequence
from heapq import heappush, heapreplace
from typing import Any, NamedTuple

import msgspec

from lint.primitives.blake2 import blake2b
from lint.primitives.finding import Finding, uncounted
from lint.primitives.source import Source
from lint.report.columns import columns, cut
from lint.report.printable import printable
from lint.report.text import Shown, TextReporter, also_in

# How many findings are listed, and how many of each cause at least, if it has so many.
MOST_ROWS = 10_000
LEAST_OF_A_CAUSE = 20
# The excerpt of a line, in columns, and the longest message.
EXCERPT = 110
_LONGEST = 500


class Head(msgspec.Struct, array_like=True):
    """What is counted of a finding.

    Parameters:
        key: what it is known by in another run.
    """

    code: str
    severity: str
    host: str
    fix: str
    key: int


class File(msgspec.Struct, array_like=True):
    """The findings of a file; `details` are read only of those that are listed."""

    name: str
    month: str
    source: str
    heads: list[Head]
    details: list[msgspec.Raw]


class Details(msgspec.Struct, array_like=True):
    """What the page shows of a finding; the excerpt is the text before the place, there, and after it."""

    row: int
    column: int
    message: str
    excerpt: tuple[str, str, str] | None
    fix: str
    also: str


class Row(NamedTuple):
    """A finding that is listed."""

    cause: int
    file: tuple[str, str, str]
    head: Head
    details: msgspec.Raw


_FILE = msgspec.json.Decoder(File)
_DETAILS = msgspec.json.Decoder(Details)


def read(line: str) -> File:
    """Read what `written` returned; raise msgspec.DecodeError for anything else."""
    return _FILE.decode(line)


def details_of(row: Row) -> Details:
    """Return what is shown of a finding; raise msgspec.DecodeError for what no run wrote."""
    return _DETAILS.decode(row.details)


def key_of(filename: str, code: str, message: str) -> int:
    """Return what a finding is known by in another run: the file, the rule and the message, not the place.

    Parameters:
        filename: the printable name.
        message: the printable message.
    """
    data = "\0".join((filename, code, uncounted(message))).encode()
    return int.from_bytes(blake2b(data, digest_size=8).digest(), signed=True)


def written(
    text: TextReporter, source: Source, findings: Sequence[Finding], groups: Sequence[Sequence[str]]
) -> str:
    """Return a file's findings as a line of JSON.

    Parameters:
        text: the report whose excerpts they have.
        groups: the month, the source and the host of each finding.
    """
    name = printable(source.filename)
    months, sources, hosts = groups
    heads, details = [], []
    for finding, host in zip(findings, hosts, strict=True):
        shown = text.shown(source, finding)
        fix = finding.fix
        applicability = fix.applicability.value if fix is not None else ""
        key = key_of(name, finding.code, shown.message)
        heads.append((finding.code, finding.severity.value, printable(host), applicability, key))
        details.append(
            (
                shown.row, shown.column, cut(shown.message, _LONGEST), _excerpt(shown),
                cut(printable(fix.message), _LONGEST) if fix is not None else "", also_in(finding),
            )
        )  # fmt: skip
    line: list[Any] = [name, printable(months[0]), printable(sources[0]), heads, details]
    return json.dumps(line, ensure_ascii=False) + "\n"


def _excerpt(shown: Shown) -> tuple[str, str, str] | None:
    excerpt = shown.excerpt
    if excerpt is None:
        return None
    before = ("…" if excerpt.is_cut else "") + printable(excerpt.before)
    marked = cut(printable(excerpt.marked), EXCERPT)
    return before, marked, cut(printable(excerpt.after), EXCERPT - columns(marked))


class Worst:
    """The worst findings: some of each cause, then errors before warnings before notes, rules alike."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, int, int, Row]] = []
        self._seen = 0

    def add(self, rank: int, nth: int, row: Row) -> None:
        """Keep a finding if it is among the worst.

        Parameters:
            rank: that of its severity, 0 for the worst.
            nth: how many of its cause came before.
        """
        self._seen += 1
        # The least of a heap is the one to go. What comes later goes first, so no two are equal.
        place = (-(nth >= LEAST_OF_A_CAUSE), -rank, -nth, -self._seen)
        is_full = len(self._heap) >= MOST_ROWS
        if is_full and place < self._heap[0][:4]:
            return
        # Else the text of all findings of its file would be kept with it.
        item = (*place, row._replace(details=row.details.copy()))
        if is_full:
            heapreplace(self._heap, item)
        else:
            heappush(self._heap, item)

    def rows(self) -> list[Row]:
        """Return them in the order of the report."""
        return [item[4] for item in sorted(self._heap, key=lambda item: -item[3])]
