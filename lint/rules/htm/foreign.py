"""A post's HTML tags without those of SVG and MathML."""

from collections.abc import Iterable, Iterator

from lint.post.elements import FOREIGN
from lint.rule import Document, Tag


def html_tags(document: Document) -> Iterable[Tag]:
    """Return the tags outside `svg` and `math`, which contain elements of other vocabularies."""
    content = document.content
    return content.tags if content.names.isdisjoint(FOREIGN) else _outside(document)


def _outside(document: Document) -> Iterator[Tag]:
    depth = 0
    for tag in document.content.tags:
        if tag.name not in FOREIGN:
            if depth == 0:
                yield tag
        elif document.text[tag.span.end - 2] != "/":  # a self-closing tag contains nothing
            depth = max(depth - 1, 0) if tag.closing else depth + 1
