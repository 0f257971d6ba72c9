"""PRX002 proxy-target-not-image."""

from functools import lru_cache

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, rule
from lint.rules.lnk.written_link import shown
from lint.rules.prx.pages import is_page
from lint.rules.prx.proxied_image import cause_of, proxies_of
from lint.values.urls import parse

_EMBEDDED = regex(r"/(https?:/{1,2}.+)")


@rule("PRX002", severity="error", of="image", in_links="proxies")
def proxy_target_not_image(link: Link, document: Document) -> Issues:
    """The target of an image proxy is a page.

    The proxy receives HTML where it expects an image, and returns an error. This happens when a script mistakes
    embedded videos or posts for images. A missing file extension is not reported: many image hosts use none.

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=www.youtube.com/watch?v=dQw4w9WgXcQ⟧">
    ```

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=news.example.org/socialembed/https://www.youtube.com/watch?v=dQw4w9WgXcQ⟧">
    ```

    ```html good
    <img src="https://images.weserv.nl/?url=i.redd.it/abc">
    ```

    Find the right image on the source page, or remove this one.
    """
    chain = proxies_of(link, document)
    origin = next((each.origin for each in reversed(chain) if each.origin is not None), None)
    if origin is not None and _leads_to_page(origin):
        name = chain[0].proxy.name
        message = f"the proxy {name!r} fetches the page {shown(origin)}; expected an image"
        yield Issue(link.span, message, cause=cause_of(link))


@lru_cache(maxsize=8192)
def _leads_to_page(origin: str) -> bool:
    url = parse(origin)
    if url is None:
        return False
    inner = _EMBEDDED.search(url.path)
    embedded = parse(inner[1]) if inner else None
    return is_page(url) or (embedded is not None and is_page(embedded)) or "/socialembed/" in url.path
