"""What links lead to in small sites, as in what the real builders made of them."""

from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest

from lint.archive.builders import named
from lint.archive.builders.addresses import Published
from lint.archive.builders.references import Reference
from lint.archive.builders.site import Site
from lint.post.front_matter.reader import read
from lint.post.template_links import template_links
from lint.primitives.source import Span
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
        # The pages whose addresses cannot be told, so that they may be published or not.
        self.untold: set[str] = set()
        self.published: set[str] = set()
        self.pages: dict[str, Published | None] = {}
        for part in sites.parts(text):
            if part.kind == "links":
                continue
            self.files.add(normalize("NFC", part.path))
            fields = None
            if part.kind in ("page", "bare") and site.is_post(f"{site.root}/{part.path}"):
                text_ = sites.content(part, "", fenced)
                front_matter = read(text_, site.yaml, site, is_post=True)
                fields = front_matter.data if front_matter is not None else {}
            places = list(site.provided(part.path, fields))
            if fields is not None:
                found = site.published(part.path, fields)
                self.pages[part.path] = found
                if found is None:
                    self.untold.add(normalize("NFC", part.path))
                # A page that is published nowhere is not found by its name, either.
                places = [*places, *found.addresses, *found.aliases] if found and found.addresses else []
            # What only a builder's own links publish has a name, but no address.
            is_published = any(":" not in place or place[0] == "/" for place in places) or "post:" in "".join(
                places
            )
            if is_published:
                self.published.add(normalize("NFC", part.path))
            if places:
                self.published |= {normalize("NFC", place) for place in places}

    def at(self, path: str) -> Published | None:
        """Return where a page is published."""
        if path in self.pages:
            return self.pages[path]
        text = Path(self.site.root, path).read_text("utf-8")
        front_matter = read(text, self.site.yaml, self.site, is_post=False)
        return self.site.published(path, front_matter.data if front_matter is not None else {})

    def has(self, place: str, kind: str) -> bool:
        return place in (self.published if kind in ("page", "file") else self.files | self.published)


def told(reference: Reference | None, places: Places, path: str) -> str | None:
    """Return whether a reference is right, in the words of the tables; `None` if it cannot be told."""
    if reference is None:
        return None
    if reference.kind.startswith("outside"):
        return links.OTHER if any(places.has(place, "page") for place in reference.places) else None
    if any(place.endswith(":") and place in places.published for place in reference.places):
        return None  # a program may make it
    if any(place == path or places.has(place, reference.kind) for place in reference.places):
        return links.FOUND
    may_be = any(place in places.untold or places.site.may_generate(place) for place in reference.places)
    return None if may_be else links.MISSING


def answer(link: links.Planted, places: Places) -> str | None:
    site, path = places.site, link.path
    if link.kind == "tag":
        text = f"---\n---\n{link.text}\n"
        found: list[Reference | None] = [
            each for _, each in site.template_references(text, len("---\n---\n"), len(text), path)
        ]
        span = Span(len("---\n---\n"), len(text))
        shown = template_links(text, span, frozenset(site.markdown_of(path).templates))
        found += [
            site.reference(each.value, path, places.at(path), image=each.kind == "image") for each in shown
        ]
        answers = [told(each, places, path) for each in found]
        return links.MISSING if links.MISSING in answers else answers[0] if answers else None
    reference = site.reference(link.text, path, places.at(path), image=link.kind == "image")
    return told(reference, places, path)


def compared(row: Row, folder: Path) -> Iterator[tuple[links.Planted, str | None, str]]:
    """Yield each link of a site, our answer and the builder's."""
    fenced = sites.FENCES.get(row.builder, sites.FENCED)
    links.write(str(folder), row.input, None, fenced)
    places = Places(named(row.builder)(str(folder)), row.input, fenced)
    gives = row.gives if row.gives != "stops" else ()
    for link, theirs in zip(links.planted(row.input) if gives else (), gives, strict=True):
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
        if ours not in (None, theirs) and (ours, theirs) != (links.OTHER, links.MISSING)
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
