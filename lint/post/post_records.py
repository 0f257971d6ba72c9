"""What a post is, as a record for databases and numbers: its title, date, authors, source and tags."""

from collections.abc import Sequence
from typing import NamedTuple

from lint.post.document import Document
from lint.post.finding_groups import month, source

# Longer lists are no lists of authors or tags.
_MOST = 1000


class PostRecord(NamedTuple):
    """What a post is.

    Parameters:
        title: its title; `None` if that is not text.
        date: its date in ISO 8601, with the offset from UTC if that is known; `None` without one.
        month: the month of the date, such as `2021-05`, or `-`.
        authors: the names of its authors, each once.
        source: its source URL; `None` without an absolute one.
        host: the host of the source URL, or `-`.
        tags: its tags as the site's builder reads them, each once.
    """

    title: str | None
    date: str | None
    month: str
    authors: list[str]
    source: str | None
    host: str
    tags: list[str]


def post_record(document: Document) -> PostRecord:
    """Return what a post is; nothing is known of one that is not UTF-8."""
    if document.source.undecodable is not None:
        return PostRecord(None, None, "-", [], None, "-", [])
    date = document.date
    when = date.when if date is not None else None
    tags = document.field("tags")
    author = document.field("author")
    return PostRecord(
        document.text_of("title"),
        when.isoformat() if when is not None else None,
        month(document),
        _texts(_authors(author.value)) if author is not None else [],
        document.base,
        source(document),
        _texts(document.site.tags(tags.value) or ()) if tags is not None else [],
    )


def _authors(value: object) -> Sequence[object]:
    values = value if isinstance(value, list) else [value]
    return [each.get("name") if isinstance(each, dict) else each for each in values[:_MOST]]


def _texts(values: Sequence[object]) -> list[str]:
    """Return the texts and numbers of a list as texts, each once, without the space around them."""
    texts = (str(each).strip() for each in values[:_MOST] if isinstance(each, str | int | float))
    return [text for text in dict.fromkeys(texts) if text]
