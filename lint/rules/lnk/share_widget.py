"""LNK013 share-widget."""

from lint.rule import Document, Issue, Issues, Link, delete, rule
from lint.rules.lnk.sharing import is_share, whole_link


@rule("LNK013", severity="info", of="link")
def share_widget(link: Link, document: Document) -> Issues:
    """A link is a share button.

    The source's share buttons were copied with the article. They share the source's page, or nothing. They are
    reported once in a post, with the number of places.

    ```html bad
    <a href="⟦https://twitter.com/share?url=https://news.example.org/a⟧">tweet</a>
    ```

    ```html fixed

    ```

    ```html good
    <a href="https://www.facebook.com/share/p/AbC123/">a post that was shared</a>
    ```

    The fix removes the whole button. It is unsafe because the author may have added it on purpose.
    """
    url = document.url(link)
    if url is not None and is_share(url):
        place = whole_link(link, document)
        fix = delete(place, "remove the button", unsafe=True) if place is not None else None
        yield Issue(link.span, f"the link is a share button for {url.host!r}", fix, cause="share")
