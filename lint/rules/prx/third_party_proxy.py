"""PRX007 third-party-proxy."""

from lint.rule import Document, Issue, Issues, Link, rule
from lint.rules.prx.proxied_image import proxies_of, write_origin


@rule("PRX007", severity="info", of="image")
def third_party_proxy(link: Link, document: Document) -> Issues:
    """An image depends on someone's proxy.

    This is the archive's inventory: when the proxy ends, these images are gone, though the origin may
    still have them. Proxies of a site's own, for its own images, are not listed.

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=media.example.org/a.jpg⟧">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg">
    ```

    ```html good
    <img src="https://media.example.org/a.jpg">
    ```

    The fix writes the origin, where the URL tells it; it is unsafe, since the origin may be gone, or may
    not let other sites show its images.
    """
    chain = proxies_of(link, document)
    if not chain or chain[0].proxy.own:
        return
    fix = write_origin(link, chain, "write the origin") if len(chain) == 1 else None
    yield Issue(link.span, f"the image depends on the proxy {chain[0].proxy.name}", fix)
