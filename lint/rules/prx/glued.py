"""Parameters of a proxy that are glued to its target with a question mark."""

from typing import NamedTuple

from lint.primitives.patterns import regex
from lint.rule import Link, Proxied, Span

_GLUED = regex(
    r"[?&](?:amp;)?(?:url|u|src)=[^?&#]*(?P<mark>\?)(?P<name>[A-Za-z]+)(?P<value>=[^?&#]*)?(?P<rest>[?&][^#]*)?(?=#|\Z)"
)
_AMPERSAND = regex(r"[?&](?:amp;|#0?38;)?")
# Names that other servers give to the size or page of an image, too.
_SHARED = frozenset({
    "a", "bg", "blur", "default", "dpr", "fill", "filename", "fit", "h", "l", "mask", "maxage", "n", "page", "q",
    "sat", "sharp", "start", "stop", "trim", "w",
})  # fmt: skip
# Hosts that scale images by parameters of their own.
_SCALING = regex(
    r"(?:\A|\.)(?:(?:files\.)?wordpress\.com|wp\.com|imgix\.net|unsplash\.com|ctfassets\.net|sanity\.io|prismic\.io"
    r"|shopify\.com|pexels\.com|datocms-assets\.com|storyblok\.com|redd\.it|twimg\.com|bbci\.co\.uk|guim\.co\.uk)\Z"
)


class Glued(NamedTuple):
    """A glued parameter: its name, the place of the question mark, and whether the target may mean it."""

    name: str
    mark: Span
    is_shared: bool


def glued_parameter(link: Link, chain: list[Proxied]) -> Glued | None:
    """Return the parameter of the outermost proxy that is glued to its target, or `None`.

    All parameters that follow must be the proxy's: else the target's own query was meant, and is cut off.
    """
    proxied = chain[0]
    own = proxied.proxy.parameters
    if not own or "?" not in (proxied.raw or "") or proxied.origin is None:
        return None
    match = _GLUED.search(link.raw)
    if match is None or match["name"] not in own:
        return None
    others = [part.partition("=")[0] for part in _AMPERSAND.split(match["rest"] or "")[1:]]
    host = proxied.origin.partition("//")[2].partition("/")[0]
    if any(name not in own for name in others) or _SCALING.search(host):
        return None
    is_shared = match["name"] in _SHARED and match["value"] is not None
    return Glued(match["name"], link.span_of(match, match.re.groupindex["mark"]), is_shared)
