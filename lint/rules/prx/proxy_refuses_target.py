"""PRX008 proxy-refuses-target."""

from __future__ import annotations

import html
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from lint.primitives.finding import Issue, replace
from lint.rule.definition import rule
from lint.rules.prx.proxied_image import proxies_of, to_write
from lint.values.urls import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.post.document import Document
    from lint.post.links import Link


@rule("PRX008", severity="warning", of="image")
def proxy_refuses_target(link: Link, document: Document) -> Iterator[Issue]:
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
            fix = replace(
                link.span, html.escape(to_write(proxied) or target.href), "write the target", unsafe=True
            )
            yield Issue(link.span, f"the proxy {proxied.proxy.name} refuses {target.host}", fix)
            return
