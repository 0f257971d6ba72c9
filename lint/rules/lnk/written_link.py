"""What the LNK rules share: whose relative URLs are lost, and how a URL is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lint.document import Document

_LONGEST = 60


def has_lost_its_site(document: Document) -> bool:
    """Say whether relative URLs were the source's: a post with a source URL was copied from there."""
    return document.base is not None


def shown(url: str) -> str:
    """Give a URL for a message, cut where it is long."""
    return url if len(url) <= _LONGEST else url[: _LONGEST - 1] + "…"
