"""What a site builder makes of a file: the questions that rules ask, and the answers without a builder."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lint.archive.builders import empty_pages, other_tools
from lint.archive.builders.front_matter import FrontMatterReading
from lint.archive.builders.heading_ids import HeadingIds
from lint.archive.builders.markdown import COMMONMARK, MDX, QUARTO, Markdown
from lint.archive.builders.names import is_page_name
from lint.archive.builders.outputs import Output
from lint.archive.builders.site_links import SiteLinks
from lint.archive.builders.site_settings import PACKAGE
from lint.config.dialects import Dialect
from lint.primitives.files import Listings, head

if TYPE_CHECKING:
    from lint.archive.builders.addresses import Published

_LONGEST_PACKAGE = 100_000


class Site(SiteLinks, FrontMatterReading, HeadingIds):
    """One site, and what its builder makes of files.

    The attributes and methods here and in the base classes are what rules ask, so that no rule needs to know
    a builder's name; their values are those for a folder of posts without a known builder, where only what
    every builder rejects is wrong.

    Each builder is a subclass in a file of its own. It must say

    - how it is called: `name`, `title`;
    - how its site is recognised, by `marks` or `recognise`, and configured: `configuration_files`;
    - which Markdown it reads: `markdown`;
    - what it makes of a file: `output`, `is_post`;
    - where that is published: `published`, `static_address`, `base_path`;
    - what links lead to: `links`.

    The rest it says where it differs. The base classes have

    - `SiteSettings`: the configuration, and which other files decide;
    - `SiteLinks`: what links lead to, asked of the builder's own subclass of `Links`;
    - `FrontMatterReading`: front matter, tags and dates;
    - `HeadingIds`: the syntax and the ids of headings.

    Attributes:
        name: the builder's name in `lint.toml`.
        title: its name for people.
        schema: the built-in schema of its posts.
        marks: the files and folders whose names, in the site's folder, tell the builder.
        packages: the packages of npm whose presence in `package.json` tells it where no mark does.
    """

    name: ClassVar[Dialect] = "plain"
    title: ClassVar[str] = "no known site builder"
    schema: ClassVar[str] = "plain"
    marks: ClassVar[Sequence[str]] = ()
    packages: ClassVar[Sequence[str]] = ()

    # The suffixes of the files that the builder makes pages of, where these decide.
    page_suffixes: ClassVar[tuple[str, ...]] = ()
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

    # Recognition

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
    def has_other_tool(self) -> bool:
        """Whether a tool that is not known builds the site; see `other_tools`."""
        return not self.is_known and other_tools.is_there(self.root, self.bounds)

    def besides(self) -> list[str]:
        """Return the paths of the files that decide about all files, besides the configuration."""
        return [*super().besides(), *(() if self.is_known else other_tools.paths(self.root))]

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

    def adds_ids(self, text: str, start: int, end: int, relative: str, fields: Mapping[str, object]) -> bool:
        """Return whether templates or programs may add elements with ids to a page.

        Parameters:
            text: the whole text of the file.
            start, end: where its body is.
            relative: its path from the site's folder, with `/`.
            fields: its front matter.
        """
        from lint.archive.builders.added_ids import may_be_added  # only for pages that links lead to

        return (
            self.has_other_tool
            or self.filters_pages(relative, fields)
            or may_be_added(self, text, start, end, relative)
        )

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
        package = head(os.path.join(self.root, PACKAGE), _LONGEST_PACKAGE, self.bounds) or b""
        return any(word.encode() in content for content in (*self.configuration.contents, package))


def _exists(folder: str, mark: str) -> bool:
    return os.path.exists(os.path.join(folder, mark))
