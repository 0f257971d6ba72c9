"""PRX009 proxy-policy."""

from __future__ import annotations

import html
from difflib import get_close_matches
from typing import TYPE_CHECKING

from lint.primitives.finding import Issue, replace
from lint.proxies import load
from lint.rule.definition import rule
from lint.rules.prx.proxied_image import to_write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.post.document import Document
    from lint.post.links import Link
    from lint.post.settings import Settings


def _proxy(value: object, settings: Settings) -> str | None:
    names = [each.name for each in (settings.proxies or load()).proxies]
    if value in names:
        return None
    near = get_close_matches(str(value), names, 1)
    return "the name of a proxy" + (
        f"; did you mean {near[0]!r}?" if near else f", one of {', '.join(names)}"
    )


def _proxies(value: object, settings: Settings) -> str | None:
    if not isinstance(value, list):
        return "a list of names of proxies"
    return next((wrong for each in value if (wrong := _proxy(each, settings)) is not None), None)


@rule(
    "PRX009",
    severity="error",
    of="image",
    options={"allowed": _proxies, "forbidden": _proxies, "required": _proxy},
)
def proxy_policy(link: Link, document: Document) -> Iterator[Issue]:
    r"""An image breaks the archive's policy on proxies.

    `[rules.PRX009]` says which proxies an archive allows (`allowed`) or forbids (`forbidden`), by name, and which
    one every image must go through (`required`). Without it the rule says nothing.

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

    The fix takes the image out of a proxy that is not allowed, or puts it behind the required one.
    """
    policy = document.settings.options.get("PRX009", {})
    if not policy or link.kind != "image":
        return
    href = document.resolve(link.value)
    if href is None or not href.startswith("http"):
        return
    chain = document.proxies(href)
    origin = next((to_write(each) for each in reversed(chain) if each.origin is not None), None)
    required = policy.get("required")
    if chain:
        name = chain[0].proxy.name
        allowed, forbidden = _names(policy.get("allowed")), _names(policy.get("forbidden"))
        refused = name in forbidden or (allowed and name not in allowed) or (required and name != required)
        if refused:
            fix = replace(link.span, html.escape(origin), "write the origin", unsafe=True) if origin else None
            yield Issue(link.span, f"the policy does not allow the proxy {name}", fix)
    elif required:
        proxy = next((each for each in document.known_proxies.proxies if each.name == required), None)
        fix = None
        if proxy is not None and proxy.wrap:
            fix = replace(
                link.span, html.escape(proxy.put_behind(href)), f"put it behind {required}", unsafe=True
            )
        yield Issue(link.span, f"the policy requires the proxy {required}", fix)


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
