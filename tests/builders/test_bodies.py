"""The links and images of bodies are those of the pages that the builders make of them."""

import pytest

from tests.builders.bodies import agrees, found, given
from tests.builders.tables import all_rows, rows

BUILDERS = sorted({row.builder for row in all_rows() if row.kind == "body"})


@pytest.mark.parametrize("builder", BUILDERS)
def test_links_and_images_are_those_of_the_built_page(builder: str) -> None:
    # A page that stops the build is not in it, and has no links to compare.
    measured = [row for row in rows("body") if row.builder == builder]
    assert not [f"{row}: {found(row)} but {given(row)}" for row in measured if not agrees(row)]


def test_a_row_is_excused_only_if_it_disagrees() -> None:
    compared = {(row.builder, row.input) for row in rows("body")}
    excused = [row for row in all_rows() if row.kind == "body" and (row.builder, row.input) not in compared]
    assert not [str(row) for row in excused if agrees(row)]
