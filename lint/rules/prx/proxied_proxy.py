"""PRX004 proxied-proxy."""

from itertools import takewhile

from lint.rule import Document, Issue, Issues, Link, Severity, rule
from lint.rules.prx.proxied_image import proxies_of, write_origin


@rule("PRX004", severity="warning", of="image")
def proxied_proxy(link: Link, document: Document) -> Issues:
    """An image goes through one proxy to another.

    Each can fail, and some refuse the other: weserv does not fetch from Photon. A proxy of the site's own
    in front of its own images is a note only, and a web archive fetches nothing from the proxy behind it.

    ```html bad
    <img src="⟦https://i0.wp.com/images.weserv.nl/%3Furl=media.example.org/a.jpg?ssl=1⟧">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg">
    ```

    ```html bad
    <img src="⟦https://i2.wp.com/cdn-images-1.medium.com/max/800/a.png?ssl=1⟧">
    ```

    ```html fixed
    <img src="https://cdn-images-1.medium.com/max/800/a.png">
    ```

    ```html good
    <img src="https://i0.wp.com/media.example.org/a.jpg?ssl=1">
    ```

    ```html good
    <img src="https://web.archive.org/web/20200101im_/https://i0.wp.com/media.example.org/a.jpg?ssl=1">
    ```

    ```html good
    <img src="https://web.archive.org/web/2020im_/https://images.weserv.nl/?url=i0.wp.com/media.example.org/a.jpg">
    ```

    The fix writes the innermost URL; it is unsafe, since its host may not let other sites show it.
    """
    chain = list(takewhile(lambda each: not each.proxy.keeps, proxies_of(link, document)))
    if len(chain) < 2:  # noqa: PLR2004 - one behind another
        return
    names = " → ".join(each.proxy.name for each in chain)
    fix = write_origin(link, chain, "write the innermost URL")
    severity = Severity.INFO if any(each.proxy.own for each in chain) else None
    yield Issue(link.span, f"the image goes through {len(chain)} proxies: {names}", fix, severity)
