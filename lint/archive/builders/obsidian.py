"""An Obsidian vault (https://help.obsidian.md/)."""

import json
import os
import posixpath
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lint.archive.builders.addresses import Published
from lint.archive.builders.front_matter import RepeatedKey
from lint.archive.builders.markdown import OBSIDIAN, Markdown
from lint.archive.builders.site import Site
from lint.config.dialects import Dialect
from lint.primitives.patterns import regex
from lint.values.headings import Heading

if TYPE_CHECKING:
    from lint.archive.builders.obsidian_links import ObsidianLinks

# Where the core plug-in for templates, and Templater, keep the name of the folder with the templates
# (https://help.obsidian.md/plugins/templates, https://silentvoid13.github.io/Templater/settings.html).
_SETTINGS = (
    (".obsidian/templates.json", "folder"),
    (".obsidian/plugins/templater-obsidian/data.json", "templates_folder"),
)
# What Obsidian leaves out of both a heading and a link to it.
_SIGNS = regex(r"[!\"#$%&()*+,.:;<=>?@^`{|}~/\[\]\\]")
_USUAL = frozenset(("templates", "_templates"))


class Obsidian(Site):
    """A vault of notes, with or without properties."""

    name: ClassVar[Dialect] = "obsidian"
    title: ClassVar[str] = "Obsidian"
    marks: ClassVar[Sequence[str]] = (".obsidian",)

    fences: ClassVar[str] = "obsidian"
    yaml: ClassVar[str] = "core"
    repeated_key: ClassVar[RepeatedKey] = "stops"
    embeds_pages: ClassVar[bool] = True
    is_read_by_its_author: ClassVar[bool] = True
    markdown: ClassVar[Markdown] = OBSIDIAN
    is_whole: ClassVar[bool] = True  # no setting decides what links lead to

    names_blocks: ClassVar[bool] = True

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None]:
        """Return the texts of headings, which links name, without the signs that links cannot contain."""
        return [self.linked_id(each.text()) for each in headings]

    def heading_finder(self, headings: Sequence[Heading]) -> Callable[[str], bool]:
        """Return a function that tells whether a link finds a heading."""
        ids = frozenset(self.heading_ids(headings))
        return lambda name: self.linked_id(name) in ids

    def linked_id(self, name: str) -> str:
        """Return the text of a heading as links name it: without signs, and without regard to case."""
        return name if name.startswith("^") else " ".join(_SIGNS.sub(" ", name).casefold().split())

    @cached_property
    def _templates(self) -> frozenset[str]:
        """The folders with templates, as the settings name them."""
        found = (self._setting(file, key) for file, key in _SETTINGS)
        folders = (posixpath.normpath(name.strip("/")).lower() for name in found if name.strip("/ "))
        return frozenset(folders)

    def _setting(self, file: str, key: str) -> str:
        try:
            content = self.configuration.beside(os.path.join(self.root, file), self.bounds)
            settings = json.loads(content or b"{}")
        except (ValueError, RecursionError):
            self.configuration.report(f"{file} was not read: it is not valid JSON")
            return ""
        value = settings.get(key) if isinstance(settings, dict) else None
        return value if isinstance(value, str) else ""

    def leaves_out(self, relative: str, *, is_folder: bool) -> str | None:
        """Return the reason for a folder of templates, which hold placeholders such as `{{title}}`."""
        templates = self._templates
        if not is_folder:
            return None
        name = relative.lower()
        if name in templates:
            return f"Obsidian, whose templates are in {relative}"
        return "its name, which is usual for templates" if posixpath.basename(name) in _USUAL else None

    # Addresses

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """Return a note's path in the vault without and with its suffix, and its `aliases`, which are names.

        https://help.obsidian.md/aliases. Nothing is published; links in the vault find notes by these.
        """
        given = fields.get("aliases", fields.get("alias"))
        names = [each.strip() for each in given.split(",")] if isinstance(given, str) else given
        texts = [str(each) for each in (names if isinstance(names, list) else ()) if each not in (None, "")]
        return Published((f"/{relative.removesuffix('.md')}", f"/{relative}"), tuple(texts))

    def static_address(self, relative: str) -> str | None:
        """Return an attachment's path in the vault."""
        return f"/{relative}"

    # Links

    @cached_property
    def links(self) -> "ObsidianLinks":
        """What links lead to; see `obsidian_links`."""
        from lint.archive.builders.obsidian_links import ObsidianLinks  # only for rules on targets

        return ObsidianLinks()

    def needs_front_matter(self, path: str) -> bool | None:
        """Return false: properties are optional."""
        del path
        return False

    def reads_dates(self, path: str, *, is_post: bool) -> bool:
        """Return false: only themes and plug-ins read dates."""
        del path, is_post
        return False
