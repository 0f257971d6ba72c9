"""LNK001 link-empty."""

import re
from itertools import chain, pairwise

from lint.primitives.patterns import regex
from lint.rule import (
    Applicability,
    Document,
    Edit,
    Fix,
    Issue,
    Issues,
    Link,
    Severity,
    Span,
    Tag,
    replace,
    rule,
)
from lint.rules.bound_attributes import has_bound_attributes
from lint.rules.lnk.written_link import shown

# An anchor or a button; MediaWiki's mark for a link to the page itself.
_MEANT = frozenset(("name", "id", "onclick", "role", "data-toggle", "tabindex", "data-href", "@click"))
_SELF_LINK = "mw-selflink"
# What only a link needs.
# A URL in an attribute that is not `href`, as in `<a href+https://…>`.
_URL = regex(r"""(?:https?:)?//[^\s"'<>]+|\bwww\.[^\s"'<>]+""", re.IGNORECASE)
_SHOWN = frozenset(("title", "style", "alt", "aria-label", "data-url", "data-link"))
_HREF = regex(
    r"""<a\s+(?:h?re?f|here?f|herf|hre)?[^\w\s"'<>/]{0,3}["'”“]{0,2}\s?(https?://[^\s"'”“<>]+)["'”“]{0,2}\s*>\Z""",
    re.IGNORECASE,
)
_OF_LINKS = frozenset(("rel", "target", "hreflang", "download", "ping"))


# `[](){#rain}`: an anchor, where attributes are read.
_ANCHOR = regex(r"\[\]\(\)\{:?[^}\n]{0,200}?#")


# A destination that begins with a letter is not empty.
@rule("LNK001", severity="warning", in_text=r"\]\([^A-Za-z0-9/#.]|<[aA][^A-Za-z0-9]")
def link_empty(document: Document) -> Issues:
    """A link has no destination.

    A link with an empty destination leads back to the page itself, and after brackets in a text, as in
    `Set[Rain]()`, Markdown takes them for a link and hides them. An `<a>` without an `href` is a placeholder that
    does nothing: a note, once a file, unless a `rel` or `target` shows that it was a link. An `<a>` without text or with a `name`, an `id`, a script handler or an
    attribute that a component binds, such as `:href` or `{...props}`, is not reported.

    ```html bad
    <p>⟦<a href="">rain</a>⟧</p>
    ```

    ```html bad
    <p>⟦<a class="more">rain</a>⟧</p>
    ```

    ```html fixed
    <p>rain</p>
    ```

    ```html bad
    ⟦[rain]()⟧
    ```

    ```html bad
    <p>⟦<a rel="nofollow" target="_blank">rain</a>⟧</p>
    ```

    ```html good
    <p><a name="top"></a><a href="#top">up</a></p>

    [](){#rain}
    ```

    ```html good
    <a :href="url">rain</a> <a class="mw-selflink selflink">wind</a> <a class="anchor"></a>
    ```

    ```html bad
    <p>⟦<a href+https://news.example.org/rain>⟧rain</a></p>
    ```

    ```html fixed
    <p><a href="https://news.example.org/rain">rain</a></p>
    ```

    The fix removes the tags and keeps the text; a URL that the tag contains is not lost, but becomes the `href`. It is
    unsafe because a script may use the tags.
    """
    for link in document.links:
        if link.attribute != "markdown" or link.kind != "link" or link.value:
            continue
        if not _ANCHOR.match(document.text, link.tag.start):
            yield Issue(link.tag, _message(document, link))
    if "a" not in document.content.names:
        return
    anchors = (tag for tag in document.content.tags if tag.name == "a")
    linked = {link.tag.start for link in document.links if link.attribute == "href" and link.value}
    for tag, end in pairwise(chain(anchors, (None,))):
        if tag is None or tag.closing or tag.span.start in linked:
            continue
        values = document.attributes(tag)
        if not _MEANT.isdisjoint(values) or has_bound_attributes(document, tag):
            continue
        has_href = "href" in values
        raw = document.raw(tag.span)
        url = _URL.search(raw)
        if url is not None and not _SHOWN.intersection(values) and (not has_href or _HREF.fullmatch(raw)):
            yield _lost(document, tag, url)
            continue
        if not has_href and _is_no_link(document, tag, end):
            continue
        message = f"the link has {'an empty' if has_href else 'no'} `href`"
        span, fix = tag.span, None
        if end is not None and end.closing and url is None:
            span = Span(tag.span.start, end.span.end)
            fix = Fix("remove the tags", (Edit(tag.span, ""), Edit(end.span, "")), Applicability.UNSAFE)
        if has_href or not _OF_LINKS.isdisjoint(values):
            yield Issue(span, message, fix)
        else:
            yield Issue(span, message, fix, severity=Severity.INFO, cause="placeholder")


def _lost(document: Document, tag: Tag, url: re.Match[str]) -> Issue:
    """Return what is wrong with a tag whose URL is not in its `href`."""
    whole = _HREF.fullmatch(document.raw(tag.span))
    fix = (
        replace(tag.span, f'<a href="{whole[1]}">', "write the `href`", unsafe=True)
        if whole is not None
        else None
    )
    return Issue(tag.span, f"the link has no `href`, but the tag contains {shown(url[0])}", fix)


def _message(document: Document, link: Link) -> str:
    before = document.text[link.tag.start - 1 : link.tag.start]
    if before.isalnum():
        return "the brackets are read as a link without a destination, and hidden; expected `\\[` or code"
    return "the link has an empty destination"


def _is_no_link(document: Document, tag: Tag, end: Tag | None) -> bool:
    """Return whether an `<a>` without an `href` is an end tag in error, has no text, or is a link to its page."""
    if tag.attributes.start == tag.attributes.end or document.text[tag.span.end - 2] == "/":
        return document.text[tag.span.end - 2] == "/"  # `<a/>` is reported by HTM004
    if _SELF_LINK in document.raw(tag.attributes):
        return True
    return end is not None and end.closing and not document.text[tag.span.end : end.span.start].strip()
