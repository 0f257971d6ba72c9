"""PRX004 proxied-proxy."""

from itertools import takewhile

from lint.rule import Document, Issue, Issues, Link, Severity, rule
from lint.rules.prx.proxied_image import cause_of, proxies_of, write_origin


@rule("PRX004", severity="warning", of="image", in_links="proxies")
def proxied_proxy(link: Link, document: Document) -> Issues:
    """The image URL goes through more than one proxy.

    Each of them can fail, and some refuse each other: weserv does not fetch from Photon. If one of them is a
    site's own image proxy, the finding is only a note. A proxy inside a web archive's URL does not count, since
    the archive serves its own copy.

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

    The fix uses the innermost URL. It is unsafe because its host may not let other sites show its images.
    """
    chain = list(takewhile(lambda each: not each.proxy.keeps, proxies_of(link, document)))
    if len(chain) < 2:  # noqa: PLR2004 - one proxy is fine
        return
    names = " → ".join(each.proxy.name for each in chain)
    fix = write_origin(link, chain, "use the innermost URL")
    severity = Severity.INFO if any(each.proxy.own for each in chain) else None
    message = f"the image goes through {len(chain)} proxies: {names}"
    yield Issue(link.span, message, fix, severity, cause_of(link))
