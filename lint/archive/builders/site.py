"""What a site builder makes of a file: the questions that rules ask, and the answers without a builder."""

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import ClassVar, Literal

from lint.archive.builders import empty_pages
from lint.archive.builders.configuration import SiteConfiguration, is_zone
from lint.archive.builders.headings import HeadingSyntax
from lint.archive.builders.markdown import COMMONMARK, MDX, QUARTO, Markdown
from lint.archive.builders.names import host_of, is_page_name
from lint.archive.builders.outputs import Output
from lint.config.dialects import Dialect
from lint.primitives.blake2 import blake2b
from lint.primitives.files import Listings, head
from lint.values import dates
from lint.values.dates import Moment, Unread
from lint.values.headings import Heading

TagText = Literal["words", "one", "commas", "none"]
RepeatedKey = Literal["stops", "last", "first", "varies"]

# https://github.com/jonschlinkert/gray-matter/blob/4.0.3/lib/engine.js
ALL_ENGINES = frozenset(("yaml", "yml", "toml", "json", "json5", "js", "javascript", "coffee"))
GRAY_MATTER_ENGINES = frozenset(("yaml", "yml", "json", "js", "javascript"))


_LONGEST_PACKAGE = 100_000
# Words that ask for the date of the build, of the file or of a commit, in any builder:
# https://quarto.org/docs/reference/dates.html,
# https://www.11ty.dev/docs/dates/#setting-a-content-date-in-front-matter
_OTHER_DATES = frozenset(
    ("today", "now", "last-modified", "last modified", "created", "git last modified", "git created")
)


class Site:
    """One site, and what its builder makes of files.

    Each builder is a subclass in a file of its own. The attributes and methods here are what rules ask, so
    that no rule needs to know a builder's name; their values are those for a folder of posts without a known
    builder, where only what every builder rejects is wrong.

    Parameters:
        root: the site's folder, an absolute path.
        reason: how the site was recognised.

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

    # How the fences of a front matter are found: a name in `lint.post.front_matter.syntaxes`.
    fences: ClassVar[str] = "any"
    # How YAML is read: a name in `lint.post.front_matter.yaml_libraries`.
    yaml: ClassVar[str] = "1.1"
    # The languages that may follow the fence, as in `---json`.
    engines: ClassVar[frozenset[str]] = ALL_ENGINES
    # What the builder makes of a key that is repeated: it stops, or takes the last or first one.
    repeated_key: ClassVar[RepeatedKey] = "varies"
    # What becomes of a front matter that the builder does not find, as the end of a sentence.
    unread: ClassVar[str] = "its text appears on the page"
    unread_page: ClassVar[str | None] = None
    # What becomes of a post without a front matter, as the end of a sentence.
    without_front_matter: ClassVar[str] = "nearly all files beside it have one"
    # Whether `Title` and `title` are one key.
    ignores_case_of_keys: ClassVar[bool] = False

    # What a text instead of a list of tags means: words separated by spaces, one tag, tags between commas, or
    # nothing, if the builder accepts only lists.
    tag_text: ClassVar[TagText] = "one"
    # The keys of a mapping that is a tag.
    tag_keys: ClassVar[frozenset[str]] = frozenset()
    # Whether Liquid is run over every post.
    runs_liquid: ClassVar[bool] = False
    # Whether posts without a date in their name are skipped.
    needs_date_in_name: ClassVar[bool] = False
    # Whether the front matter may hold HTML character references, since templates print it as it is.
    renders_entities: ClassVar[bool] = False
    # Whether tags of two types, such as 2021 and "2021", are two tags, which cannot be sorted.
    tags_have_types: ClassVar[bool] = False
    # Whether the posts are read on the computer on which they are written.
    is_read_by_its_author: ClassVar[bool] = False
    # Whether posts appear before their date; `None` if nothing says so.
    shows_future_posts: bool | None = None
    # The keys to which the site's configuration gives a value where a post has none.
    default_keys: frozenset[str] = frozenset()
    # Whether an image whose address is a page is shown as that page.
    embeds_pages: ClassVar[bool] = False

    def __init__(self, root: str = ".", reason: str = "") -> None:
        self.root = root
        self.reason = reason

    # Recognition and configuration

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
        return SiteConfiguration.of(self.root, self.configuration_files)

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
        """The identity of the site and its configuration, for the cache."""
        digest = blake2b(digest_size=16)
        names = (self.name, self.root, self.reason, *self.configuration.files)
        parts = [name.encode("utf-8", "surrogatepass") for name in names]
        for part in (*parts, *self.configuration.contents):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
        return digest.digest()

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

    # Front matter

    def tags(self, value: object) -> Sequence[object] | None:
        """Return the tags that the builder makes of a value; `None` where it stops."""
        if value is None:
            return ()
        if isinstance(value, list):
            return value
        if not isinstance(value, str):
            return None if self.tag_text == "none" else (value,)
        match self.tag_text:
            case "words":
                return value.split()
            case "commas":
                return value.split(",") if value else ()
            case "one":
                return (value,)
            case "none":
                return None

    def prints(self, value: object) -> str | None:
        """Return what templates print for a number, boolean or date; `None` if it is something else."""
        if isinstance(value, bool):
            return str(value).lower()
        # A date is printed with its time, and 1.0 as 1.
        return str(value).removesuffix(".0") if isinstance(value, int | float) else None

    def fences_of(self, *, is_post: bool) -> str:
        """Return how a file's front matter is found: a name in `lint.post.front_matter.syntaxes`."""
        del is_post
        return self.fences

    # Dates

    # Whether the front matter's date, not the file name's, is in a post's address.
    date_is_in_address: bool = False
    # Whether a time without a timezone, in a site that names none, is in the machine's; else it is in UTC.
    machine_has_timezone: ClassVar[bool] = True

    def reads_dates(self, path: str, *, is_post: bool) -> bool:
        """Return whether the builder itself reads a file's date; else only themes and plug-ins may."""
        del path, is_post
        return True

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date that the builder reads in a value, or what it does instead.

        Parameters:
            value: the value as the site's YAML, TOML or JSON gives it.
        """
        if value is None or value == "":
            return Unread.NONE
        if isinstance(value, str) and value.lower() in _OTHER_DATES:
            return Unread.ELSEWHERE
        return dates.parse(value) or Unread.STOPS

    def date(self, value: object) -> Moment | None:
        """Return the date that the builder reads in a value; `None` if it reads none."""
        found = self.read_date(value)
        return found if isinstance(found, Moment) else None

    def needs_timestamps(self, name: str) -> bool:
        """Return whether, in such a file, a date that YAML reads as text may differ from a timestamp."""
        return not name.endswith(".qmd")

    def date_error(self, unread: Unread) -> str:
        """Return what happens to a post whose date is not read, to follow the date in a sentence."""
        if type(self) is Site:
            return "which no site builder reads as a date"
        if unread is Unread.NOW:
            return f"which {self.title} completes with the day of the build"
        if unread is Unread.STOPS:
            return f"at which {self.title} stops the build"
        return f"which {self.title} does not read as a date"

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
        package = head(os.path.join(self.root, "package.json"), _LONGEST_PACKAGE) or b""
        return any(word.encode() in content for content in (*self.configuration.contents, package))

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax(footnotes=True)

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids that the builder gives to a page's headings, in order.

        An id is `None` for a heading without one; so is the whole if the ids cannot be told.
        """
        del headings
        return None

    def finds_heading(self, name: str, headings: Sequence[Heading]) -> bool:
        """Return whether a link to `#name` finds a heading of the page, or may find one."""
        ids = self.heading_ids(headings)
        if ids is None:
            return self._may_find_heading(name, headings)
        return name in ids or name in self.older_heading_ids(headings)

    def older_heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None]:
        """Return the ids that an older version of the builder, which is still in use, gives to headings."""
        del headings
        return ()

    def _may_find_heading(self, name: str, headings: Sequence[Heading]) -> bool:
        """Return whether some builder gives a heading an id that is the name, but for case or punctuation."""
        from lint.values import slugs  # only a page with links to its own headings needs it

        ids = slugs.any_of(headings)
        return not ids.isdisjoint((name, name.lower(), slugs.github(name)))


def once(tags: Sequence[object]) -> list[object]:
    """Return tags without repeated ones; 1 and true are two."""
    return list({(type(tag), str(tag)): tag for tag in tags}.values())


def _exists(folder: str, mark: str) -> bool:
    return os.path.exists(os.path.join(folder, mark))
