"""PRX001 proxy-target-missing."""

from lint.rule import Document, Issue, Issues, Link, rule
from lint.rules.lnk.written_link import shown
from lint.rules.prx.proxied_image import cause_of, proxies_of


@rule("PRX001", severity="error", of="image", in_links="proxies")
def proxy_target_missing(link: Link, document: Document) -> Issues:
    """The image proxy has no target.

    Without a target, or with one that is not a URL, the proxy returns an error and the reader sees a broken
    image.

    ```html bad
    <img src="⟦https://images.weserv.nl/?w=900⟧">
    ```

    ```html bad
    <img src="⟦https://wsrv.nl/?url=undefined⟧">
    ```

    ```html good
    <img src="https://images.weserv.nl?url=media.example.org/a.jpg"> <img src="https://wsrv.nl/">
    ```

    Find the right image on the source page, or remove this one.
    """
    url = document.url(link)
    if url is None or (url.path == "/" and not url.query):
        return
    for proxied in proxies_of(link, document):
        if proxied.raw is not None and proxied.origin is None:
            target = proxied.target
            problem = f"the target {shown(target)}; expected a URL" if target else "no target; expected a URL"
            yield Issue(link.span, f"the proxy {proxied.proxy.name!r} has {problem}", cause=cause_of(link))
            return
