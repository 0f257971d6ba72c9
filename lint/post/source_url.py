"""The source URL of a post, as the front matter has it."""

from __future__ import annotations

from typing import NamedTuple

from lint.post.front_matter.nodes import Node
from lint.primitives.source import Span


class SourceURL(NamedTuple):
    """The source URL as it is written.

    Parameters:
        url: the value.
        node: the value's node.
        start: the offset in the text of the URL's first character.
        exact: whether the text has the value letter for letter, so that an offset into `url` is an
            offset into the text.
    """

    url: str
    node: Node
    start: int
    exact: bool

    def span(self, start: int, end: int) -> Span:
        """Give the place of `url[start:end]`; the whole value where it is not written literally."""
        return Span(self.start + start, self.start + end) if self.exact else self.node.span


def read_source_url(text: str, node: Node) -> SourceURL | None:
    """Give the source URL that a value of the front matter is; `None` for one that is not text.

    Parameters:
        text: the whole file.
        node: the value.
    """
    if not isinstance(node.value, str):
        return None
    start, end = node.span
    at = text[start:end].find(node.value)
    return SourceURL(node.value, node, start + max(at, 0), at >= 0)
