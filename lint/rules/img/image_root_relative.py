"""IMG003 image-root-relative."""

import html
import re

from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.written_link import has_lost_its_site, shown


@rule("IMG003", severity="warning", of="image", match=re.compile(r"\A/(?!/)"))
def image_root_relative(match: Match, link: Link, document: Document) -> Issues:
    """An image has lost its site.

    `/graphics/icon.png` was right on the page it was copied from; in the archive there is no such file.
    Only posts with a source URL are judged.

    ```html bad
    <img src="⟦/graphics/icon.png⟧">
    ```

    ```html fixed
    <img src="https://news.example.org/graphics/icon.png">
    ```

    ```html good
    <img src="https://news.example.org/graphics/icon.png">
    ```

    The fix puts the source's site before it.
    """
    if has_lost_its_site(document) and link.kind == "image" and link.attribute != "style":
        url = document.resolve(link.value)
        fix = replace(link.span, html.escape(url), "put the source's site before it") if url else None
        yield Issue(
            link.span, f"the image {shown(link.value)} has lost its site: expected an absolute URL", fix
        )
