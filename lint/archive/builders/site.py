"""What a site builder makes of a file: the questions that rules ask, and the answers without a builder."""

import os
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import ClassVar, Literal

from lint.archive.builders.configuration import SiteConfiguration
from lint.archive.builders.markdown import COMMONMARK, MDX, QUARTO, Markdown
from lint.config.dialects import Dialect
from lint.primitives.files import Listings, head
from lint.values import dates, slugs
from lint.values.dates import Moment, Unread

TagText = Literal["words", "one", "commas", "none"]
RepeatedKey = Literal["stops", "last", "first", "varies"]

# https://github.com/jonschlinkert/gray-matter/blob/4.0.3/lib/engine.js
ALL_ENGINES = frozenset(("yaml", "yml", "toml", "json", "json5", "js", "javascript", "coffee"))
GRAY_MATTER_ENGINES = frozenset(("yaml", "yml", "json", "js", "javascript"))


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

    # The files from which `configuration` reads the first that exists.
    configuration_files: ClassVar[Sequence[str]] = ()
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

    @property
    def timezone(self) -> str | None:
        """The name of the timezone that the site's configuration sets."""
        return None

    @property
    def own_host(self) -> str | None:
        """The host at which the site is published, if its configuration says so."""
        return None

    @property
    def untold(self) -> Sequence[str]:
        """What the site's configuration says and could not be read, a sentence each."""
        problem = self.configuration.problem
        return (problem,) if problem is not None else ()

    # Files

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
        """Return whether a page with these fields has its content elsewhere, as in a template."""
        return not fields.keys().isdisjoint(_CONTENT_ELSEWHERE) or holds_content(fields)

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

    def fences_of(self, *, is_post: bool) -> str:
        """Return how a file's front matter is found: a name in `lint.post.front_matter.syntaxes`."""
        del is_post
        return self.fences

    # Dates

    # Whether the front matter's date, not the file name's, is in a post's address.
    date_is_in_address: ClassVar[bool] = False
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
        return self.configuration.mentions(word) or word.encode() in package

    def heading_ids(self, texts: Sequence[str]) -> frozenset[str]:
        """Return the ids that the builder gives to a page's headings, from their visible texts in order."""
        return slugs.any_of(texts)


_CONTENT_ELSEWHERE = (
    "data",
    "type",
    "template",
    "layout_data",
    "comments",
    "redirect",
    "redirect_to",
    "external_url",
)
_LONG_TEXT = 200
_LONGEST_PACKAGE = 100_000


def holds_content(fields: Mapping[str, object]) -> bool:
    """Return whether the front matter itself holds content: a list of mappings, or a long text."""
    for name, value in fields.items():
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            return True
        if (
            isinstance(value, str)
            and len(value) > _LONG_TEXT
            and name not in ("title", "description", "excerpt")
        ):
            return True
    return False


def once(tags: Sequence[object]) -> list[object]:
    """Return tags without repeated ones; 1 and true are two."""
    return list({(type(tag), str(tag)): tag for tag in reversed(tags)}.values())[::-1]


def host_of(url: str | None) -> str | None:
    """Return the host of an absolute URL, with a dot in it; else `None`."""
    host = (url or "").partition("//")[2].partition("/")[0].strip()
    return host if "." in host else None


def _exists(folder: str, mark: str) -> bool:
    return os.path.exists(os.path.join(folder, mark))


@lru_cache(maxsize=4096)
def folders_between(folder: str, root: str) -> frozenset[str]:
    """Return the names of the folders between a site's root and a file."""
    return frozenset(os.path.relpath(os.path.abspath(folder), root).split(os.sep))


def is_page_name(name: str) -> bool:
    """Return whether a file's name is one of a repository's or a site's own pages, such as a README."""
    return _page_names().match(name) is not None


@cache
def _page_names() -> re.Pattern[str]:
    # Compiled on demand: a run with everything cached does not need it.
    return re.compile(
        r"(?:README|CHANGELOG|CHANGES|HISTORY|LICEN[CS]E|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|SUPPORT|AGENTS"
        r"|AUTHORS|NEWS|TODO|ABOUT|INDEX|404|CONTACT|PULL_REQUEST_TEMPLATE|ISSUE_TEMPLATE)(?:[.\-_][\w\-]{2,5})?\.",
        re.IGNORECASE,
    )
