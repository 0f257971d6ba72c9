"""Counts the measured rows for docs/builders.md: `python -m tools.builders.summary`."""

import os
import sys
from collections import Counter

from tests.builders.tables import all_rows, excused, versions
from tools.generated import generate_part

PAGE = os.path.join("docs", "builders.md")
_NOT_MEASURED = "documented"


def table() -> str:
    """Return a Markdown table: for each kind and builder, the first rows, the late ones and the excused."""
    first: Counter[tuple[str, str]] = Counter()
    late: Counter[tuple[str, str]] = Counter()
    spared: Counter[tuple[str, str]] = Counter()
    measured = {name: version for name, version in sorted(versions().items()) if version != _NOT_MEASURED}
    documented = Counter(row.builder for row in all_rows() if row.builder not in measured)
    for row in all_rows():
        if row.builder not in measured:
            continue
        is_spared = (row.builder, row.input) in excused(row.kind)
        for key in ((row.kind, row.builder), ("all", row.builder), (row.kind, "all"), ("all", "all")):
            (late if row.late else first)[key] += 1
            spared[key] += is_spared
    counts = {key: f"{first[key]} + {late[key]} ({spared[key]})" for key in first | late}
    kinds = [*sorted({kind for kind, _ in counts} - {"all"}), "all"]
    builders = [*measured, "all"]
    heads = [*(f"{name} {version}" for name, version in measured.items()), "all"]
    rows = [[kind, *(counts.get((kind, builder), "") for builder in builders)] for kind in kinds]
    lines = [["kind", *heads], ["---"] * (len(heads) + 1), *rows]
    others = ", ".join(f"{name} ({count})" for name, count in sorted(documented.items()))
    return (
        "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
        + f"\nDocumented, not measured, and not counted above: {others}.\n"
    )


def main(arguments: list[str]) -> int:
    """Write the table; with `--check`, return 1 if it is out of date."""
    return generate_part(PAGE, "rows", table(), arguments, "python -m tools.builders.summary")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
