"""What a site builder makes of a file: the questions that rules ask, and the answers without a builder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lint.archive.builders import empty_pages, surroundings
from lint.archive.builders.configuration import SiteConfiguration, is_zone
from lint.archive.builders.front_matter import FrontMatterReading
from lint.archive.builders.heading_ids import HeadingIds
from lint.archive.builders.markdown import COMMONMARK, MDX, QUARTO, Markdown
from lint.archive.builders.names import host_of, is_page_name
from lint.archive.builders.outputs import Output
from lint.config.dialects import Dialect
from lint.primitives.bounds import Bounds
from lint.primitives.files import Listings, head

if TYPE_CHECKING:
    from lint.archive.builders.addresses import Published
    from lint.archive.builders.hosting import Hosting
    from lint.archive.builders.references import Reference
    from lint.primitives.place import Span

_LONGEST_PACKAGE = 100_000
_PACKAGE = "package.json"


class Site(FrontMatterReading, HeadingIds):
    """One site, and what its builder makes of files.

    Each builder is a subclass in a file of its own. The attributes and methods here are what rules ask, so
    that no rule needs to know a builder's name; their values are those for a folder of posts without a known
    builder, where only what every builder rejects is wrong.

    Parameters:
        root: the site's folder, an absolute path.
        reason: how the site was recognised.
        bounds: the archive that its settings must be in.

    Attributes:
        name: the builder's name in `lint.toml`.
        title: its name for people.
        schema: the built-in schema of its posts.
        marks: the files and folders whose names, in the site's folder, tell the builder.
    """

    name: ClassVar[Dialect] = "plain"
    title: ClassVar[str] = "no known site builder"
    schema: ClassVar[str] = "plain"
    marks: ClassVar[Sequence[str]] = ()

    # The packages of npm whose presence in `package.json` tells the builder where no mark does.
    packages: ClassVar[Sequence[str]] = ()

    # The files from which `configuration` reads the first that exists.
    configuration_files: ClassVar[Sequence[str]] = ()
    # The key of the site's timezone in them.
    timezone_key: ClassVar[str | None] = None
    # The key of the address at which the site is published.
    url_key: ClassVar[str | None] = None
    # Folders in the site's folder whose files are no posts, although they may look like posts.
    folders_without_posts: ClassVar[frozenset[str]] = frozenset()

    # Whether Liquid is run over every post.
    runs_liquid: ClassVar[bool] = False
    # Whether posts without a date in their name are skipped.
    needs_date_in_name: ClassVar[bool] = False
    # Whether the posts are read on the computer on which they are written.
    is_read_by_its_author: ClassVar[bool] = False
    # Whether an image whose address is a page is shown as that page.
    embeds_pages: ClassVar[bool] = False

    def __init__(self, root: str = ".", reason: str = "", bounds: Bounds | None = None) -> None:
        self.root = root
        self.reason = reason
        self.bounds = bounds or Bounds()

    # Recognition and configuration

    def __init_subclass__(cls) -> None:
        """Mark a subclass as a known builder."""
        cls.is_known = True

    @classmethod
    def recognise(cls, folder: str, names: frozenset[str], listings: Listings) -> str | None:
        """Return how a folder shows that it is the root of this builder's site; `None` if it does not.

        Parameters:
            folder: an absolute path.
            names: the names in it.
            listings: lists other folders.
        """
        del listings
        mark = next(
            (mark for mark in cls.marks if mark.partition("/")[0] in names and _exists(folder, mark)), None
        )
        return f"{mark} is in {folder}" if mark is not None else None

    @cached_property
    def configuration(self) -> SiteConfiguration:
        """The site's own configuration, as far as it can be read without running it."""
        return SiteConfiguration.of(self.root, self.configuration_files, self.bounds)

    @cached_property
    def timezone(self) -> str | None:
        """The name of the timezone that the site's configuration sets, in the IANA database."""
        key = self.timezone_key
        name = self.configuration.get(key) if key is not None else None
        if not name or is_zone(name):
            return name or None
        file = self.configuration.name
        self.configuration.report(f"`{key}` in {file} was not read: no timezone is called {name!r}")
        return None

    @property
    def untold(self) -> Sequence[str]:
        """What could not be read from the site's configuration: a sentence each."""
        self.leaves_out("x", is_folder=False)
        self.output("x.md")
        _ = self.timezone
        is_program = self.configuration.is_program
        some = f"{self.configuration.name} is a program, which is not run: only plain values in it are read"
        return [*([some] if is_program else ()), *self.configuration.problems]

    @cached_property
    def fingerprint(self) -> bytes:
        """The identity of the site, its configuration, and the files of `besides`, for the cache."""
        names = (self.name, self.root, self.reason, *self.configuration.files)
        parts = [name.encode("utf-8", "surrogatepass") for name in names]
        parts += surroundings.files(self.besides(), self.root, self.bounds)
        return surroundings.digest([*parts, *self.configuration.contents])

    def besides(self) -> list[str]:
        """Return the paths of the files that decide about all files, besides the configuration."""
        from lint.archive.builders import hosting  # as `surroundings`, but needed for links alone

        return [os.path.join(self.root, _PACKAGE), *hosting.paths(self.root, self.bounds)]

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The paths of `besides`, normalized: the only files on which what is kept of a post may depend."""
        return frozenset(map(os.path.normpath, self.besides()))

    def fingerprint_of(self, folder: str) -> bytes:
        """Return the identity of what decides about the files in one folder, for the cache.

        Empty if there is nothing. Folders with the same share their fingerprint.

        Parameters:
            folder: an absolute path.
        """
        del folder
        return b""

    @property
    def own_host(self) -> str | None:
        """The host at which the site is published, if its configuration says so."""
        return host_of(self.configuration.get(self.url_key)) if self.url_key is not None else None

    # Files

    def output(self, relative: str) -> Output:
        """Return what the builder makes of a file with a front matter: a page, a copy, or nothing.

        Parameters:
            relative: its path from the site's folder, with `/`.
        """
        del relative
        return "page"

    def leaves_out(self, relative: str, *, is_folder: bool) -> str | None:
        """Return why the builder builds no page of a file or folder; `None` if it does.

        Parameters:
            relative: its path from the site's folder, with `/`.
        """
        del relative, is_folder
        return None

    def is_post(self, path: str) -> bool:
        """Return whether a file is a post rather than another page of the site."""
        name = os.path.basename(path)
        # A repository's own files are at its root, such as MAINTAINERS.md and ROADMAP.md.
        stem = name.partition(".")[0]
        in_capitals = stem.isupper() and stem.replace("_", "").isalpha()
        is_of_repository = in_capitals and os.path.dirname(os.path.abspath(path)) == self.root
        return not is_of_repository and not self.is_partial(path) and not is_page_name(name)

    def is_partial(self, path: str) -> bool:
        """Return whether a file is a part that other pages include, not a page of its own."""
        return os.path.basename(path).startswith("_")

    def needs_front_matter(self, path: str) -> bool | None:
        """Return whether a file without a front matter is dropped; `None` if its neighbours decide."""
        del path
        return None

    def is_empty_by_design(self, fields: Mapping[str, object]) -> bool:
        """Return whether a page with these fields has its content elsewhere, or is not published."""
        return empty_pages.is_by_design(fields)

    def is_draft(self, path: str, fields: Mapping[str, object]) -> bool:
        """Return whether a file with these fields is not published, so that it has no address yet."""
        del path
        return fields.get("draft") is True or fields.get("published") is False

    # Addresses

    # Before the addresses of all files, without a `/` at the end; empty if the site is at its host's root.
    base_path: str = ""

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """Return where a file is published; `None` if that cannot be told.

        It cannot where a plug-in, a template or a program decides, where a date is missing, and where the
        clock will change the answer: see `addresses.has_come`. So an answer stays true until a file or the
        configuration changes.

        Parameters:
            relative: its path from the site's folder, with `/`.
            fields: its front matter, as the builder reads it.
        """
        del relative, fields
        return None

    def static_address(self, relative: str) -> str | None:
        """Return where a file that is no page, such as an image, is published.

        `None` if it is not, or if that cannot be told.

        Parameters:
            relative: its path from the site's folder, with `/`.
        """
        del relative
        return None

    # Links

    @cached_property
    def is_whole(self) -> bool:
        """Whether all of the site is known that decides what links lead to: its configuration is there."""
        return not self.is_known or bool(self.configuration.files)

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
        del published, markdown
        from lint.archive.builders import plain_links  # only for rules on targets

        return plain_links.reference(url, relative, image=image)

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterable[tuple[Span, Reference]]:
        """Return what templates in a body name, such as includes and shortcodes, each with its place.

        Parameters:
            text: the whole text of the file.
            start, end: where its body is.
            relative: its path from the site's folder, with `/`.
        """
        del relative
        if self.is_known or text.find("[[", start, end) < 0:
            return ()
        from lint.archive.builders import plain_wikilinks  # only for rules on targets

        return plain_wikilinks.wikilinks(text, start, end)

    def adds_ids(self, text: str, start: int, end: int, relative: str, fields: Mapping[str, object]) -> bool:
        """Return whether templates or programs may add elements with ids to a page.

        Parameters:
            text: the whole text of the file.
            start, end: where its body is.
            relative: its path from the site's folder, with `/`.
            fields: its front matter.
        """
        from lint.archive.builders.added_ids import may_be_added  # only for pages that links lead to

        return self.filters_pages(relative, fields) or may_be_added(self, text, start, end, relative)

    def may_generate(self, place: str) -> bool:
        """Return whether a place may exist although no file of the site says so.

        A theme, a plug-in, a list of pages or a feed may provide it. Ask of each place of a reference before
        it is called wrong.

        Parameters:
            place: as in `Reference.places`.
        """
        del place
        return False

    def may_be_there(self, place: str) -> bool:
        """Return whether a place may exist by `may_generate`, or is redirected by the site's service."""
        if self.may_generate(place):
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

    def provided(self, relative: str, fields: Mapping[str, object] | None = None) -> Sequence[str]:
        """Return the places that a file provides, besides its path and what `published` says of a post.

        Ask of every file of the site, also of those that are no posts: of those, the addresses of a page are
        among the places, and those of files that a builder converts.

        Parameters:
            relative: its path from the site's folder, with `/`.
            fields: the front matter of a post.
        """
        from lint.archive.builders import plain_links, plain_wikilinks  # only for rules on targets

        return (*plain_links.provided(relative), *plain_wikilinks.names(relative, fields))

    # Whether a page's links publish files.
    links_publish: ClassVar[bool] = False

    def published_for(self, url: str, relative: str, published: Published | None) -> Sequence[str]:
        """Return the addresses of a file that is published since a page links to it.

        Parameters:
            url: the link.
            relative: the path of the page.
            published: where the page is published.
        """
        del url, relative, published
        return ()

    # Markdown

    markdown: ClassVar[Markdown] = COMMONMARK

    def markdown_of(self, name: str) -> Markdown:
        """Return the Markdown that a file of this name is written in."""
        if name.endswith(".mdx"):
            return MDX
        return QUARTO if name.endswith(".qmd") else self._markdown

    @cached_property
    def _markdown(self) -> Markdown:
        """The builder's Markdown, with what the site adds to it: footnotes come by a plug-in."""
        if not self.markdown.footnotes and self._mentions("footnote"):
            return self.markdown._replace(footnotes=True)
        return self.markdown

    def _mentions(self, word: str) -> bool:
        package = head(os.path.join(self.root, _PACKAGE), _LONGEST_PACKAGE, self.bounds) or b""
        return any(word.encode() in content for content in (*self.configuration.contents, package))


def _exists(folder: str, mark: str) -> bool:
    return os.path.exists(os.path.join(folder, mark))
