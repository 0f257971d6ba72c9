"""What the links of several builders have in common."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from lint.archive.builders.addresses import Published
from lint.primitives.bounds import Bounds
from lint.primitives.patterns import regex
from lint.primitives.place import Span

_TEMPLATE = regex(r"\{\{|\{%|\{#|\$\{|<%")


def has_template(url: str) -> bool:
    """Return whether a template completes a URL."""
    return ("{" in url or "<" in url) and _TEMPLATE.search(url) is not None


def nfc(text: str) -> str:
    """Return a text in NFC, as places are."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def blocks(
    text: str, start: int, end: int, opening: re.Pattern[str], closing: re.Pattern[str]
) -> Iterator[Span]:
    """Yield the places of what begins and ends with a pattern; one that is not closed is none."""
    position = start
    while (begin := opening.search(text, position, end)) is not None:
        last = closing.search(text, begin.end(), end)
        if last is None:
            return
        yield Span(begin.start(), last.end())
        position = last.end()


def walk(top: str, bounds: Bounds) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield what `os.walk` does, unless the folder itself leads out of the archive."""
    if bounds.leads_out(top, os.path.dirname(top)) is None:
        yield from os.walk(top)


class PagedSite(Protocol):
    """What `page_places` needs to know of a site."""

    @property
    def root(self) -> str:
        """See `Site.root`."""

    @property
    def bounds(self) -> Bounds:
        """See `Site.bounds`."""

    @property
    def page_suffixes(self) -> tuple[str, ...]:
        """See `Site.page_suffixes`."""

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """See `Site.published`."""

    def static_address(self, relative: str) -> str | None:
        """See `Site.static_address`."""


def page_places(site: PagedSite, relative: str, fields: Mapping[str, object] | None) -> tuple[str, ...]:
    """Return the addresses of a page that is no post, by its own front matter, or of another file.

    A page whose address cannot be told provides its path.

    Parameters:
        site: the site.
        relative: the path of the file from the site's folder.
        fields: the front matter of a post, whose addresses are known from `published`; `None` for others.
    """
    if not relative.endswith(site.page_suffixes):
        return places([site.static_address(relative)])
    if fields is not None:
        return ()
    from lint.archive.builders.page_heads import fields_of  # only for such pages

    own = fields_of(os.path.join(site.root, relative), site.bounds)
    found = site.published(relative, own or {})
    return places((*found.addresses, *found.aliases)) if found is not None else (nfc(relative),)


def places(found: Iterable[str | None]) -> tuple[str, ...]:
    """Return addresses as places, each once; `None` among them is left out."""
    return tuple(dict.fromkeys(nfc(each) for each in found if each is not None))
