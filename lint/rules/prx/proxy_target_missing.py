"""PRX001 proxy-target-missing."""

from lint.rule import Document, Issue, Issues, Link, rule
from lint.rules.lnk.written_link import shown
from lint.rules.prx.proxied_image import proxies_of


@rule("PRX001", severity="error", of="image")
def proxy_target_missing(link: Link, document: Document) -> Issues:
    """An image proxy is asked for nothing.

    Without a target, or with one that is no URL, the proxy answers with an error and the reader sees a
    broken image.

    ```html bad
    <img src="⟦https://images.weserv.nl/?w=900⟧">
    ```

    ```html bad
    <img src="⟦https://wsrv.nl/?url=undefined⟧">
    ```

    ```html good
    <img src="https://images.weserv.nl?url=media.example.org/a.jpg"> <img src="https://wsrv.nl/">
    ```

    Find the picture on the source page, or remove the image.
    """
    url = document.url(link)
    if url is None or (url.path == "/" and not url.query):
        return
    for proxied in proxies_of(link, document):
        if proxied.raw is not None and proxied.origin is None:
            target = proxied.target
            what = f"for {shown(target)!r}, which is no URL" if target else "for nothing"
            yield Issue(link.span, f"the proxy {proxied.proxy.name} is asked {what}")
            return
