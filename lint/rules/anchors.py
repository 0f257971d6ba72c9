"""The ids that links to a part of a page may name."""

import re
from collections.abc import Set as AbstractSet

from lint.post.html import attributes
from lint.primitives.patterns import regex
from lint.rule import Document, unescape

_ID = regex(r"\{[^{}\n#]*+#([\w:.-]++)[^{}\n]*+\}")
# A block's name at the end of a line (https://help.obsidian.md/links).
_BLOCK = regex(r"(?:^|\s)(\^[A-Za-z0-9-]+)[ \t]*$", re.MULTILINE)
_ATTRIBUTES = ("id", "name")
# What builders, themes and browsers give a meaning, whatever the page contains.
_BY_BUILDERS = ("fn", "top", "respond", "comments", "toc", "content", "main", "!", "/", ":~:", "more", "_ftn")


def written_ids(document: Document) -> set[str]:
    """Return the ids that the body has as written: those of elements, and those after `#` in braces."""
    text = document.text
    ids = {
        unescape(document.raw(each.span))
        for tag in document.content.tags
        if not tag.closing
        for each in attributes(text, tag)
        if each.name in _ATTRIBUTES
    }
    ids.update(_ID.findall(text, *document.body))
    if document.site.names_blocks:
        ids.update(_BLOCK.findall(text, *document.body))
    return ids


def is_by_builders(name: str) -> bool:
    """Return whether a builder or theme may give an element this id."""
    return name.lower().startswith(_BY_BUILDERS)


def heading_ids(document: Document) -> AbstractSet[str] | None:
    """Return the ids that headings may have; `None` if they cannot be told."""
    headings = document.headings
    return None if headings is None else document.site.possible_ids(headings)
