"""HTM004 unbalanced-tags."""

import re
from collections.abc import Iterator

from lint.post.elements import KNOWN, OPTIONAL, VOID
from lint.rule import Document, Issue, Issues, Span, rule
from lint.rules.htm.foreign import html_tags

_COUNTED = KNOWN - VOID - OPTIONAL
_NAME = re.compile(r"[a-zA-Z0-9]+")
_GLUED_NAMES = ("div", "span", "section", "article", "figure", "figcaption", "table", "ul", "ol", "a")


@rule("HTM004", severity="warning")
def unbalanced_tags(document: Document) -> Issues:
    """A start tag has no end tag, or an end tag has no start tag.

    An open `<div>` swallows what the site adds after the article, and a stray `</div>` closes an element of
    the site. Each element name is reported once, at the first place, with the number of places. The rule
    ignores optional end tags, void elements, tags that are unbalanced because of a glued tag (HTM003), and
    tags that are closed in the wrong order. Where JSX or Vue reads the post, `/>` closes any element. A start
    tag that Markdown does not accept, as its quotation marks do not match, is shown to readers as text.

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

    ```html bad
    It rained. ⟦<a⟧ href="https://news.example.org/"class="more">More</a>
    ```

    Compare with the page that the article was copied from, and add or remove the tag.
    """
    opened: dict[str, list[Span]] = {}
    stray: dict[str, list[Span]] = {}
    text = document.text
    closes_itself = document.content.self_closing
    for tag in html_tags(document):
        name = _unglued(tag.name)
        if name not in _COUNTED or (closes_itself and text[tag.span.end - 2] == "/"):
            continue
        start = tag.span.start + 1 + tag.closing
        written = text[start : start + len(name)]
        if not (written.islower() or written.isupper()):
            continue  # `<Image … />` is a component, not an HTML element
        if not tag.closing:
            opened.setdefault(name, []).append(tag.span)
        elif opened.get(name):
            opened[name].pop()
        else:
            stray.setdefault(name, []).append(tag.span)
    for name, span in _malformed(document):
        if stray.get(name):
            stray[name].pop(0)
        yield Issue(span, f"<{name}> is malformed and shown as text")
    for name, places in opened.items():
        if places:
            yield Issue(places[0], f"<{name}> has no end tag{_more(places)}")
    for name, places in stray.items():
        if places:
            yield Issue(places[0], f"</{name}> has no start tag{_more(places)}")
    if document.content.unfinished is not None:
        start = document.content.unfinished
        end = min(start + 20, len(text))
        yield Issue(Span(start, end), "the tag has no closing bracket; everything after it is lost")


def _unglued(name: str) -> str:
    if "=" not in name:
        return name
    return next((known for known in _GLUED_NAMES if name.startswith(known)), name.partition("=")[0])


def _malformed(document: Document) -> Iterator[tuple[str, Span]]:
    for place in document.content.malformed:
        match = _NAME.match(document.text, place.end)
        name = match.group().lower() if match is not None else ""
        if name in KNOWN:
            yield name, Span(place.start, place.end + len(name))


def _more(places: list[Span]) -> str:
    return f" (first of {len(places):,} places)" if len(places) > 1 else ""
