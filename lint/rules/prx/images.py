"""The images of a post, each with all its URLs."""

from collections.abc import Iterator, Sequence

from lint.post.links import link_class
from lint.post.many import MANY, Packed
from lint.post.many_links import packed_links
from lint.rule import Document, Link, Span


def images(document: Document) -> Iterator[Sequence[Link]]:
    """Yield the URLs of each image: those in the attributes of one tag, or of one `<picture>`."""
    pictures = _pictures(document) if "picture" in document.content.names else []
    image: list[Link] | Packed[Link] = []
    before = at = 0
    for link in document.links:
        if link.kind in ("image", "media") and link_class(link) == "image":
            start = link.tag.start
            while at < len(pictures) and pictures[at].end <= start:
                at += 1
            inside = at < len(pictures) and pictures[at].start <= start
            begin = pictures[at].start if inside else start
            if begin != before and image:
                yield image
                image = []
            before = begin
            image.append(link)
            if len(image) == MANY:
                image = packed_links(image, document.text)
    if image:
        yield image


def _pictures(document: Document) -> list[Span]:
    """Return the places of the `<picture>` elements, in order; one that is not closed ends at the next."""
    found = []
    start = None
    for tag in document.content.tags:
        if tag.name == "picture":
            if start is not None:
                found.append(Span(start, tag.span.start))
            start = None if tag.closing else tag.span.start
    return found
