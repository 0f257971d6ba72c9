"""PRX007 third-party-proxy."""

from lint.rule import Document, Issue, Issues, Link, Proxied, rule
from lint.rules.prx.images import images
from lint.rules.prx.original_urls import original_urls
from lint.rules.prx.policy import Policy
from lint.rules.prx.proxied_image import proxies_of


@rule("PRX007", severity="info", options=Policy, in_links="proxies")
def third_party_proxy(document: Document, *, options: Policy) -> Issues:
    r"""An image depends on a third-party proxy.

    This rule is an inventory: when the proxy shuts down, these images are lost, even if the original host still
    has them. An image is reported once, at the first of its URLs in `src`, `srcset` or `<picture>`, with their
    number. A site's proxy for its own images is not reported, and neither is one that the archive declares in
    `[[proxies]]`, allows or requires. Without options of its own, the rule has those of PRX009.

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=media.example.org/a.jpg⟧">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg">
    ```

    ```html bad
    <img srcset="⟦https://i0.wp.com/media.example.org/a.jpg⟧ 1x, https://i0.wp.com/media.example.org/b.jpg 2x" src="https://i0.wp.com/media.example.org/a.jpg">
    ```

    ```html fixed
    <img srcset="https://media.example.org/a.jpg 1x, https://media.example.org/b.jpg 2x" src="https://media.example.org/a.jpg">
    ```

    ```html bad
    <img src="⟦https://i0.wp.com/media.example.org/a.jpg⟧" srcset="https://i0.wp.com/media.example.org/a.jpg?w=300 300w, https://i0.wp.com/media.example.org/a.jpg?w=900 900w">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg">
    ```

    ```html good
    <img src="https://media.example.org/a.jpg">
    ```

    ```html good option.allowed=[\"weserv\"]
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg">
    ```

    ```html bad
    <picture><source sizes="50vw" srcset="⟦https://i0.wp.com/media.example.org/a.jpg?w=300⟧ 300w, https://i0.wp.com/media.example.org/a.jpg?w=900 900w"><img src="https://media.example.org/b.jpg"></picture>
    ```

    ```html fixed
    <picture><source srcset="https://media.example.org/a.jpg"><img src="https://media.example.org/b.jpg"></picture>
    ```

    The fix uses the original URLs if the proxied ones contain them. Where the candidates of a `srcset` become one
    URL, it writes that one without sizes, and removes a `srcset` that only repeats the `src`. It is unsafe because
    the original host may be gone, or may not let other sites show its images.
    """
    declared = document.known_proxies.declared
    for image in images(document):
        if len(image) == 1 and not proxies_of(image[0], document):
            continue
        proxied: dict[Link, list[Proxied]] = {}
        for link in image:
            chain = proxies_of(link, document)
            name = chain[0].proxy.name if chain else ""
            if name and not (chain[0].proxy.own or name in declared or options.accepts(name)):
                proxied[link] = chain
        fix = original_urls(image, proxied, document) if proxied else None
        for link, chain in proxied.items():
            message = f"the image depends on the proxy {chain[0].proxy.name!r}"
            yield Issue(link.span, message, fix, cause=f"{image[0].tag.start}")
