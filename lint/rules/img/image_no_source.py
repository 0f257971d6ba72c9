"""IMG002 image-no-source."""

import re
from collections.abc import Iterator

from lint.post.many import MANY
from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Span, Tag, rule
from lint.rules.bound_attributes import has_bound_attributes
from lint.rules.img.image_tag import LAZY_SETS, LAZY_SOURCES, first_real, is_placeholder, is_real, value_of
from lint.rules.img.inline_image import emptiness
from lint.rules.img.lazy_fix import lazy_fix, source_fix, sources_fix

# What a reader without scripts sees instead of the image before it.
_NOSCRIPT = regex(r"(?:\s|</(?:span|div|picture)>)*<noscript\b[^<>]*>\s*(?=<img\b)", re.IGNORECASE)
# Attributes that say nothing about a script or a style sheet.
_PLAIN = frozenset({"src", "alt", "title", "border", "loading", "decoding"})


@rule("IMG002", severity="error", in_text=r"!\[|<(?i:img)")
def image_no_source(document: Document) -> Issues:
    """An image has no source, or only a placeholder that a script would replace.

    Without the script of the original page, the reader sees nothing. A post without a source URL may have the
    script, so its placeholders are not reported. An `<img>` with a `srcset`, or in a `<picture>` whose `<source>`
    has one, has its source there. Attributes that a component binds, such as `:src` or `{...props}`, may hold the
    source.

    ```html bad
    ⟦<img alt="rain">⟧
    ```

    ```html bad
    ⟦![rain]()⟧
    ```

    ```html bad
    <img src="⟦data:image/gif;base64,R0lGODdh⟧" data-src="https://media.example.org/a.jpg">
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg" data-src="https://media.example.org/a.jpg">
    ```

    ```html bad
    <img src="⟦#⟧" data-lazy-srcset="https://media.example.org/a.jpg 1x, https://media.example.org/b.jpg 2x">
    ```

    ```html fixed
    <img srcset="https://media.example.org/a.jpg 1x, https://media.example.org/b.jpg 2x" src="https://media.example.org/a.jpg" data-lazy-srcset="https://media.example.org/a.jpg 1x, https://media.example.org/b.jpg 2x">
    ```

    ```html bad
    <picture><source data-srcset="https://media.example.org/a.webp">⟦<img alt="rain">⟧</picture>
    ```

    ```html fixed
    <picture><source srcset="https://media.example.org/a.webp" data-srcset="https://media.example.org/a.webp"><img alt="rain"></picture>
    ```

    ```html good
    <picture><source srcset="https://media.example.org/a.webp"><img alt="rain"></picture>
    ```

    ```html good
    <img src="https://media.example.org/a.jpg"> <img srcset="https://media.example.org/b.jpg 2x">
    ```

    ```html good
    <img :src="url"> <img v-bind:src="url"> <img {...props} />
    ```

    ```html bad
    <img src="⟦data:image/gif;base64,R0lGODdh⟧"><noscript><img src="https://media.example.org/a.jpg"></noscript>
    ```

    ```html fixed
    <img src="https://media.example.org/a.jpg"><noscript><img src="https://media.example.org/a.jpg"></noscript>
    ```

    An inline image of one pixel, or an SVG without content, is what a lazy-loading script shows until the real
    image arrives. If nothing else is left, the image is lost. Its first bytes tell, whatever type the URL
    claims. Inline images that show something are not reported.

    ```html bad
    ![rain](⟦data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7⟧)
    ```

    ```html good
    ![rain](data:image/gif;base64,R0lGODlhEAAQAIAAAAAAAP///yH5BAEAAAAALAAAAAAQABAAAAIOhI+py+0Po5y02ouzPgUAOw==)
    ```

    ```html good
    <img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cpath d='M0 0h9'/%3E%3C/svg%3E">
    ```

    The fix uses the URL from the lazy-loading attribute or from the `<noscript>` after the image, and of a set the URL for one pixel a dot or else the
    widest. It is safe because the script would do the same. Where nothing is left, find the image on the source
    page, or remove it.
    """
    for link in document.links:
        if link.attribute in ("markdown", "reference") and link.kind == "image":
            if not link.value and link.attribute == "markdown":
                yield Issue(link.tag, "the image has no source")
            elif empty := emptiness(link.value):
                yield Issue(link.span, _left(empty))
    if "img" in document.content.names:
        loaded = _loaded(document)
        for tag, sources in _images(document):
            if tag.span.start not in loaded:
                yield from _problem(document, tag, sources)


def _loaded(document: Document) -> set[int]:
    """Return where tags begin that certainly have a real `src`, told by the links: attributes take longer to read."""
    if document.content.self_closing or len(document.links) >= MANY:
        return set()  # a component may bind its `src`
    return {
        link.tag.start
        for link in document.links
        if link.attribute == "src" and link.raw == link.value and is_real(link.value.strip())
    }


def _images(document: Document) -> Iterator[tuple[Tag, list[Tag]]]:
    """Yield the `<img>` tags that have no source in their `<picture>`.

    Each comes with the `<source>` tags before it that only a script loads; these belong to the first image.
    """
    lazy: list[Tag] = []
    in_picture = is_seen = False
    for tag in document.content.tags:
        if tag.name == "picture":
            in_picture, is_seen, lazy = not tag.closing, False, []
        elif tag.name == "source" and in_picture and not is_seen:
            found = document.attributes(tag)
            is_seen = is_real(value_of(document, found.get("srcset"))) or has_bound_attributes(document, tag)
            if first_real(document, found, LAZY_SETS) is not None:
                lazy.append(tag)
        elif tag.name == "img" and not tag.closing and not is_seen:
            yield tag, lazy
            is_seen, lazy = bool(lazy), []


def _problem(document: Document, tag: Tag, sources: list[Tag]) -> Issues:
    found = document.attributes(tag)
    src = found.get("src")
    value = value_of(document, src)
    if is_real(value) or is_real(value_of(document, found.get("srcset"))):
        return
    place = src.span if src is not None and value else tag.span
    lazy = first_real(document, found, (*LAZY_SOURCES, *LAZY_SETS))
    if lazy is not None or sources:
        if document.base is not None:
            name = f"`{lazy.name}`" if lazy is not None else "the `<source>` elements"
            fix = lazy_fix(document, tag, lazy) if lazy is not None else sources_fix(document, sources)
            message = f"the image needs a script to load; expected the URL from {name}"
            yield Issue(place, message, fix, holds=(place,) if value else ())
    elif document.base is not None and (url := _in_noscript(document, tag)) is not None:
        fix = source_fix(document, tag, url)
        message = "the image needs a script to load; expected the URL from `<noscript>`"
        yield Issue(place, message, fix, holds=(place,) if value else ())
    elif not value and not has_bound_attributes(document, tag):
        yield Issue(tag.span, "the image has no source")
    elif (document.base is not None or found.keys() <= _PLAIN) and (empty := emptiness(value)):
        yield Issue(place, _left(empty))


def _in_noscript(document: Document, tag: Tag) -> Span | None:
    """Return the place of the URL in the `<noscript>` directly after an image, or `None`."""
    match = _NOSCRIPT.match(document.text, tag.span.end)
    if match is None:
        return None
    return next(
        (
            link.span
            for link in document.content.links
            if link.noscript
            and link.attribute == "src"
            and link.tag.start == match.end()
            and not is_placeholder(link.value)
        ),
        None,
    )


def _left(empty: str) -> str:
    """Return the message for a placeholder, given how it shows nothing."""
    article = "an" if empty == "empty" else "a"
    return f"only {article} {empty} placeholder is left of the image; expected the URL of the image"
