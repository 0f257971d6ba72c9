"""PRX008 proxy-refuses-target."""

from fnmatch import fnmatchcase

from lint.rule import Document, Issue, Issues, Link, rule
from lint.rules.prx.proxied_image import proxies_of, write_origin
from lint.values.urls import parse


@rule("PRX008", severity="warning", of="image")
def proxy_refuses_target(link: Link, document: Document) -> Issues:
    """An image proxy is known to refuse this target's host.

    Some hosts block a proxy, or the proxy blocks them: the image is broken whatever the URL says. Which
    pairs do not work is data of the proxy registry, with its source.

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=i.imgur.com/a.jpg⟧">
    ```

    ```html fixed
    <img src="https://i.imgur.com/a.jpg">
    ```

    ```html good
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg">
    ```

    The fix writes the target; it is unsafe, since its host may not let other sites show it.
    """
    for proxied in proxies_of(link, document):
        target = parse(proxied.origin) if proxied.origin else None
        if target is not None and any(fnmatchcase(target.host, host) for host in proxied.proxy.refuses):
            fix = write_origin(link, [proxied], "write the target")
            yield Issue(link.span, f"the proxy {proxied.proxy.name} refuses {target.host}", fix)
            return
