"""Where a builder publishes files of sites whose addresses a program, the day or chance may decide."""

import pytest

from lint.archive.builders.addresses import Published
from tests.builders.tables import rows
from tests.builders.test_addresses import compared

_PAGES = (".md", ".mdx", ".html", ".njk")
_ROWS = [row for row in rows("open address") if row.gives != "stops"]


@pytest.mark.parametrize("builder", sorted({row.builder for row in _ROWS}))
def test_nothing_is_told_but_what_the_builder_does(
    builder: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    wrong = [
        f"{path} is at {ours}, for the builder at {row.gives[path]}, in:\n{row.input}"
        for row in _ROWS
        if row.builder == builder
        for path, ours, _ in compared(row, tmp_path_factory.mktemp("site"))
        if ours is not None and not _is_right(ours, path, row.gives)
    ]
    assert not wrong, "\n".join(wrong)


def _is_right(ours: Published, path: str, gives: dict[str, list[list[str]]]) -> bool:
    """Return whether the addresses are the builder's, or those at which it put another file instead."""
    others = {address for other, (addresses, _) in gives.items() if other != path for address in addresses}
    is_lost = not gives[path][0] and set(ours.addresses) <= others
    # Of a file that is no page, nothing is said both where it is not published and where that cannot be told.
    is_untold = not ours.addresses and not path.endswith(_PAGES)
    return is_lost or is_untold or set(ours.addresses) == set(gives[path][0])
