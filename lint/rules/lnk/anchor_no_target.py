"""LNK011 anchor-no-target."""

from collections.abc import Callable
from urllib.parse import unquote

from lint.post.links import link_class
from lint.rule import Document, Issue, Issues, rule
from lint.rules.anchors import is_by_builders, written_ids
from lint.rules.lnk.written_link import shown


@rule("LNK011", severity="warning", in_links=r"\A#.")
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
    ids = written_ids(document)
    finds_heading: Callable[[str], bool] | None = None
    for link in wanted:
        name = unquote(link.value[1:])
        if name in ids or link.value[1:] in ids or is_by_builders(name):
            continue
        if finds_heading is None:
            headings = document.headings
            if headings is None:
                return  # their texts cannot be told
            finds_heading = document.site.heading_finder(headings)
        if not finds_heading(name):
            yield Issue(link.span, f"no element in the post has the id {shown(name)}")
