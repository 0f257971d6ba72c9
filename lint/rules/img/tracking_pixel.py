"""IMG006 tracking-pixel."""

import re

from lint.rule import Document, Issue, Issues, delete, rule
from lint.rules.img.image_tag import value_of

_PIXELS = re.compile(
    r"https?://(?:medium\.com/_/stat|pixel\.wp\.com/|stats\.wp\.com/|b\.scorecardresearch\.com/|feeds\.feedburner\.com/~r/"
    r"|feeds\.wordpress\.com/1\.0/|www\.google-analytics\.com/|[^/]*doubleclick\.net/|pixel\.quantserve\.com/"
    r"|www\.facebook\.com/tr\b|sb\.scorecardresearch\.com/|hm\.baidu\.com/|tracking\.feedpress|feedpress\.me/)",
    re.IGNORECASE,
)
_SMALL = re.compile(r"[01](?:px)?\Z")


@rule("IMG006", severity="warning")
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

    The fix removes the image.
    """
    for tag in document.content.tags if "img" in document.content.names else ():
        if tag.name != "img" or tag.closing:
            continue
        found = document.attributes(tag)
        source = value_of(document, found.get("src"))
        sizes = [value_of(document, found.get(name)) for name in ("width", "height")]
        small = all(map(_SMALL.match, sizes)) and source.startswith(("http", "//"))
        if small or _PIXELS.match(source):
            yield Issue(tag.span, "the image is a tracking pixel", delete(tag.span, "remove the pixel"))
    for link in document.links:
        if link.attribute == "markdown" and link.kind == "image" and _PIXELS.match(link.value):
            yield Issue(link.tag, "the image is a tracking pixel", delete(link.tag, "remove the pixel"))
