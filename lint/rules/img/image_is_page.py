"""IMG005 image-is-page."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Severity, rule
from lint.rules.lnk.written_link import shown
from lint.rules.prx.pages import is_page, may_be_page

_IMAGE = regex(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp)\Z", re.IGNORECASE)


@rule("IMG005", severity="error", of="image")
def image_is_page(link: Link, document: Document) -> Issues:
    """The image's URL points to a page.

    A script mistook the URL of the article or of a video for an image: the browser receives HTML and shows a
    broken image. In a post without a source URL the finding is a note, since the author may know what the site
    makes of it. Where the site shows such pages, as Obsidian does, nothing is reported.

    ```html bad
    <img src="⟦https://news.example.org/a/1.html⟧">
    ```

    ```html bad
    <img src="⟦https://www.youtube.com/watch?v=dQw4w9WgXcQ⟧">
    ```

    ```html good
    <img src="https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg">
    ```

    ```md good dialect=obsidian
    ![](https://www.youtube.com/watch?v=dQw4w9WgXcQ)
    ```

    Find the right image on the source page, or remove this one.
    """
    if (
        document.site.embeds_pages
        or link.kind != "image"
        or link.element not in ("img", "source", "video", "front-matter")
        or not link.value
    ):
        return
    if not may_be_page(link.value):
        return
    url = document.url(link)
    if url is None or url.scheme not in ("http", "https"):
        return
    own = document.resolve(document.base) if document.base is not None else None
    if url.href == own and url.path != "/" and not _IMAGE.search(url.path):
        yield Issue(link.span, "the image's source is the article's own page; expected an image")
    elif is_page(url):
        severity = Severity.INFO if document.base is None else None
        yield Issue(
            link.span, f"the image's source {shown(link.value)} is a page; expected an image", None, severity
        )
