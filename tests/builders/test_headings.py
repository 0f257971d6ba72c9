"""The ids of headings, as the real builders were seen to give them."""

from pathlib import Path

import pytest

from lint.archive.builders import named
from lint.archive.builders.site import Site
from lint.post.document import Document
from lint.post.settings import Settings
from lint.primitives.source import Source
from lint.schema import load
from tests.builders.tables import Row, rows

# The ids of Eleventy and of Python-Markdown are made by extensions, which the configuration has to name.
_EXTENSIONS = {
    ("eleventy", "heading"): ("eleventy.config.js", "config.addPlugin(IdAttributePlugin);"),
    ("pelican", "toc heading"): ("pelicanconf.py", 'MARKDOWN = {"extensions": ["markdown.extensions.toc"]}'),
}
_KINDS = sorted({(row.builder, kind) for kind in ("heading", "toc heading") for row in rows(kind)})


def ids(site: Site, body: str) -> list[list[str | None]] | None:
    """Return the ids of the headings in a body, also those of an older version; `None` if they cannot be told."""
    settings = Settings(load("plain"), site, "1.2")
    document = Document(Source("x.md", f"---\ntitle: p\n---\n{body}".encode()), settings)
    headings = document.headings
    given = site.heading_ids(headings) if headings is not None else None
    return [list(given), list(site.older_heading_ids(headings or ()))] if given is not None else None


@pytest.mark.parametrize(("builder", "kind"), _KINDS)
def test_headings_get_the_ids_that_the_builder_gives_them(builder: str, kind: str, tmp_path: Path) -> None:
    if (builder, kind) in _EXTENSIONS:
        name, text = _EXTENSIONS[builder, kind]
        (tmp_path / name).write_text(text, "utf-8")
    site = named(builder)(str(tmp_path))
    wrong = [f"{row}: {given} instead of {row.gives}" for row, given in _compared(site, builder, kind)]
    assert wrong == []


def _compared(site: Site, builder: str, kind: str) -> list[tuple[Row, object]]:
    found: list[tuple[Row, object]] = []
    for row in rows(kind):
        # The ids of a page that is never built are anybody's guess.
        if row.builder == builder and row.gives != "stops":
            given = ids(site, row.input)
            if given is not None and row.gives not in given:
                found.append((row, given))
    return found
