"""The values of YAML scalars are those of the builders' libraries."""

import pytest

from tests.builders.reading import STOPS, front_matter_of, same, stops, typed
from tests.builders.tables import Row, all_rows, rows

BUILDERS = sorted({row.builder for row in all_rows()})


def scalar(row: Row) -> object:
    front_matter = front_matter_of(row.builder, f"---\nprobe: {row.input}\n---\nbodyword\n")
    assert front_matter is not None
    return STOPS if stops(row.builder, front_matter) else typed(front_matter.data.get("probe"))


@pytest.mark.parametrize("builder", BUILDERS)
def test_scalars(builder: str) -> None:
    wrong = [
        f"{row}: {ours!r}, the builder {row.gives!r}"
        for row in rows("scalar")
        if row.builder == builder and not same(ours := scalar(row), row.gives)
    ]
    assert not wrong, "\n".join(wrong)
