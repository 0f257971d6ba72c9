"""Where a builder publishes the files of small sites, as the real ones were seen to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lint.archive.builders import named
from lint.archive.builders.addresses import Published
from lint.archive.builders.site import Site
from lint.post.front_matter.reader import read
from tests.builders.tables import Row, rows
from tools.builders import sites

_BUILDERS = sorted({row.builder for row in rows("address")})
# How many of a hundred addresses may be untold.
_MOST_UNTOLD = 2


def compared(row: Row, folder: Path) -> Iterator[tuple[str, Published | None, list[list[str]]]]:
    """Yield the path of each file of a site, our answer and the builder's; none if the builder stops."""
    fenced = sites.FENCES.get(row.builder, sites.FENCED)
    sites.write(str(folder), row.input, fenced)
    site = named(row.builder)(str(folder))
    for part in sites.parts(row.input) if row.gives != "stops" else ():
        if part.kind != "text":
            theirs = row.gives[part.path]
            yield part.path, answer(site, part, sites.content(part, "bodyword", fenced), theirs), theirs


def answer(site: Site, part: sites.Part, text: str, theirs: list[list[str]]) -> Published | None:
    if part.kind == "file":
        address = site.static_address(part.path)
        # None is both: published nowhere, and untold.
        return Published((address,)) if address is not None else None if theirs[0] else Published(())
    front_matter = read(text, site.yaml, site, is_post=site.is_post(f"{site.root}/{part.path}"))
    return site.published(part.path, front_matter.data if front_matter is not None else {})


@pytest.mark.parametrize("builder", _BUILDERS)
def test_a_file_is_published_where_the_builder_publishes_it(
    builder: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    wrong = [
        f"{path} is at {ours}, for the builder at {theirs}, in:\n{row.input}"
        for row in rows("address")
        if row.builder == builder
        for path, ours, theirs in compared(row, tmp_path_factory.mktemp("site"))
        if ours is not None and [list(ours.addresses), sorted(ours.aliases)] != [theirs[0], sorted(theirs[1])]
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("builder", _BUILDERS)
def test_few_addresses_cannot_be_told(builder: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    answers = [
        ours
        for row in rows("address")
        if row.builder == builder
        for _, ours, _ in compared(row, tmp_path_factory.mktemp("site"))
    ]
    assert answers
    assert answers.count(None) * 100 <= len(answers) * _MOST_UNTOLD
