"""The archive in numbers, as tables with bars, JSON or CSV."""

import csv
import json
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import NamedTuple

from lint.primitives.text import counted
from lint.report.comma_separated import cell
from lint.report.numbers import FINDINGS, LINKS, NONE, POSTS, Numbers, Table
from lint.report.printable import printable

FEW = 10
_BAR = 24
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
    from rich.bar import Bar
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    out = StringIO()
    console = Console(file=out, width=width, color_system=None, legacy_windows=False)
    for name, table in numbers.tables.items():
        rows, names, others = _ranked(name, table, top)
        if not rows:
            continue
        console.print(Text(_TITLES[name]))
        grid = Grid(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
        grid.add_column(no_wrap=True, overflow="ellipsis")
        grid.add_column(justify="right", no_wrap=True)
        grid.add_column(no_wrap=True)
        most = max(1, *(number for _, number in rows))
        for row, number in rows:
            label = Text(f"  {printable(row) if row != NONE else '(none)'}")
            grid.add_row(label, f"{number:,}", Bar(most, 0, number, width=_BAR))
        console.print(grid)
        if others:
            console.print(Text(f"  {_rest(name, names, others)}"))
        console.print()
    console.print(Text(_total(numbers)))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


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
