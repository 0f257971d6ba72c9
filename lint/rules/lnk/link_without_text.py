"""LNK022 link-without-text."""

import re
from collections.abc import Iterator

from lint.post.links import Link, link_class
from lint.rule import Document, Issue, Issues, Span, Tag, rule, unescape
from lint.rules.bound_attributes import has_bound_attributes
from lint.rules.lnk.sharing import is_share
from lint.rules.lnk.written_link import is_heading, shown

_MARKDOWN = re.compile(r"\[\s*\]\(")
_EMPTY_END = re.compile(r"</[aA](?<=[>\s;]</[aA])\s*>")
_MARKUP = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
# Elements that show nothing of their own.
_PLAIN = frozenset(
    ("span", "b", "i", "em", "strong", "font", "u", "s", "small", "sub", "sup", "br", "p", "div", "wbr", "center",
     "h1", "h2", "h3", "h4", "h5", "h6", "cite", "mark", "ins", "del")
)  # fmt: skip
# Attributes by which a link is seen, named or more than a link: a target, a button.
_MEANT = frozenset(
    ("title", "aria-label", "aria-labelledby", "name", "id", "onclick", "role", "style", "data-toggle", "innerhtml",
     "dangerouslysetinnerhtml", "aria-hidden", "hidden", "tabindex", "slot")
)  # fmt: skip
# What a style sheet draws.
_DRAWN = re.compile(
    r"icon|\bfa[srb]?\b|glyph|btn|button|anchor|permalink|overlay|stretched|arrow|close|avatar", re.IGNORECASE
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


@rule("LNK022", severity="info")
def link_without_text(document: Document) -> Issues:
    """A link has no text and no image, so nobody can see or click it.

    What it held was lost, such as an image that a script would have loaded, or its text was never written. A
    `title` or `aria-label`, an `id` or `name`, which make the link a target, an icon and a link to a place on the
    same page are not reported. On a site of one's own, neither is a link with a class or data, which a style sheet
    may draw, or a script fill. Share buttons are LNK013's. The links are reported once in a post, with the number of places.

    ```html bad
    <p>It rained.</p>⟦<a href="https://news.example.org/rain"></a>⟧
    ```

    ```html bad
    ⟦<a class="logo" href="https://news.example.org/x">
    </a>⟧ <a href="https://news.example.org/"><span> </span></a>
    ```

    ```html bad
    See ⟦[](https://docs.example.org/options/)⟧.
    ```

    ```html good
    [![](rain.png)](https://news.example.org/) [rain](https://news.example.org/) <a href="/a"><img src="a.png"></a> `[](/b)`
    ```

    ```html good
    <a href="#top"></a> <a id="rain" href="/a"></a> <a href="/a" aria-label="rain"></a> <a href="/a"><i class="fa fa-rain"></i></a>
    ```

    Write the link's text, restore its image from the source, or remove the link.
    """
    text = document.text
    start = document.body.start
    if text.find("[](", start) >= 0 or text.find("[ ](", start) >= 0:
        for link in document.links:
            if (
                link.attribute == "markdown"
                and _MARKDOWN.match(text, link.tag.start)
                and _leads(link, document)
            ):
                yield _issue(link.tag, link)
    if "a" in document.content.names and _EMPTY_END.search(document.content.plain, start):
        found = {link.tag: link for link in document.links if link.attribute == "href"}
        for tag, end in _empty(document):
            target = found.get(tag.span)
            if target is not None and _leads(target, document) and not _is_seen(tag, document):
                yield _issue(Span(tag.span.start, end.span.end), target)


def _issue(span: Span, link: Link) -> Issue:
    return Issue(span, f"the link to {shown(link.value)} has no text and no image", cause="without text")


def _leads(link: Link, document: Document) -> bool:
    """Return whether a link leads to another page, and is not another rule's."""
    if link_class(link) != "link" or link.value[:1] in ("", "#") or is_heading(link, document):
        return False
    url = document.url(link)
    return url is None or not is_share(url)


def _empty(document: Document) -> Iterator[tuple[Tag, Tag]]:
    """Yield the start and end tags of each `<a>` with nothing but plain tags and space in it."""
    opened: Tag | None = None
    for tag in document.content.tags:
        if tag.name != "a":
            is_plain = tag.name in _PLAIN and not (
                tag.attributes.start < tag.attributes.end and _has_look(tag, document)
            )
            opened = opened if is_plain else None
        elif not tag.closing:
            opened = tag
        elif opened is not None:
            inside = document.text[opened.span.end : tag.span.start]
            if not unescape(_MARKUP.sub("", inside)).strip().strip(_INVISIBLE).strip():
                yield opened, tag
            opened = None


def _has_look(tag: Tag, document: Document) -> bool:
    return not {"class", "style", "id"}.isdisjoint(document.attributes(tag))


def _is_seen(tag: Tag, document: Document) -> bool:
    attributes = document.attributes(tag)
    if not _MEANT.isdisjoint(attributes) or has_bound_attributes(document, tag):
        return True
    if document.base is None and ("class" in attributes or any(name[:5] == "data-" for name in attributes)):
        return True
    classes = attributes.get("class")
    return classes is not None and _DRAWN.search(document.raw(classes.span)) is not None
