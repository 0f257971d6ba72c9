"""The archive in numbers, as tables with bars, JSON or CSV."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from lint.primitives.text import counted
from lint.report.columns import columns, cut
from lint.report.comma_separated import cell
from lint.report.numbers import FINDINGS, LINKS, NONE, POSTS, Numbers, Table
from lint.report.printable import printable

FEW = 10
# Columns: of a bar, and how many at least are for a name.
_BAR, _LEAST = 24, 10
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_TITLES = {name: name.replace("_", " ").capitalize() for name in (*POSTS, *LINKS, *FINDINGS)}


class _Ranked(NamedTuple):
    """A table in order.

    Parameters:
        rows: names with their numbers.
        names: how many more names there are.
        others: the sum of their numbers.
    """

    rows: Sequence[tuple[str, int]]
    names: int
    others: int


def _ranked(name: str, table: Table, top: int) -> _Ranked:
    """Return the first rows of a table: the last months, or what there is most of.

    Parameters:
        top: how many; 0 for all.
    """
    if name.endswith("_by_month"):
        rows = sorted(table.counts.items(), key=lambda row: (row[0] != NONE, row[0]), reverse=True)
    else:
        rows = sorted(table.counts.items(), key=lambda row: (-row[1], row[0]))
    kept, rest = (rows[:top], rows[top:]) if top else (rows, [])
    if name.endswith("_by_month"):
        kept.sort(key=lambda row: (row[0] == NONE, row[0]))
    return _Ranked(kept, len(rest), sum(number for _, number in rest) + table.others)


def as_text(numbers: Numbers, top: int, width: int) -> str:
    """Return tables with bars for people.

    Parameters:
        top: how many rows a table has; 0 for all.
        width: the columns of the terminal.
    """
    lines = []
    for name, table in numbers.tables.items():
        rows, names, others = _ranked(name, table, top)
        if not rows:
            continue
        lines += [_TITLES[name], *_grid(rows, width)]
        if others:
            lines.append(f"  {_rest(name, names, others)}")
        lines.append("")
    lines.append(_total(numbers))
    return "".join(f"{line}\n" for line in lines)


def _grid(rows: Sequence[tuple[str, int]], width: int) -> Iterator[str]:
    """Yield a line for each row: its name, cut to what is left of the terminal, its number and a bar.

    It is made without rich, whose import takes as long as all else that is done with known numbers.
    """
    counts = [f"{number:,}" for _, number in rows]
    of_counts = max(map(len, counts))
    room = max(width - len("    ") - of_counts - _BAR, _LEAST)
    names = [cut(f"  {printable(name) if name != NONE else '(none)'}", room) for name, _ in rows]
    of_names = max(map(columns, names))
    most = max(1, *(number for _, number in rows))
    for name, count, (_, number) in zip(names, counts, rows, strict=True):
        padded = name + " " * (of_names - columns(name))
        yield f"{padded}  {count:>{of_counts}}  {_bar(number, most)}".rstrip()


def _bar(number: int, most: int) -> str:
    whole, eighths = divmod(8 * _BAR * number // most, 8)
    return _EIGHTHS[8] * whole + _EIGHTHS[eighths]


def _rest(name: str, names: int, others: int) -> str:
    unit = name.partition("_")[0].removesuffix("s")
    if not names:
        return f"and {counted(others, unit)} of names beyond the first"
    if name.endswith("_by_month"):
        return f"and {counted(others, unit)} in {counted(names, 'other month')}"
    return f"and {counted(others, unit)} of {counted(names, 'other')}"


def _total(numbers: Numbers) -> str:
    return (
        f"{counted(numbers.posts, 'post')}, {counted(numbers.links, 'link')},"
        f" {counted(numbers.findings, 'finding')}"
    )


def as_json(numbers: Numbers, top: int) -> str:
    """Return an object: `posts`, `links`, `findings`, and each table; the name of what has none is null."""
    record: dict[str, object] = {
        "posts": numbers.posts,
        "links": numbers.links,
        "findings": numbers.findings,
    }
    for name, table in numbers.tables.items():
        rows, names, others = _ranked(name, table, top)
        record[name] = {
            "rows": [{"name": row if row != NONE else None, "count": number} for row, number in rows],
            "others": {"names": names, "count": others},
        }
    return json.dumps(record, indent=2) + "\n"


def as_csv(numbers: Numbers, top: int) -> str:
    """Return a row for each name in each table: `table`, `name`, `count`."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(("table", "name", "count"))
    writer.writerows(_cells(numbers, top))
    return out.getvalue()


def _cells(numbers: Numbers, top: int) -> Iterable[tuple[str, str, int]]:
    for name, table in numbers.tables.items():
        for row, number in _ranked(name, table, top).rows:
            yield name, cell(row), number
