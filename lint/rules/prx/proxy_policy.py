"""PRX009 proxy-policy."""

import html
from dataclasses import dataclass

from lint.primitives.text import did_you_mean
from lint.proxies import load
from lint.rule import Document, Issue, Issues, Link, Settings, option, replace, rule
from lint.rules.prx.proxied_image import write_origin

_NAMES = "a list of proxy names"


def _known(value: str | tuple[str, ...], settings: Settings) -> str | None:
    names = [each.name for each in (settings.proxies or load()).proxies]
    for each in (value,) if isinstance(value, str) else value:
        if each not in names:
            return "the name of a proxy" + (did_you_mean(each, names) or f", one of {', '.join(names)}")
    return None


@dataclass(frozen=True)
class Options:
    """The archive's policy."""

    allowed: tuple[str, ...] = option((), "proxies that images may use", expected=_NAMES, check=_known)
    forbidden: tuple[str, ...] = option((), "proxies that images must not use", expected=_NAMES, check=_known)
    required: str | None = option(
        None, "the proxy that every image must use", expected="the name of a proxy", check=_known
    )


@rule("PRX009", severity="error", of="image", options=Options)
def proxy_policy(link: Link, document: Document, *, options: Options) -> Issues:
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
            yield Issue(link.span, f"the policy does not allow the proxy {name!r}", fix)
    elif required:
        proxy = next((each for each in document.known_proxies.proxies if each.name == required), None)
        fix = None
        if proxy is not None and proxy.wrap:
            url = html.escape(proxy.wrapped(href))
            fix = replace(link.span, url, f"use the proxy {required!r}", unsafe=True)
        yield Issue(link.span, f"the policy requires the proxy {required!r}", fix)
