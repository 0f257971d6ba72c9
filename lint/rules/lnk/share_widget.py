"""LNK013 share-widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.finding import Issue
from lint.rule_definition import rule
from lint.rules.lnk.sharing import is_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.document.links import Link


@rule("LNK013", severity="info")
def share_widget(link: Link, document: Document) -> Iterator[Issue]:
    """A link shares the page instead of leading somewhere.

    The share buttons of the source were copied with the article; what they share is the source's page,
    or nothing.

    ```html bad
    <a href="⟦https://twitter.com/share?url=https://news.example.org/a⟧">tweet</a>
    ```

    ```html good
    <a href="https://www.facebook.com/share/p/AbC123/">a post that was shared</a>
    ```

    Remove the buttons.
    """
    url = document.url(link)
    if url is not None and is_share(url):
        yield Issue(link.span, f"the link shares the page on {url.host}")
