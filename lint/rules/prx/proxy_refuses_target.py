"""PRX008 proxy-refuses-target."""

from fnmatch import fnmatchcase
from functools import lru_cache

from lint.rule import Document, Issue, Issues, Link, rule
from lint.rules.prx.proxied_image import cause_of, proxies_of, write_origin
from lint.values.urls import parse


@rule("PRX008", severity="warning", of="image", in_links="proxies")
def proxy_refuses_target(link: Link, document: Document) -> Issues:
    """The image proxy is known to refuse the host of its target.

    Some hosts block a proxy, and some proxies block a host: the image is broken even if the URL is correct. The
    table of proxies lists such hosts, with sources.

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=i.imgur.com/a.jpg⟧">
    ```

    ```html fixed
    <img src="https://i.imgur.com/a.jpg">
    ```

    ```html good
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg">
    ```

    The fix uses the target's own URL. It is unsafe because its host may not let other sites show its images.
    """
    for proxied in proxies_of(link, document):
        target = parse(proxied.origin) if proxied.origin else None
        if target is not None and _is_refused(target.host, proxied.proxy.refuses):
            fix = write_origin(link, [proxied], "use the original URL")
            message = f"the proxy {proxied.proxy.name!r} refuses the host {target.host!r}"
            yield Issue(link.span, message, fix, cause=cause_of(link))
            return


@lru_cache(maxsize=1000)
def _is_refused(host: str, refused: tuple[str, ...]) -> bool:
    return any(fnmatchcase(host, each) for each in refused)
