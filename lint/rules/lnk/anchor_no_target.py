"""LNK011 anchor-no-target."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lint.post.html import attributes
from lint.post.links import link_class
from lint.rule import Document, Issue, Issues, rule, unescape
from lint.rules.lnk.written_link import shown

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+([^\r\n]*+)|^([^\r\n]++)\r?\n(?:=+|-{2,})[ \t]*$", re.MULTILINE)
_ID = re.compile(r"\{[^{}\n#]*+#([\w:.-]+)[^{}\n]*+\}")
_TAG = re.compile(r"<[^<>]*+>|\[|\]\([^()\n]*+\)")
_NO_SLUG = re.compile(r"[^\w\- ]+")
_BY_BUILDERS = ("fn", "top", "respond", "comments", "toc", "content", "main", "!", "/", ":~:", "more", "_ftn")


@rule("LNK011", severity="warning")
def anchor_no_target(document: Document) -> Issues:
    """A link points to an anchor that the post does not contain.

    No element in the post has this `id` or `name`. The rule knows the ids that site builders generate for
    headings and footnotes. It only checks posts with a source URL, since a site's own pages may get ids in many
    other ways.

    ```html bad
    <a href="⟦#rain⟧">rain</a>
    ```

    ```html good
    <a href="#wind-and-rain">rain</a> <a href="#a1">a</a> <a id="a1"></a>

    ## Wind and rain
    ```

    Point the link to the right anchor, or remove it.
    """
    if document.base is None:
        return
    wanted = [
        link
        for link in document.links
        if link_class(link) == "link" and len(link.value) > 1 and link.value[0] == "#"
    ]
    if not wanted:
        return
    text = document.text
    ids = {
        unescape(document.raw(each.span))
        for tag in document.content.tags
        if not tag.closing
        for each in attributes(text, tag)
        if each.name in ("id", "name")
    }
    body = text[document.body.start :]
    ids.update(_ID.findall(body))
    headings = [*(one or other for one, other in _HEADING.findall(body)), *_html_headings(document)]
    slugs = {_slug(heading) for heading in headings}
    for link in wanted:
        name = unquote(link.value[1:])
        if name in ids or link.value[1:] in ids or name.lower().startswith(_BY_BUILDERS):
            continue
        plain = _slug(name)
        if plain not in slugs and re.sub(r"-\d+\Z", "", plain) not in slugs:
            yield Issue(link.span, f"no element in the post has the id {shown(name)}")


def _html_headings(document: Document) -> Iterator[str]:
    opened = None
    for tag in document.content.tags:
        if tag.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            if not tag.closing:
                opened = tag.span.end
            elif opened is not None:
                yield document.text[opened : tag.span.start]
                opened = None


def _slug(heading: str) -> str:
    return _NO_SLUG.sub("", _TAG.sub("", unescape(heading)).lower()).strip(" #").replace(" ", "-")
