"""LNK106 missing-fragment."""

from lint.post.web_links import Role, web_links
from lint.rule import Document, Issue, Issues, rule
from lint.web.anchors import has_anchor
from lint.web.verdict import Kind


@rule("LNK106", severity="warning")
def missing_fragment(document: Document) -> Issues:
    """A link leads to a place in a page that the page does not have.

    Only with `--online` and `--check-fragments`. The page is there, but no element of it has the fragment as its `id` or `name`, so its
    reader begins at the top. Said only of HTML pages that were read whole, and are not built by scripts; not of text
    fragments (`#:~:text=`), routes (`#/a`, `#!a`), line numbers and comments.

    ```html bad
    <a href="⟦https://docs.example.org/rain#gauges⟧">gauges</a>
    === answers
    alive 200 https://docs.example.org/rain
    anchors wind,snow https://docs.example.org/rain
    ```

    ```html good
    <a href="https://docs.example.org/rain#wind">wind</a>
    <a href="https://docs.example.org/rain#:~:text=gauges">gauges</a>
    === answers
    alive 200 https://docs.example.org/rain
    anchors wind,snow https://docs.example.org/rain
    ```

    Look for where the section is now, or link to the page alone.
    """
    answers = document.settings.answers
    if answers is None:
        return
    for found in web_links(document):
        known = answers.known(found.url, Kind.ANCHORS) if found.role is Role.LINK and found.anchor else None
        anchors = known.verdict.anchors if known is not None else None
        if anchors is not None and not has_anchor(anchors, found.anchor):
            document.lasting = False  # the next run may ask again
            yield Issue(
                found.link.span, f"`{found.url}` has no `#{found.anchor}`; its readers begin at the top"
            )
