"""What templates and programs of Eleventy may publish at addresses that no file tells."""

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Protocol

from lint.archive.builders import eleventy_copies, eleventy_data, eleventy_templates
from lint.archive.builders.addresses import Published
from lint.archive.builders.eleventy_data import EleventySite
from lint.archive.builders.literals import PAIR, TEXT, without_comments
from lint.archive.builders.page_heads import fields_of
from lint.archive.builders.permalink_patterns import ANYTHING, Piece, Pieces, may_give, pieces_of
from lint.primitives.files import head
from lint.primitives.patterns import regex

_LONGEST = 100_000
_MOST_PERMALINKS = 20
_PLAIN_COPY = regex(rf"addPassthroughCopy\(\s*(?:{TEXT}|\{{(?:{PAIR},?)+\s*\}})\s*[,)]")
_FILE = regex(r"\.(?!html?\Z)[A-Za-z][A-Za-z0-9]{0,9}\Z")
_PERMALINK = regex(r"\bpermalink[\"']?[ \t]*([:=(][^\n]*)")
# The text that is a value of a program, or that a function in one line gives.
_TEXT = regex(
    r"[:=]\s*(?:(?:\w+|\([\w\s,{}]*\))\s*=>\s*)?(?:\"(?P<double>[^\"\\\n]*)\"|'(?P<single>[^'\\\n]*)'|`(?P<literal>[^`\\\n]*)`)"
    r"\s*(?:[,;})]|\Z)"
)


class OpenSite(EleventySite, Protocol):
    """What is asked of a site."""

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
        if any(place == each or place.startswith(f"{each}/") for each in self._from_elsewhere):
            return True
        return any(may_give(pieces, place) for pieces in self._permalinks)

    @cached_property
    def _from_elsewhere(self) -> tuple[str, ...]:
        return tuple(eleventy_copies.from_elsewhere(self._site))

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
    def _permalinks(self) -> tuple[Pieces, ...]:
        """The permalinks of templates of an unknown address."""
        if "addTemplate(" in self._site.configuration.text:
            return (ANYTHING,)
        found: dict[Pieces, None] = {}
        for path in eleventy_templates.templates(self._site):
            found |= dict.fromkeys(self._of(path))
        return (ANYTHING,) if ANYTHING in found else tuple(found)

    def _of(self, path: str) -> Iterator[Pieces]:
        relative = os.path.relpath(path, self._site.root).replace(os.sep, "/")
        is_template = relative.endswith(eleventy_templates.TEMPLATES)
        fields = (fields_of(path, self._site.bounds) if is_template else None) or {}
        if is_template and self._site.published(relative, fields) is not None:
            return
        data = eleventy_data.of(self._site, relative)
        values = {**(data or {}), **fields}
        given = _given(values)
        if not fields:  # it is a program, or has a front matter in a language that was not read
            content = (head(path, _LONGEST, self._site.bounds) or b"").decode("utf-8", "replace")
            given += [_written(match[1]) for match in islice(_PERMALINK.finditer(content), _MOST_PERMALINKS)]
        if given:
            yield from (pieces_of(each) if each is not None else ANYTHING for each in given)
            return
        inside = relative.removeprefix(self._site.input)
        usual = Piece("text", "/" + inside.partition(".")[0].removesuffix("index").strip("/"))
        if "pagination" in values and data is not None:
            yield (usual, Piece("text", "/"), Piece("number"), Piece("text", "/"))
        else:
            yield (usual, *ANYTHING)


def _given(fields: Mapping[str, object]) -> list[str | None]:
    """Return the permalinks in a front matter; `None` for one that is no text."""
    computed = fields.get("eleventyComputed")
    found: list[str | None] = []
    for values in (fields, computed if isinstance(computed, dict) else {}):
        permalink = values.get("permalink")
        if isinstance(permalink, dict):
            permalink = permalink.get("build")
        if permalink is not None and not isinstance(permalink, bool):
            found.append(permalink if isinstance(permalink, str) else None)
    return found


def _written(value: str) -> str | None:
    """Return the permalink that a line of a program gives; `None` if it is not plain."""
    match = _TEXT.match(value)
    return match[match.lastgroup] if match is not None and match.lastgroup else None
