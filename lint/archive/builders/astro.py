"""Astro, also with Starlight (https://docs.astro.build/)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.front_matter import RepeatedKey
from lint.archive.builders.headings import HeadingSyntax, made_ids
from lint.archive.builders.markdown import REMARK, Markdown
from lint.archive.builders.names import is_below_underscore
from lint.archive.builders.outputs import Output
from lint.archive.builders.site import Site
from lint.config.dialects import Dialect
from lint.values.dates import Moment, Unread
from lint.values.headings import Heading

# https://docs.astro.build/en/basics/astro-pages/
_PAGES = (".md", ".mdx", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn", ".html", ".astro")


class Astro(Site):
    """A site built by Astro, with remark and MDX."""

    name: ClassVar[Dialect] = "astro"
    title: ClassVar[str] = "Astro"
    marks: ClassVar[Sequence[str]] = (
        "astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.mts", "astro.config.cjs",
    )  # fmt: skip
    packages: ClassVar[Sequence[str]] = ("astro", "@astrojs/starlight")
    configuration_files: ClassVar[Sequence[str]] = marks
    fences: ClassVar[str] = "astro"
    yaml: ClassVar[str] = "js-yaml-4"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    markdown: ClassVar[Markdown] = REMARK

    url_key: ClassVar[str | None] = "site"

    def output(self, relative: str) -> Output:
        """Return the page of a file in `src/pages`, or of an entry in `src/content`.

        The configuration of a collection decides which of its files are entries; all are taken to be.
        """
        if relative.startswith("public/"):
            return "copied"
        parts = relative.split("/")[2:]
        if relative.startswith("src/pages/"):
            is_hidden = any(part[:1] in ("_", ".") for part in parts)
            return "page" if not is_hidden and relative.endswith(_PAGES) else "left out"
        if relative.startswith("src/content/"):
            is_hidden = any(part[:1] == "." for part in parts)
            return "page" if not is_hidden and relative.endswith((".md", ".mdx")) else "left out"
        return "left out"

    def is_partial(self, path: str) -> bool:
        """Return whether a file's name, or that of a folder above it, begins with `_`."""
        return is_below_underscore(path, self.root)

    def prints(self, value: object) -> str | None:
        """Return nothing: the usual schemas stop at a title that is not text."""
        del value
        return None

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: the schema of a collection decides, and a page may have none."""
        del path
        return False

    def read_date(self, value: object) -> Moment | Unread:
        """Return the date of `z.coerce.date()`, the schema of Astro's own templates."""
        from lint.values.dates import js  # only for such sites

        return js.new_date(value) or Unread.STOPS

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax(footnotes=True, notes_heading="footnote-label")

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids of github-slugger, without a hyphen at the end."""
        from lint.values import slugs  # only a page with links to its own headings needs it

        return made_ids(headings, slugs.astro)
