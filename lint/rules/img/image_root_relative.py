"""IMG003 image-root-relative."""

import html

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.written_link import shown
from lint.rules.moved import severity_if_moved


@rule("IMG003", severity="warning", of="image", match=regex(r"\A/(?!/)"))
def image_root_relative(match: Match, link: Link, document: Document) -> Issues:
    """A root-relative image only loads on the site it was copied from.

    `/graphics/icon.png` was valid on the original page; the archive has no such file. Only posts with a source
    URL are checked. A `<base>` element with the source's address, which some captured pages keep, makes such
    images load, so they are not reported.

    ```html bad
    <img src="⟦/graphics/icon.png⟧">
    ```

    ```html fixed
    <img src="https://news.example.org/graphics/icon.png">
    ```

    ```html good
    <img src="https://news.example.org/graphics/icon.png">
    ```

    ```html good
    <base href="https://news.example.org/"><img src="/graphics/icon.png">
    ```

    It is a note in a post that has the same path as its source: such a site moved and kept its addresses.

    The fix adds the scheme and host of the source.
    """
    if (
        document.base is None
        or document.base_element is not None
        or link.kind != "image"
        or link.attribute == "style"
    ):
        return
    url = document.resolve(link.value)
    fix = replace(link.span, html.escape(url), "make the URL absolute") if url else None
    message = f"the image {shown(link.value)} is root-relative; expected an absolute URL"
    yield Issue(link.span, message, fix, severity=severity_if_moved(document))
