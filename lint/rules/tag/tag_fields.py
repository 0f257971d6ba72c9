"""What the TAG rules share: the two fields that classify a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document, Field

ROLES = ("tags", "categories")


def tag_fields(document: Document) -> Iterator[Field]:
    """Give the fields `tags` and `categories`, as far as the post has them."""
    for role in ROLES:
        field = document.field(role)
        if field is not None:
            yield field


def shown(raw: str) -> str:
    """Give a value as a message shows it: on one line, and short."""
    line = " ".join(raw.split())
    return line if len(line) <= 60 else line[:59] + "…"  # noqa: PLR2004 - what fits a line
