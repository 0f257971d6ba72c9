"""The keys of YAML front matters, also repeated and merged ones, have the values that the builders read."""

import pytest

from tests.builders.reading import STOPS, front_matter_of, refuses_a_field, same, site_of, stops, typed
from tests.builders.tables import Row, all_rows, rows

BUILDERS = sorted({row.builder for row in all_rows()})


def value_of_k(row: Row) -> object:
    front_matter = front_matter_of(row.builder, f"---\n{row.input}\n---\nbodyword\n")
    if stops(row.builder, front_matter):
        return STOPS
    if front_matter is None or front_matter.defects:
        return typed(None)
    fields = front_matter.data
    if site_of(row.builder).ignores_case_of_keys:
        fields = {str(key).lower(): value for key, value in fields.items()}
    return STOPS if refuses_a_field(row.builder, fields) else typed(fields.get("k"))


@pytest.mark.parametrize("builder", BUILDERS)
def test_keys(builder: str) -> None:
    wrong = [
        f"{row}: {ours!r}, the builder {row.gives!r}"
        for row in rows("keys")
        if row.builder == builder and not same(ours := value_of_k(row), row.gives)
    ]
    assert not wrong, "\n".join(wrong)
