"""What links lead to in small sites, as in what the real builders made of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lint.archive.builders import named
from lint.archive.builders.references import Reference
from lint.archive.builders.site import Site
from lint.post.front_matter.reader import read
from tests.builders.tables import Row, rows
from tools.builders import links, sites

_BUILDERS = sorted({row.builder for row in rows("link")})
# How many of a hundred links may be untold.
_MOST_UNTOLD = 10


class Places:
    """The places of a site, as the index of an archive knows them."""

    def __init__(self, site: Site, text: str, fenced: str) -> None:
        self.site = site
        self.files: set[str] = set()
        self.published: set[str] = set()
        self.pages = {}
        for part in sites.parts(text):
            if part.kind == "links":
                continue
            self.files.add(part.path)
            places = list(site.provided(part.path))
            if part.kind in ("page", "bare") and site.is_post(f"{site.root}/{part.path}"):
                text_ = sites.content(part, "", fenced)
                front_matter = read(text_, site.yaml, site, is_post=True)
                found = site.published(part.path, front_matter.data if front_matter is not None else {})
                self.pages[part.path] = found
                # A page that is published nowhere is not found by its name, either.
                if found is not None:
                    places = [*places, *found.addresses, *found.aliases] if found.addresses else []
                else:
                    places = [*places, part.path]
            if places:
                self.published |= {part.path, *places}

    def has(self, place: str, kind: str) -> bool:
        return place in (self.published if kind in ("page", "file") else self.files | self.published)


def told(reference: Reference | None, places: Places, path: str) -> str | None:
    """Return whether a reference is right, in the words of the tables; `None` if it cannot be told."""
    if reference is None:
        return None
    if any(place == path or places.has(place, reference.kind) for place in reference.places):
        return links.FOUND
    return None if any(map(places.site.may_generate, reference.places)) else links.MISSING


def answer(link: links.Planted, places: Places) -> str | None:
    site, path = places.site, link.path
    if link.kind == "tag":
        text = f"---\n---\n{link.text}\n"
        found = [each for _, each in site.template_references(text, len("---\n---\n"), len(text), path)]
        answers = [told(each, places, path) for each in found]
        return links.MISSING if links.MISSING in answers else answers[0] if answers else None
    published = places.pages.get(path) or site.published(path, _fields(site, path))
    return told(site.reference(link.text, path, published, image=link.kind == "image"), places, path)


def _fields(site: Site, path: str) -> dict[str, object]:
    front_matter = read(Path(site.root, path).read_text("utf-8"), site.yaml, site, is_post=False)
    return dict(front_matter.data) if front_matter is not None else {}


def compared(row: Row, folder: Path) -> Iterator[tuple[links.Planted, str | None, str]]:
    """Yield each link of a site, our answer and the builder's."""
    fenced = sites.FENCES.get(row.builder, sites.FENCED)
    links.write(str(folder), row.input, None, fenced)
    places = Places(named(row.builder)(str(folder)), row.input, fenced)
    for link, theirs in zip(links.planted(row.input), row.gives, strict=True):
        yield link, answer(link, places), theirs


@pytest.mark.parametrize("builder", _BUILDERS)
def test_a_link_is_right_where_the_builder_builds_its_target(
    builder: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    wrong = [
        f"{link} is {ours}, for the builder {theirs}, in:\n{row.input}"
        for row in rows("link")
        if row.builder == builder
        for link, ours, theirs in compared(row, tmp_path_factory.mktemp("site"))
        if ours not in (None, theirs)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("builder", _BUILDERS)
def test_few_links_cannot_be_told(builder: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    answers = [
        ours
        for row in rows("link")
        if row.builder == builder
        for _, ours, theirs in compared(row, tmp_path_factory.mktemp("site"))
        if theirs != links.OTHER
    ]
    assert answers
    assert answers.count(None) * 100 <= len(answers) * _MOST_UNTOLD
