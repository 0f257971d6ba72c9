"""What the real site builders make of many inputs, as `python -m tools.builders` measured it.

A table is `tables/<builder>.jsonl`: a line about the builder, then a row for each input: its kind, the input, and
what the builder gives. A row that our reader does not agree with is in `excused/<kind>.jsonl`, with the reason.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_HERE = Path(__file__).parent


class Row(NamedTuple):
    """One measured row: what the builder gives for an input.

    Attributes:
        builder: The builder.
        kind: The kind of input.
        input: The input.
        gives: What the builder made of it.
        zone: The zone of its site.
        late: Whether it is of the second set, drawn after the readers were written.
    """

    builder: str
    kind: str
    input: str
    gives: Any
    zone: str
    late: bool = False

    def __str__(self) -> str:
        return f"{self.builder} {self.kind} {self.input!r}"


@cache
def all_rows() -> tuple[Row, ...]:
    """Return all rows of all tables."""
    return tuple(_rows())


def _rows() -> Iterator[Row]:
    for path in sorted((_HERE / "tables").glob("*.jsonl")):
        first, *lines = path.read_text("utf-8").removesuffix("\n").split("\n")  # not at U+2028
        about = json.loads(first)
        for line in lines:
            row = json.loads(line)
            yield Row(
                about["builder"],
                row["kind"],
                row["input"],
                row["gives"],
                about["zone"],
                row.get("late", False),
            )


def versions() -> dict[str, str]:
    """Return the version of each builder, which is `documented` if it was not measured."""
    texts = [path.read_text("utf-8") for path in (_HERE / "tables").glob("*.jsonl")]
    firsts = [json.loads(text.partition("\n")[0]) for text in texts]
    return {about["builder"]: about["version"] for about in firsts}


def rows(kind: str) -> list[Row]:
    """Return the rows of a kind that are not excused."""
    spared = excused(kind)
    return [row for row in all_rows() if row.kind == kind and (row.builder, row.input) not in spared]


@cache
def excused(kind: str) -> dict[tuple[str, str], str]:
    """Return the reasons of the excused rows of a kind, by builder and input."""
    path = _HERE / "excused" / f"{kind}.jsonl"
    lines = path.read_text("utf-8").removesuffix("\n").split("\n") if path.exists() else ()
    entries = [json.loads(line) for line in lines]
    return {(entry["builder"], entry["input"]): entry["why"] for entry in entries}
