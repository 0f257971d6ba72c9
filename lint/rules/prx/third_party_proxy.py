"""PRX007 third-party-proxy."""

from bisect import bisect_left

from lint.primitives.finding import counted
from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, Link, Proxied, Span, rule
from lint.rules.prx.images import images
from lint.rules.prx.policy import Policy
from lint.rules.prx.proxied_image import origin_of, proxies_of


@rule("PRX007", severity="info", options=Policy)
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

    The fix uses the original URLs if the proxied ones contain them, and removes a `srcset` in which all of them
    are that of the `src`. It is unsafe because the original host may be gone, or may not let other sites show its
    images.
    """
    declared = document.known_proxies.declared
    for image in images(document):
        proxied: dict[Link, list[Proxied]] = {}
        for link in image:
            chain = proxies_of(link, document)
            name = chain[0].proxy.name if chain else ""
            if name and not (chain[0].proxy.own or name in declared or options.accepts(name)):
                proxied[link] = chain
        if proxied:
            link, chain = next(iter(proxied.items()))
            message = counted(f"the image depends on the proxy {chain[0].proxy.name!r}", len(proxied))
            yield Issue(link.span, message, _fix(image, proxied, document))


def _fix(image: list[Link], proxied: dict[Link, list[Proxied]], document: Document) -> Fix | None:
    """Return the fix that writes the original URLs, and removes a `srcset` of nothing but the `src`."""
    # PRX004 unwraps several proxies.
    origins = {link: origin_of(chain) for link, chain in proxied.items() if len(chain) == 1}
    written = {link: origins.get(link) or link.raw for link in image}
    sources = {link.tag: url for link, url in written.items() if link.attribute == "src"}
    sets: dict[Span, set[str]] = {}
    for link, url in written.items():
        if link.element == "img" and link.attribute == "srcset":
            sets.setdefault(link.tag, set()).add(url)
    needless = {tag for tag, urls in sets.items() if urls == {sources.get(tag)}}
    edits = [Edit(_attribute(tag, "srcset", document), "") for tag in needless]
    edits += [
        Edit(link.span, origin)
        for link, origin in origins.items()
        if origin is not None and not (link.attribute == "srcset" and link.tag in needless)
    ]
    return (
        Fix("use the original URL", tuple(sorted(edits)), Applicability.UNSAFE)
        if any(origins.values())
        else None
    )


def _attribute(place: Span, name: str, document: Document) -> Span:
    """Return the place of an attribute of the tag at a place, with the whitespace before it."""
    tags = document.content.tags
    tag = tags[bisect_left(tags, place.start, key=lambda each: each.span.start)]
    found = document.attributes(tag)[name]
    before = document.raw(Span(tag.span.start, found.name_span.start)).rstrip(" \t\r\n")
    return Span(tag.span.start + len(before), found.span.end + len(found.quote))
