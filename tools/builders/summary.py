"""Counts the measured rows for docs/builders.md: `python -m tools.builders.summary`."""

import os
import sys
from collections import Counter

from tests.builders.tables import all_rows, excused
from tools.generated import generate_part

PAGE = os.path.join("docs", "builders.md")


def table() -> str:
    """Return a Markdown table: for each kind and builder, the first rows, the late ones and the excused."""
    first: Counter[tuple[str, str]] = Counter()
    late: Counter[tuple[str, str]] = Counter()
    spared: Counter[tuple[str, str]] = Counter()
    for row in all_rows():
        key = (row.kind, row.builder)
        for each in (key, ("all", row.builder), (row.kind, "all"), ("all", "all")):
            (late if row.late else first)[each] += 1
            spared[each] += (row.builder, row.input) in excused(row.kind)
    counts = {each: f"{first[each]} + {late[each]} ({spared[each]})" for each in first | late}
    kinds = [*sorted({kind for kind, _ in counts} - {"all"}), "all"]
    builders = [*sorted({builder for _, builder in counts} - {"all"}), "all"]
    lines = [
        "| rows: first + late (excused) | " + " | ".join(builders) + " |",
        "| --- |" + " --- |" * len(builders),
        *(f"| {kind} | " + " | ".join(counts.get((kind, each), "") for each in builders) + " |" for kind in kinds),
    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the table; with `--check`, return 1 if it is out of date."""
    return generate_part(PAGE, "rows", table(), arguments, "python -m tools.builders.summary")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
