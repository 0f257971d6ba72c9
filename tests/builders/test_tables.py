"""The tables of the builders: enough rows, a third of them drawn after the readers were written, few excused."""

from collections import Counter
from pathlib import Path

from tests.builders.tables import all_rows, excused

EXCUSED = Path(__file__).parent / "excused"
DOCUMENTED = {"quarto", "zola", "obsidian"}  # no program to measure with


def test_there_are_enough_rows_and_a_third_is_late() -> None:
    rows = [row for row in all_rows() if row.builder not in DOCUMENTED]
    counts = Counter(row.builder for row in rows)
    assert len(counts) == 9
    assert min(counts.values()) >= 60
    assert len(rows) >= 1000
    assert sum(row.late for row in rows) * 3 >= len(rows)


def test_few_rows_are_excused_each_with_a_reason() -> None:
    known = {(row.kind.replace(" ", "_"), row.builder, row.input) for row in all_rows()}
    found = [
        (path.stem.replace(" ", "_"), builder, given, why)
        for path in EXCUSED.glob("*.jsonl")
        for (builder, given), why in excused(path.stem).items()
    ]
    assert [each for each in found if each[:3] not in known] == []
    assert all(len(why) > 10 for *_, why in found)
    assert len(found) * 50 <= len(known)
