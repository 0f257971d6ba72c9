"""LNK013 share-widget."""

from lint.rule import Applicability, Document, Issue, Issues, Link, rule
from lint.rules.lnk.share_fix import share_fix
from lint.rules.lnk.sharing import SHARES, is_share


@rule("LNK013", severity="info", of="link", in_links=SHARES)
def share_widget(link: Link, document: Document) -> Issues:
    """A link is a share button.

    The source's share buttons were copied with the article. They share the source's page, or nothing. They are
    reported once in a post, with the number of places.

    ```html bad
    <p><a href="⟦https://twitter.com/share?url=https://news.example.org/a⟧">tweet</a></p>
    ```

    ```html fixed
    <p></p>
    ```

    ```html good
    <a href="https://www.facebook.com/share/p/AbC123/">a post that was shared</a>
    ```

    ```html bad
    <ul>
    <li><a href="⟦https://www.facebook.com/sharer/sharer.php?u=https://news.example.org/a⟧"><i class="icon"></i></a></li>
    <li><a href="https://news.example.org/rain">rain</a></li>
    </ul>
    ```

    ```html fixed
    <ul>
    <li><a href="https://news.example.org/rain">rain</a></li>
    </ul>
    ```

    ```html bad
    Those who [measure the rain](⟦https://twitter.com/share?text=rain⟧) are welcome.
    ```

    ```html fixed
    Those who measure the rain are welcome.
    ```

    The fix removes a button: an icon, or words such as "Share on X" without others around them. In running text, it
    removes the link and keeps its words. It is unsafe because the author may have added the link on purpose.
    """
    url = document.url(link)
    if url is not None and is_share(url):
        fix = share_fix(link, document)
        if fix is not None:
            fix = fix._replace(applicability=Applicability.UNSAFE)
        yield Issue(link.span, f"the link is a share button for {url.host!r}", fix, cause="share")
