"""IMG006 tracking-pixel."""

from bisect import bisect_left
from collections.abc import Mapping

from lint.rule import Document, Issue, Issues, Span, delete, rule
from lint.rules.img.pixels import IN_LINKS, IN_TEXT, pixels


@rule("IMG006", severity="warning", in_text=IN_TEXT, in_links=f"(?i:{IN_LINKS})")
def tracking_pixel(document: Document) -> Issues:
    """An image is a tracking pixel.

    Many feeds end with an invisible one-pixel image that counts readers. In an archive, it still tracks
    readers years later, as long as its server answers.

    ```html bad
    ⟦<img src="https://medium.com/_/stat?event=post.clientViewed&referrerSource=full_rss" width="1" height="1">⟧
    ```

    ```html fixed

    ```

    ```html bad
    ⟦![](https://medium.com/_/stat?event=post.clientViewed)⟧
    ```

    ```html good
    <img src="https://media.example.org/a.jpg" width="100%">
    ```

    ```html bad
    <p>It rained. <a href="https://news.example.org/b">⟦<img src="https://feeds.feedburner.com/~r/rain/~4/a">⟧</a></p>
    ```

    ```html fixed
    <p>It rained. </p>
    ```

    The fix removes the image, and a link that contains nothing else.
    """
    around: dict[int, Span] | None = None
    for place in pixels(document):
        if around is None:
            around = {link.tag.start: link.tag for link in document.links if link.attribute == "markdown"}
        fix = delete(_whole(document, place, around), "remove the pixel")
        yield Issue(place, "the image is a tracking pixel", fix)


def _whole(document: Document, place: Span, around: Mapping[int, Span]) -> Span:
    """Return the place of the link around a pixel that contains nothing else, or that of the pixel."""
    text, tags = document.text, document.content.tags
    at = bisect_left(tags, place.start, key=lambda tag: tag.span.start)
    if 0 < at < len(tags) - 1 and tags[at].span == place:
        before, after = tags[at - 1], tags[at + 1]
        spaces = text[before.span.end : place.start] + text[place.end : after.span.start]
        if before.name == after.name == "a" and not before.closing and after.closing and not spaces.strip():
            return Span(before.span.start, after.span.end)
    link = around.get(place.start - 1)
    return link if link is not None and text.startswith("](", place.end) else place
