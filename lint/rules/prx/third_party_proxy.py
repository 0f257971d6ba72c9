"""PRX007 third-party-proxy."""

from lint.rule import Document, Issue, Issues, Link, rule
from lint.rules.prx.proxied_image import proxies_of, write_origin


@rule("PRX007", severity="info", of="image")
def third_party_proxy(link: Link, document: Document) -> Issues:
    """An image depends on a third-party proxy.

    This rule is an inventory: when the proxy shuts down, these images are lost, even if the original host still
    has them. A site's proxy for its own images is not reported.

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=media.example.org/a.jpg⟧">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg">
    ```

    ```html good
    <img src="https://media.example.org/a.jpg">
    ```

    The fix uses the original URL if the proxied URL contains it. It is unsafe because the original host may
    be gone, or may not let other sites show its images.
    """
    chain = proxies_of(link, document)
    if not chain or chain[0].proxy.own:
        return
    fix = write_origin(link, chain, "use the original URL") if len(chain) == 1 else None
    yield Issue(link.span, f"the image depends on the proxy {chain[0].proxy.name!r}", fix)
