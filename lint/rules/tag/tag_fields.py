"""What the TAG rules share: the two fields that classify a post."""

from collections.abc import Iterator

from lint.rule import Document, Field, shortened

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
    return shortened(line, 60)
