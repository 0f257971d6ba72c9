"""The links and images of a body, comparable with those of the page that a builder made of it."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any
from urllib.parse import unquote

from lint.archive.builders import named
from lint.archive.builders.configuration import SiteConfiguration
from lint.post.document import Document
from lint.post.settings import Settings
from lint.primitives.source import Source
from lint.schema import load
from lint.values import urls
from tests.builders.tables import Row

# The file and the site of a table that is not about a builder in `lint.toml`.
_NAMES = {"mdx": ("plain", "p.mdx"), "gray-matter": ("plain", "p.md")}
_PAGE = re.compile(r"\.html(?=#|$)")
_TEMPLATE = re.compile(r"\{\{|\{%|\{filename|\{static|\{attach|\|filename")


def document(builder: str, body: str) -> Document:
    """Return a post of a builder's site."""
    name, file = _NAMES.get(builder, (builder, "p.md"))
    site = named(name)("/site", "a test")
    site.configuration = SiteConfiguration(("config",), (b"",))  # the builder's own defaults
    settings = Settings(schema=load("plain"), site=site)
    return Document(Source(file, f"---\ntitle: x\n---\n{body}".encode("utf-8", "replace")), settings)


def found(row: Row) -> dict[str, set[str]]:
    """Return the destinations that the reader finds in a row's input."""
    post = document(row.builder, row.input)
    links = [link for link in post.links if link.linked]
    return {
        "links": plain(link.value for link in links if link.kind == "link" and link.element in ("a", "text")),
        "images": plain(
            link.value
            for link in links
            if link.element in ("img", "image")
            and link.attribute in ("src", "markdown", "reference", "template")
        ),
    }


def given(row: Row) -> dict[str, set[str]]:
    """Return the destinations that the builder made of a row's input."""
    # A bare address of mail becomes a link too, which is no concern of ours.
    spared = "" if "<" in row.input or "mailto:" in row.input else "mailto:"
    links = [href for href in row.gives["links"] if not spared or not str(href).startswith(spared)]
    return {"links": plain(links), "images": plain(row.gives["images"])}


def agrees(row: Row) -> bool:
    """Whether the reader finds what the builder gives; a page that was not built has no links."""
    if not isinstance(row.gives, dict):
        return True
    ours, theirs = found(row), given(row)
    return all(
        ours[kind] == theirs[kind]
        or (any(_TEMPLATE.search(value) for value in ours[kind]) and len(ours[kind]) == len(theirs[kind]))
        for kind in ours
    )


def plain(values: Iterable[Any]) -> set[str]:
    """Return addresses without what writes the same address in another way."""
    return {_plain(unescape(value)) for value in values if value is not None}


def _plain(value: str) -> str:
    value = _PAGE.sub("", value.removeprefix("./"))  # as VitePress writes the address of a page
    parsed = urls.parse(unquote(value), None)
    return unquote(parsed.href if parsed is not None else value).strip()
