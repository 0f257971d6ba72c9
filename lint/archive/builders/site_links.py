"""The links of a site: the questions that rules ask about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lint.archive.builders.site_settings import SiteSettings
from lint.primitives.patterns import regex

if TYPE_CHECKING:
    from lint.archive.builders.addresses import Published
    from lint.archive.builders.hosting import Hosting
    from lint.archive.builders.links import Links
    from lint.archive.builders.references import Reference
    from lint.primitives.place import Span

_HIDDEN = regex(r"(?:^|/)\.[^./]")


class SiteLinks(SiteSettings):
    """What links lead to; the answers are those of the builder's `Links`, and of the site's service."""

    # Whether a page's links publish files.
    links_publish: ClassVar[bool] = False
    # How URLs begin that name a file of the site, although they look like addresses of mail or have a scheme.
    file_prefixes: ClassVar[tuple[str, ...]] = ()

    @cached_property
    def links(self) -> Links:
        """The builder's answers, in a module of their own: only rules on targets need them."""
        from lint.archive.builders.plain_links import PlainLinks

        return PlainLinks()

    @property
    def base_path(self) -> str:
        """What comes before the addresses of all files, without a `/` at the end.

        It is empty if the site is at its host's root.
        """
        return ""

    def reference(
        self,
        url: str,
        relative: str,
        published: Published | None,
        *,
        image: bool,
        markdown: bool = True,
    ) -> Reference | None:
        """Return what a link or an image leads to within the site.

        `None` for an address with a scheme or a host, and for what cannot be told: where a template, a
        plug-in or a theme decides, where the page's own address is needed and not known, or outside the base
        path.

        Parameters:
            url: the address, as a browser reads it; it may have templates.
            relative: the path of the file that has it, from the site's folder, with `/`.
            published: where that file is published.
            image: whether the address is shown, not followed.
            markdown: whether it is in Markdown, not in HTML, since some builders change only the former.
        """
        return self.links.reference(url, relative, published, image=image, markdown=markdown)

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterable[tuple[Span, Reference]]:
        """Return what templates in a body name, such as includes and shortcodes, each with its place.

        Parameters:
            text: the whole text of the file.
            start, end: where its body is.
            relative: its path from the site's folder, with `/`.
        """
        return self.links.template_references(text, start, end, relative)

    def provided(self, relative: str, fields: Mapping[str, object] | None = None) -> Sequence[str]:
        """Return the places that a file provides, besides its path and what `published` says of a post.

        Ask of every file of the site, also of those that are no posts: of those, the addresses of a page are
        among the places, and those of files that a builder converts.

        Parameters:
            relative: its path from the site's folder, with `/`.
            fields: the front matter of a post.
        """
        found = self.links.provided(relative, fields)
        if relative.endswith("/index.html"):  # a file that is copied is the folder's page, too
            return [*found, *(each[: -len("index.html")] for each in found if each.endswith("/index.html"))]
        return found

    def published_for(self, url: str, relative: str, published: Published | None) -> Sequence[str]:
        """Return the addresses of a file that is published since a page links to it.

        Parameters:
            url: the link.
            relative: the path of the page.
            published: where the page is published.
        """
        return self.links.published_for(url, relative, published) if self.links_publish else ()

    def may_generate(self, place: str) -> bool:
        """Return whether a place may exist although no file of the site says so.

        A theme, a plug-in, a list of pages or a feed may provide it. Ask of each place of a reference before
        it is called wrong.

        Parameters:
            place: as in `Reference.places`.
        """
        return self.links.may_generate(place)

    def list_page(self, place: str) -> Sequence[str]:
        """Return places of which one must exist for a page of a list, such as `/page/9/`, to exist.

        Lists have as many pages as the posts fill. Empty for a place that is none of a list, or if it cannot
        be told how many posts it takes.

        Parameters:
            place: one for which `may_be_there` is true.
        """
        return self.links.list_page(place)

    def may_be_there(self, place: str) -> bool:
        """Return whether a place may exist by `may_generate`, or is redirected by the site's service.

        So may a hidden file or one in a hidden folder, such as `.github/`: they are not listed.
        """
        if _HIDDEN.search(place) or self.may_generate(place):
            return True
        if not place.startswith("/"):
            return False
        return self._hosting.redirects(place) or self._hosting.redirects(f"{self.base_path}{place}")

    @property
    def sends_files_for_folders(self) -> bool:
        """Whether the service that the site is on may send `a.html` for `/a/`."""
        return self._hosting.is_pretty

    @cached_property
    def _hosting(self) -> Hosting:
        from lint.archive.builders.hosting import Hosting  # only for rules on targets

        return Hosting(self.root, self.bounds)
