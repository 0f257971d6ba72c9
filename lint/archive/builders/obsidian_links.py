"""What the links of an Obsidian vault lead to (https://help.obsidian.md/links).

A link names a note or an attachment by the end of its path, without regard to case. A path that begins with a
dot begins at the note's folder, and one that begins with `/` at the vault's.
"""

import posixpath
from collections.abc import Iterator, Mapping

from lint.archive.builders.addresses import Published
from lint.archive.builders.code_places import code_places
from lint.archive.builders.link_forms import has_template, nfc
from lint.archive.builders.links import Links
from lint.archive.builders.references import Reference, target
from lint.primitives.patterns import regex
from lint.primitives.place import Span

_NOTE = ".md"
_WIKILINK = regex(r"(?<!\\)\[\[([^\[\]\n]{1,1000})\]\]")
_MOST_FOLDERS = 100
_SUFFIX = regex(r"\.[A-Za-z0-9]{1,10}\Z")


class ObsidianLinks(Links):
    """The links of a vault."""

    def reference(
        self, url: str, relative: str, published: Published | None, *, image: bool, markdown: bool
    ) -> Reference | None:
        """Return the note or attachment that the destination of a Markdown link or image leads to."""
        del published, image, markdown
        found = target(url)
        return None if found is None or has_template(url) else _named(found.path, found.anchor, relative)

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterator[tuple[Span, Reference]]:
        """Yield what the wikilinks of a body, and what it embeds by them, lead to; not those in code."""
        if text.find("[[", start, end) < 0:
            return
        code = code_places(text, start, end, percent=True, indented=True)
        for match in _WIKILINK.finditer(text, start, end):
            # A table needs a backslash before the `|`.
            written = match[1].partition("|")[0].removesuffix("\\")
            name, _, anchor = nfc(written).partition("#")
            if code.has(match.start()) or has_template(written):
                continue
            found = _named(name.strip(), anchor, relative)
            if found is not None:
                yield Span(match.start(1), match.start(1) + len(written)), found

    def provided(self, relative: str, fields: Mapping[str, object] | None) -> tuple[str, ...]:
        """Return the names of a file, by which links find it: of notes too, which have no other places.

        They are `note:` and each end of its path, in lower case, with and without `.md`. The path from the
        vault's folder begins with `/`.
        """
        del fields
        parts = nfc(relative).lower().split("/")
        if any(part.startswith(".") for part in parts):
            return ()
        longest = max(0, len(parts) - _MOST_FOLDERS)
        ends = ["/".join(parts[at:]) for at in range(len(parts) - 1, longest - 1, -1)]
        ends.append("/" + "/".join(parts))
        shorter = [end.removesuffix(_NOTE) for end in ends if end.endswith(_NOTE)]
        return tuple(f"note:{end}" for end in (*shorter, *ends))


def _named(path: str, anchor: str, relative: str) -> Reference | None:
    # Of several headings, one below the other, the last is meant.
    anchor = anchor.rpartition("#")[2].strip()
    if not path:
        return Reference("note", (nfc(relative),), anchor) if anchor else None
    if path.endswith("/"):
        return None
    if path.startswith(("./", "../")):
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(relative), path))
    name = nfc(path).lower()
    is_attachment = _SUFFIX.search(name) is not None and not name.endswith(_NOTE)
    return Reference("note", (f"note:{name}",), "" if is_attachment else anchor)
