"""PRX009 proxy-policy."""

import html
from dataclasses import dataclass
from difflib import get_close_matches

from lint.proxies import load
from lint.rule import Document, Issue, Issues, Link, Settings, option, replace, rule
from lint.rules.prx.proxied_image import write_origin

_SEVERAL = "a list of names of proxies"


def _a_proxy(value: str | None, settings: Settings) -> str | None:
    names = [each.name for each in (settings.proxies or load()).proxies]
    if value is None or value in names:
        return None
    near = get_close_matches(value, names, 1)
    return "the name of a proxy" + (
        f"; did you mean {near[0]!r}?" if near else f", one of {', '.join(names)}"
    )


def _proxies(value: tuple[str, ...], settings: Settings) -> str | None:
    return next((wrong for each in value if (wrong := _a_proxy(each, settings)) is not None), None)


@dataclass(frozen=True)
class Options:
    """The archive's policy."""

    allowed: tuple[str, ...] = option(
        (), "the proxies that images may go through", expected=_SEVERAL, check=_proxies
    )
    forbidden: tuple[str, ...] = option(
        (), "the proxies that they may not go through", expected=_SEVERAL, check=_proxies
    )
    required: str | None = option(
        None, "the proxy that every image must go through", expected="the name of a proxy", check=_a_proxy
    )


@rule("PRX009", severity="error", of="image", options=Options)
def proxy_policy(link: Link, document: Document, *, options: Options) -> Issues:
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
            fix = write_origin(link, chain, "write the origin")
            yield Issue(link.span, f"the policy does not allow the proxy {name}", fix)
    elif required:
        proxy = next((each for each in document.known_proxies.proxies if each.name == required), None)
        fix = None
        if proxy is not None and proxy.wrap:
            fix = replace(
                link.span, html.escape(proxy.put_behind(href)), f"put it behind {required}", unsafe=True
            )
        yield Issue(link.span, f"the policy requires the proxy {required}", fix)
