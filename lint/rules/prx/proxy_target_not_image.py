"""PRX002 proxy-target-not-image."""

import re

from lint.rule import Document, Issue, Issues, Link, rule
from lint.rules.lnk.written_link import shown
from lint.rules.prx.pages import is_page
from lint.rules.prx.proxied_image import proxies_of
from lint.values.urls import parse

_EMBEDDED = re.compile(r"/(https?:/{1,2}.+)")


@rule("PRX002", severity="error", of="image")
def proxy_target_not_image(link: Link, document: Document) -> Issues:
    """An image proxy is asked for a page.

    The proxy fetches HTML where it expects a picture, and answers with an error. It comes from embedded
    videos and posts that a script took for images. A missing suffix is no reason: many image hosts have
    none.

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=www.youtube.com/watch?v=dQw4w9WgXcQ⟧">
    ```

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=news.example.org/socialembed/https://www.youtube.com/watch?v=dQw4w9WgXcQ⟧">
    ```

    ```html good
    <img src="https://images.weserv.nl/?url=i.redd.it/abc">
    ```

    Find the picture on the source page, or remove the image.
    """
    chain = proxies_of(link, document)
    origin = next((each.origin for each in reversed(chain) if each.origin is not None), None)
    if origin is None:
        return
    url = parse(origin)
    if url is None:
        return
    inner = _EMBEDDED.search(url.path)
    embedded = parse(inner.group(1)) if inner else None
    if is_page(url) or (embedded is not None and is_page(embedded)) or "/socialembed/" in url.path:
        yield Issue(link.span, f"the proxy {chain[0].proxy.name} is asked for a page: {shown(origin)}")
