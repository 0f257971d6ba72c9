"""HTM008 page-chrome."""

from lint.post.links import link_class
from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, Link, rule
from lint.rules.lnk.sharing import is_share, whole_link

_ENOUGH = 3


@rule("HTM008", severity="warning")
def page_chrome(document: Document) -> Issues:
    """Parts of the page around the article were captured with it.

    A bar of share buttons is the surest sign: three of them, on different sites, are reported once, at the
    first. What else stands there, such as related posts and comments, came with it.

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

    Cut the article out again, and remove the rest. The fix removes the share buttons; it is unsafe, since it
    cannot tell what else came with them.
    """
    if len(document.links) < _ENOUGH:
        return
    shares = [
        (link, url.host)
        for link in document.links
        if link_class(link) == "link" and (url := document.url(link)) is not None and is_share(url)
    ]
    hosts = list(dict.fromkeys(host for _, host in shares))
    if len(hosts) >= _ENOUGH:
        yield Issue(
            shares[0][0].span,
            f"a bar of share buttons was captured: {', '.join(hosts[:4])}",
            _fix(document, [link for link, _ in shares]),
        )


def _fix(document: Document, links: list[Link]) -> Fix | None:
    places = {whole_link(link, document) for link in links}
    edits = sorted(Edit(place, "") for place in places if place is not None)
    if len(edits) < len(links):
        return None
    return Fix("remove the share buttons", tuple(edits), Applicability.UNSAFE)
