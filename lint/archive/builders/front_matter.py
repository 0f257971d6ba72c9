"""How a site builder reads front matter, tags and dates: the questions that rules ask about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:  # dates are slow to import, and not read if every file is known
    from lint.values.dates import Moment, Unread

TagText = Literal["words", "one", "commas", "none"]
RepeatedKey = Literal["stops", "last", "first", "varies"]

# https://github.com/jonschlinkert/gray-matter/blob/4.0.3/lib/engine.js
ALL_ENGINES = frozenset(("yaml", "yml", "toml", "json", "json5", "js", "javascript", "coffee"))
GRAY_MATTER_ENGINES = frozenset(("yaml", "yml", "json", "js", "javascript"))

# Words that ask for the date of the build, of the file or of a commit, in any builder:
# https://quarto.org/docs/reference/dates.html,
# https://www.11ty.dev/docs/dates/#setting-a-content-date-in-front-matter
_OTHER_DATES = frozenset(
    ("today", "now", "last-modified", "last modified", "created", "git last modified", "git created")
)


class FrontMatterReading:
    """What a builder makes of front matter; the values are those without a known builder."""

    title: ClassVar[str]
    # Whether the site's builder is known.
    is_known: ClassVar[bool] = False

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
    # Whether tags of two types, such as 2021 and "2021", are two tags, which cannot be sorted.
    tags_have_types: ClassVar[bool] = False

    @property
    def renders_entities(self) -> bool:
        """Whether the front matter may hold HTML character references, since templates print it as it is."""
        return False

    @property
    def default_keys(self) -> frozenset[str]:
        """The keys to which the site's configuration gives a value where a post has none."""
        return frozenset()

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

    def tag_page(self, tag: str) -> str:
        """Return what tags with one page have in common; here, each has a page of its own."""
        return tag

    def fences_of(self, *, is_post: bool) -> str:
        """Return how a file's front matter is found: a name in `lint.post.front_matter.syntaxes`."""
        del is_post
        return self.fences

    # Dates

    # Whether a time without a timezone, in a site that names none, is in the machine's; else it is in UTC.
    machine_has_timezone: ClassVar[bool] = True
    # Whether a date that YAML reads as text is as good as a timestamp.
    reads_dates_from_text: ClassVar[bool] = False

    @property
    def shows_future_posts(self) -> bool | None:
        """Whether posts appear before their date; `None` if nothing says so."""
        return None

    @property
    def date_is_in_address(self) -> bool:
        """Whether the front matter's date, not the file name's, is in a post's address."""
        return False

    def reads_dates(self, path: str, *, is_post: bool) -> bool:
        """Return whether the builder itself reads a file's date; else only themes and plug-ins may."""
        del path, is_post
        return True

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date that the builder reads in a value, or what it does instead.

        Parameters:
            value: the value as the site's YAML, TOML or JSON gives it.
        """
        from lint.values.dates import Unread, parse

        if value is None or value == "":
            return Unread.NONE
        if (isinstance(value, str) and value.lower() in _OTHER_DATES) or _is_year(value):
            return Unread.ELSEWHERE
        return parse(value) or Unread.STOPS

    def date(self, value: object) -> Moment | None:
        """Return the date that the builder reads in a value; `None` if it reads none."""
        from lint.values.dates import Unread

        found = self.read_date(value)
        return None if isinstance(found, Unread) else found

    def needs_timestamps(self, name: str) -> bool:
        """Return whether, in such a file, a date that YAML reads as text may differ from a timestamp."""
        return not (self.reads_dates_from_text or name.endswith(".qmd"))

    def date_error(self, unread: Unread) -> str:
        """Return what happens to a post whose date is not read, to follow the date in a sentence."""
        if not self.is_known:
            return "which no site builder reads as a date"
        from lint.values.dates import Unread

        if unread is Unread.NOW:
            return f"which {self.title} completes with the day of the build"
        if unread is Unread.STOPS:
            return f"at which {self.title} stops the build"
        return f"which {self.title} does not read as a date"


def once(tags: Sequence[object]) -> list[object]:
    """Return tags without repeated ones; 1 and true are two."""
    return list({(type(tag), str(tag)): tag for tag in tags}.values())


def _is_year(value: object) -> bool:
    """Return whether a value is a year, which Quarto and people read; other builders take it for seconds."""
    return type(value) is int and 1000 <= value <= 9999  # noqa: PLR2004 - four digits
