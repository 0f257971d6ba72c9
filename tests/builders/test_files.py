"""Which files a builder makes a page of, as the real ones were seen to do."""

import pytest

from lint.archive.builders import named
from tests.builders.tables import rows

_BUILDERS = sorted({row.builder for row in rows("file")})


@pytest.mark.parametrize("builder", _BUILDERS)
def test_a_file_becomes_what_the_builder_makes_of_it(builder: str) -> None:
    site = named(builder)("/nowhere")
    wrong = [
        f"{row}: {site.output(row.input)} instead of {row.gives}"
        for row in rows("file")
        if row.builder == builder and row.gives != "stops" and site.output(row.input) != row.gives
    ]
    assert wrong == []
