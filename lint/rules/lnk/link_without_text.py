"""LNK022 link-without-text."""

import re
from bisect import bisect_left

from lint.post.links import Link, link_class
from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Span, rule
from lint.rules.bound_attributes import has_bound_attributes
from lint.rules.lnk.sharing import is_share
from lint.rules.lnk.written_link import is_heading, shown

_MARKDOWN = regex(r"\[\s*\]\(")
# What nobody sees, up to the end tag: space, comments, and elements that show nothing of their own.
_EMPTY = regex(
    r"(?:[\s\u200b-\u200d\u2060\ufeff\u00ad]|&(?:nbsp|\#160|\#xa0|ensp|emsp|thinsp|zwnj|zwj|shy);|<!--[^<>]*-->"
    r"|</?(?:span|b|i|em|strong|font|u|s|small|sub|sup|br|p|div|wbr|center|h[1-6]|cite|mark|ins|del)(?:\s[^<>]*)?/?>)*"
    r"</a\s*>",
    re.IGNORECASE,
)
_LOOK = regex(r"\s(?:class|style|id)\s*=", re.IGNORECASE)
# What a copied post may still show without the style sheets of its source.
_KEPT_LOOK = regex(
    r"<i\s[^<>]*class|\sstyle\s*=|\sclass\s*=[^<>=]*(?:icon|\bfa[srb]?\b|glyph)", re.IGNORECASE
)
# Attributes by which a link is seen, named or more than a link: a target, a button.
_MEANT = frozenset(
    ("title", "aria-label", "aria-labelledby", "name", "id", "onclick", "role", "style", "data-toggle", "innerhtml",
     "dangerouslysetinnerhtml", "aria-hidden", "hidden", "tabindex", "slot")
)  # fmt: skip
# What a style sheet draws.
_DRAWN = regex(
    r"icon|\bfa[srb]?\b|glyph|btn|button|anchor|permalink|overlay|stretched|arrow|close|avatar", re.IGNORECASE
)


@rule("LNK022", severity="info", in_text=rf"\[\s*\]\(|(?i:>{_EMPTY.pattern})")
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
    for link in document.links:
        if link.attribute == "markdown":
            is_empty = _MARKDOWN.match(text, link.tag.start) is not None
            # A class may follow, as in `[](/a){.icon}`; MyST writes the title of the page that a link leads to.
            is_meant = text[link.tag.end : link.tag.end + 1] == "{" or document.site.has_other_tool
            if is_empty and not is_meant and _leads(link, document):
                yield _issue(link.tag, link)
        elif link.attribute == "href" and (match := _EMPTY.match(text, link.tag.end)) is not None:
            look = _LOOK if document.base is None else _KEPT_LOOK
            is_seen = look.search(match[0]) is not None or _is_seen(link.tag, document)
            if not is_seen and _leads(link, document):
                yield _issue(Span(link.tag.start, match.end()), link)


def _issue(span: Span, link: Link) -> Issue:
    return Issue(span, f"the link to {shown(link.value)} has no text and no image", cause="without text")


def _leads(link: Link, document: Document) -> bool:
    """Return whether a link leads to another page, and is not another rule's."""
    if link_class(link) != "link" or link.value[:1] in ("", "#") or is_heading(link, document):
        return False
    url = document.url(link)
    return url is None or not is_share(url)


def _is_seen(place: Span, document: Document) -> bool:
    """Return whether the attributes of the link at a place make something of it that is seen or used."""
    tags = document.content.tags
    index = bisect_left(tags, place, key=lambda tag: tag.span)
    if index == len(tags) or tags[index].span != place:
        return True  # what a template writes
    tag = tags[index]
    attributes = document.attributes(tag)
    if not _MEANT.isdisjoint(attributes) or has_bound_attributes(document, tag):
        return True
    if document.base is None and ("class" in attributes or any(name[:5] == "data-" for name in attributes)):
        return True
    classes = attributes.get("class")
    return classes is not None and _DRAWN.search(document.raw(classes.span)) is not None
