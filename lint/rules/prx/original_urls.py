"""The fix that frees an image from proxies: it writes the original URLs."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from lint.post.srcset import candidates
from lint.rule import Applicability, Attribute, Document, Edit, Fix, Link, Proxied, Span, Tag
from lint.rules.prx.proxied_image import origin_of


def original_urls(
    image: Sequence[Link], proxied: Mapping[Link, list[Proxied]], document: Document
) -> Fix | None:
    """Return the fix that writes the original URLs of an image, or `None` if its URLs do not contain them.

    A `srcset` whose candidates become one URL becomes that URL, or is removed if the `src` has it.

    Parameters:
        image: all URLs of the image.
        proxied: those that go through a proxy, with their proxies.
    """
    if len(image) == 1 and not image[0].attribute.endswith("srcset"):  # as most are
        url = origin_of(image[0], proxied[image[0]]) if len(proxied[image[0]]) == 1 else None
        return _fix([Edit(image[0].span, url)]) if url else None
    # PRX004 unwraps several proxies.
    origins = {link: origin_of(link, chain) for link, chain in proxied.items() if len(chain) == 1}
    if not any(origins.values()):
        return None
    sets: dict[tuple[Span, str], list[Link]] = {}
    for link in image:
        if link.attribute.endswith("srcset"):
            sets.setdefault((link.tag, link.attribute), []).append(link)
    written = {link: origins.get(link) or link.raw for link in image}
    sources = {link.tag: url for link, url in written.items() if link.attribute == "src"}
    edits: list[Edit] = []
    done: set[Link] = set()
    for (place, name), links in sets.items():
        urls = {written[link] for link in links}
        if len(urls) > 1 or not any(origins.get(link) for link in links):
            continue
        needless = name == "srcset" and urls == {sources.get(place)}
        if needless or len(links) > 1:
            tag = _tag(place, document)
            url = None if needless else urls.pop()
            if needed := _one_url(tag, name, url, len(links), document):
                edits += needed
                done.update(links)
    edits += [Edit(link.span, url) for link, url in origins.items() if url is not None and link not in done]
    return _fix(edits)


def _fix(edits: Iterable[Edit]) -> Fix:
    return Fix("use the original URL", tuple(sorted(edits)), Applicability.UNSAFE)


def _one_url(tag: Tag, name: str, url: str | None, count: int, document: Document) -> list[Edit]:
    """Return the edits that leave one URL of a `srcset`, or none of it, and no sizes."""
    found = document.attributes(tag)
    if sum(1 for _ in candidates(document.content.plain, found[name].span)) != count:
        return []  # browsers drop one of them
    srcset = found[name]
    edits = [Edit(_whole(srcset, tag, document), "") if url is None else Edit(srcset.span, url)]
    others = [each for each in found if each.endswith("srcset") and each != name]
    if name == "srcset" and "sizes" in found and not others:
        edits.append(Edit(_whole(found["sizes"], tag, document), ""))
    return edits


def _tag(place: Span, document: Document) -> Tag:
    tags = document.content.tags
    return tags[bisect_left(tags, place.start, key=lambda each: each.span.start)]


def _whole(attribute: Attribute, tag: Tag, document: Document) -> Span:
    """Return the place of an attribute with the whitespace before it."""
    before = document.raw(Span(tag.span.start, attribute.name_span.start)).rstrip(" \t\r\n")
    return Span(tag.span.start + len(before), attribute.span.end + len(attribute.quote))
