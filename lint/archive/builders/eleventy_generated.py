"""What templates and programs of Eleventy may publish at addresses that no file tells."""

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Protocol

from lint.archive.builders.addresses import Published
from lint.archive.builders.configuration import SiteConfiguration
from lint.archive.builders.link_forms import walk
from lint.archive.builders.literals import PAIR, TEXT, without_comments
from lint.archive.builders.page_heads import fields_of
from lint.primitives.bounds import Bounds
from lint.primitives.files import head
from lint.primitives.patterns import regex

_LONGEST = 100_000
_MOST = 5000
_TEMPLATES = (".njk", ".liquid", ".html", ".md")
_PROGRAMS = (
    ".11ty.js",
    ".11ty.cjs",
    ".11ty.mjs",
    ".11ty.ts",
    ".webc",
    ".vto",
    ".hbs",
    ".pug",
    ".ejs",
    ".haml",
    ".mustache",
)
_PLAIN_COPY = regex(rf"addPassthroughCopy\(\s*(?:{TEXT}|\{{(?:{PAIR},?)+\s*\}})\s*[,)]")
_FILE = regex(r"\.(?!html?\Z)[A-Za-z][A-Za-z0-9]{0,9}\Z")
_PERMALINK = regex(r"\bpermalink[\"']?[ \t]*[:=][ \t]*([^\n]*)")
_LITERAL = regex(r"[\"'`]?(/?[^\"'`{}\n$]*)")


class OpenSite(Protocol):
    """What is asked of a site."""

    @property
    def root(self) -> str:
        """See `Eleventy.root`."""

    @property
    def bounds(self) -> Bounds:
        """See `Eleventy.bounds`."""

    @property
    def configuration(self) -> SiteConfiguration:
        """See `Eleventy.configuration`."""

    @property
    def input(self) -> str:
        """See `Eleventy.input`."""

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:
        """See `Eleventy.published`."""


class Generated:
    """What a site may have besides the pages and files whose addresses are known."""

    def __init__(self, site: OpenSite) -> None:
        self._site = site

    def may_generate(self, place: str) -> bool:
        """Return whether a template or a program may publish an address."""
        if not place.startswith("/"):
            return False
        if _FILE.search(place) is not None and self._writes_files:
            return True
        return any(place.startswith(prefix) for prefix in self._prefixes)

    @cached_property
    def _writes_files(self) -> bool:
        """Whether a program may write or copy files that are no pages."""
        text = without_comments(self._site.configuration.text)
        copies, plain = text.count("addPassthroughCopy("), len(_PLAIN_COPY.findall(text))
        package = head(os.path.join(self._site.root, "package.json"), _LONGEST, self._site.bounds) or b""
        words = (
            "eleventy.after",
            "eleventy.before",
            "feedPlugin",
            "eleventy-plugin-",
            "Vite",
            "addExtension(",
        )
        output = (self._site.configuration.get("dir.output") or "_site").encode()
        return copies != plain or any(word in text for word in words) or output in package

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        """How the addresses begin that templates of an unknown address may publish."""
        if any(word in self._site.configuration.text for word in ("addTemplate(", 'addCollection("all')):
            return ("/",)
        found: set[str] = set()
        for count, relative in enumerate(self._templates()):
            if count > _MOST:
                return ("/",)
            found.update(self._of(relative))
        return tuple(sorted(found))

    def _of(self, relative: str) -> Iterator[str]:
        path = os.path.join(self._site.root, relative)
        if relative.endswith(_TEMPLATES):
            fields = fields_of(path, self._site.bounds) or {}
            if self._site.published(relative, fields) is not None:
                return
        content = (head(path, _LONGEST, self._site.bounds) or b"").decode("utf-8", "replace")
        match = _PERMALINK.search(content)
        if match is None:
            yield "/" + relative.removeprefix(self._site.input).partition(".")[0].removesuffix("index")
            return
        literal = _LITERAL.match(match[1].strip())
        yield "/" + (literal[1].lstrip("/") if literal is not None else "")

    def _templates(self) -> Iterator[str]:
        """Yield the paths of templates that are no posts: those in other languages, and indexes."""
        top = os.path.join(self._site.root, self._site.input)
        output = self._site.configuration.get("dir.output") or "_site"
        for folder, folders, names in walk(top, self._site.bounds):
            folders[:] = [
                name for name in folders if name[:1] not in "._" and name not in ("node_modules", output)
            ]
            for name in names:
                if name.endswith((*_PROGRAMS, *_TEMPLATES)) and (
                    not name.endswith(".md") or name.startswith("index")
                ):
                    yield os.path.relpath(os.path.join(folder, name), self._site.root).replace(os.sep, "/")
