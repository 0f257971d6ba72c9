"""PRX009 proxy-policy."""

from lint.rule import Document, Issue, Issues, Link, replace, rule
from lint.rules.prx.policy import Policy
from lint.rules.prx.proxied_image import cause_of, write_origin, written


@rule("PRX009", severity="error", of="image", options=Policy)
def proxy_policy(link: Link, document: Document, *, options: Policy) -> Issues:
    r"""An image violates the archive's proxy policy.

    `[rules.PRX009]` names the proxies that the archive allows (`allowed`) or forbids (`forbidden`), and the one
    that every image must use (`required`). Without these options the rule reports nothing.

    ```html bad option.forbidden=[\"weserv\"]
    <img src="⟦https://images.weserv.nl/?url=media.example.org/a.jpg⟧">
    ```

    ```html bad option.required=weserv
    <img src="⟦https://media.example.org/a.jpg⟧">
    ```

    ```html fixed option.required=weserv
    <img src="https://images.weserv.nl/?url=https%3A%2F%2Fmedia.example.org%2Fa.jpg">
    ```

    ```html good option.allowed=[\"weserv\"]
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg">
    ```

    The fix replaces a proxy that is not allowed with the original URL, or adds the required proxy.
    """
    if not (options.allowed or options.forbidden or options.required) or link.kind != "image":
        return
    href = document.resolve(link.value)
    if href is None or not href.startswith("http"):
        return
    chain = document.proxies(href)
    required = options.required
    if chain:
        name = chain[0].proxy.name
        refused = (
            name in options.forbidden
            or (options.allowed and name not in options.allowed)
            or (required and name != required)
        )
        if refused:
            fix = write_origin(link, chain, "use the original URL")
            message = f"the policy does not allow the proxy {name!r}"
            yield Issue(link.span, message, fix, cause=cause_of(link))
    elif required:
        proxy = next((each for each in document.known_proxies.proxies if each.name == required), None)
        fix = None
        url = written(proxy.wrapped(href), link) if proxy is not None and proxy.wrap else None
        if url is not None:
            fix = replace(link.span, url, f"use the proxy {required!r}", unsafe=True)
        message = f"the policy requires the proxy {required!r}"
        yield Issue(link.span, message, fix, cause=cause_of(link))
