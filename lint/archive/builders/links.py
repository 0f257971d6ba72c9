"""What links lead to: the questions that a builder with links of its own answers in a class."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lint.archive.builders.addresses import Published
    from lint.archive.builders.references import Reference
    from lint.primitives.place import Span


class Links(ABC):
    """The links of one site; the parameters are those of the methods of `SiteLinks` with the same names.

    A builder must say what a link leads to and what a file provides. It has no templates that name files, no
    addresses without a file and no files that are published since a page links to them, unless it says so.
    """

    @abstractmethod
    def reference(
        self, url: str, relative: str, published: Published | None, *, image: bool, markdown: bool
    ) -> Reference | None:
        """Return what a link or an image leads to within the site; `None` if that cannot be told."""

    @abstractmethod
    def provided(self, relative: str, fields: Mapping[str, object] | None) -> Sequence[str]:
        """Return the places that a file provides, besides its path and what `published` says of a post."""

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterable[tuple[Span, Reference]]:
        """Return what templates in a body name, such as includes and shortcodes, each with its place."""
        del text, start, end, relative
        return ()

    def may_generate(self, place: str) -> bool:
        """Return whether a place may exist although no file of the site says so."""
        del place
        return False

    def list_page(self, place: str) -> Sequence[str]:
        """Return what it takes for a place to exist that is a page of a list, such as `/page/9/`."""
        del place
        return ()

    def published_for(self, url: str, relative: str, published: Published | None) -> Sequence[str]:
        """Return the addresses of a file that is published since a page links to it."""
        del url, relative, published
        return ()
