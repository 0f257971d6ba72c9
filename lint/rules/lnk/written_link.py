"""What the LNK rules share: which links a reader can follow, and how a URL is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lint.document import Document
    from lint.document.links import Link

_LONGEST = 60
_TEMPLATE = re.compile(r"\{\{|\{%|\$\{|<%")


def is_link(link: Link) -> bool:
    """Say whether a reader can follow it: an `href` or a link of Markdown, not a bare URL or an image.

    What a template fills in is no URL yet.
    """
    return (
        link.kind == "link"
        and link.element in ("a", "area")
        and not link.attribute.startswith("data-")
        and not _TEMPLATE.search(link.value)
    )


def has_lost_its_site(document: Document) -> bool:
    """Say whether relative URLs were the source's: a post with a source URL was copied from there."""
    return document.base is not None


def shown(url: str) -> str:
    """Give a URL for a message, cut where it is long."""
    return url if len(url) <= _LONGEST else url[: _LONGEST - 1] + "…"
