"""HTM004 unbalanced-tags."""

from lint.post.elements import FOREIGN, KNOWN, OPTIONAL, VOID
from lint.rule import Document, Issue, Issues, Span, rule
from lint.rules.htm.foreign import foreign_depth

_COUNTED = KNOWN - VOID - OPTIONAL
_GLUED_NAMES = ("div", "span", "section", "article", "figure", "figcaption", "table", "ul", "ol", "a")


@rule("HTM004", severity="warning")
def unbalanced_tags(document: Document) -> Issues:
    """A tag is closed that was never opened, or opened and never closed.

    An open `<div>` swallows what the site puts behind the article; a stray `</div>` closes the site's own.
    Judged by name: each element is reported once, at the first place, with the number of places. End
    tags that HTML lets one leave out, void elements, and what a glued tag (HTM003) unbalances do not
    count, nor do tags that are closed in the wrong order.

    ```html bad
    <p>⟦<strong>⟧rain</p>
    ```

    ```html bad
    <p>rain⟦</div>⟧</p>
    ```

    ```html good
    <ul><li>rain<li>wind</ul><p>snow<br><img src="https://media.example.org/a.jpg">
    ```

    ```html bad
    <svg class="icon" /><p>⟦<strong>⟧rain</p>
    ```

    ```html good
    <b><i>rain</b></i>
    ```

    Look at the page it was copied from, and close what is open.
    """
    opened: dict[str, list[Span]] = {}
    stray: dict[str, list[Span]] = {}
    text = document.text
    foreign = 0
    for tag in document.content.tags:
        name = tag.name
        if "=" in name:
            name = next((known for known in _GLUED_NAMES if name.startswith(known)), name.partition("=")[0])
        if name in FOREIGN:
            foreign = foreign_depth(text, tag, foreign)
            continue
        if foreign > 0 or name not in _COUNTED:
            continue
        start = tag.span.start + 1 + tag.closing
        written = text[start : start + len(name)]
        if not (written.islower() or written.isupper()):
            continue  # `<Image … />` is a component of the site's own
        if not tag.closing:
            opened.setdefault(name, []).append(tag.span)
        elif opened.get(name):
            opened[name].pop()
        else:
            stray.setdefault(name, []).append(tag.span)
    for name, places in opened.items():
        if places:
            yield Issue(places[0], f"<{name}> is never closed{_more(places)}")
    for name, places in stray.items():
        yield Issue(places[0], f"</{name}> closes what was never opened{_more(places)}")
    if document.content.unfinished is not None:
        start = document.content.unfinished
        end = min(start + 20, len(text))
        yield Issue(Span(start, end), "the tag never ends: everything behind it is lost")


def _more(places: list[Span]) -> str:
    return f", here and at {len(places) - 1:,} more places" if len(places) > 1 else ""
