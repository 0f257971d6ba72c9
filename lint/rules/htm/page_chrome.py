"""HTM008 page-chrome."""

from lint.post.links import link_class
from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, rule
from lint.rules.lnk.sharing import is_share, whole_link

_ENOUGH = 3


@rule("HTM008", severity="warning")
def page_chrome(document: Document) -> Issues:
    """Other parts of the page were captured with the article.

    Share buttons are the surest sign. Buttons for three or more sites are reported once, at the first
    button. Related posts and comments have probably been captured as well.

    ```html bad
    <p>It rained.</p>
    <a href="⟦https://twitter.com/share?url=a⟧">1</a><a href="https://www.facebook.com/sharer/sharer.php?u=a">2</a>
    <a href="https://www.linkedin.com/shareArticle?url=a">3</a>
    ```

    ```html fixed
    <p>It rained.</p>


    ```

    ```html good
    <p>It rained. <a href="https://twitter.com/share?url=a">Tell it</a></p>
    ```

    Extract the article again, or remove the rest by hand. The fix removes only the share buttons. It is
    unsafe because it cannot tell what else was captured.
    """
    shares = [
        (link, url.host)
        for link in document.links
        if link.kind == "link"
        and (url := document.url(link)) is not None
        and is_share(url)
        and link_class(link) == "link"
    ]
    hosts = list(dict.fromkeys(host for _, host in shares))
    if len(hosts) >= _ENOUGH:
        places = {whole_link(link, document) for link, _ in shares}
        edits = tuple(sorted(Edit(place, "") for place in places if place is not None))
        fix = Fix("remove the share buttons", edits, Applicability.UNSAFE)
        message = f"the article contains share buttons: {', '.join(hosts[:4])}"
        yield Issue(shares[0][0].span, message, fix if len(edits) == len(shares) else None)
