"""FMT011 heading-link-broken."""

import re

from lint.rule import Document, Edit, Fix, HeadingLink, Issue, Issues, Span, rule, shortened

_BLANK = re.compile(r"[ \t\u00a0]+")
_LONGEST = 60


@rule("FMT011", severity="warning")
def heading_link_broken(document: Document) -> Issues:
    r"""The heading `[title](url)` does not parse as one link.

    An unmatched bracket in the title, or a blank or unmatched parenthesis in the URL, and Markdown
    shows the brackets and the bare URL to the reader (CommonMark 0.31.2, section 6.3). Brackets that
    match, as in `[[Sports] Rain](url)`, are fine.

    ```html bad
    ⟦[Rain] over the harbour](https://news.example.org/a/1.html)⟧
    ------
    ```

    ```html fixed
    [Rain\] over the harbour](https://news.example.org/a/1.html)
    ------
    ```

    ```html bad
    ⟦[Rain over the harbour](https://news.example.org/a b.html)⟧
    ------
    ```

    ```html fixed
    [Rain over the harbour](https://news.example.org/a%20b.html)
    ------
    ```

    ```html good
    [[Sports] Rain over the harbour](https://news.example.org/a_(1).html)
    ------
    ```

    The fix escapes the brackets that do not match and encodes what the URL may not hold; it is safe,
    since the text and the link are then what was plainly meant.
    """
    heading = document.heading
    if heading is not None and heading.broken:
        line = document.raw(heading.span)
        shown = shortened(line, _LONGEST)
        yield Issue(heading.span, f"the heading is not one link: {shown}", _fix(document.text, heading))


def _fix(text: str, heading: HeadingLink) -> Fix | None:
    if heading.url_span.end >= heading.span.end or "<" in heading.url or not heading.url:
        return None
    edits = [Edit(Span(at, at), "\\") for at in _unmatched(heading.title, heading.title_span.start, "[", "]")]
    start = heading.url_span.start
    edits += [
        Edit(Span(start + m.start(), start + m.end()), "%20" * len(m.group()))
        for m in _BLANK.finditer(heading.url)
    ]
    edits += [
        Edit(Span(at, at + 1), "%28" if text[at] == "(" else "%29")
        for at in _unmatched(heading.url, start, "(", ")")
    ]
    return Fix("escape what breaks the link", tuple(sorted(edits))) if edits else None


def _unmatched(text: str, start: int, opening: str, closing: str) -> list[int]:
    """Give the offsets of brackets that have no partner; escaped ones do not count."""
    opened: list[int] = []
    alone: list[int] = []
    escaped = False
    for at, char in enumerate(text, start):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == opening:
            opened.append(at)
        elif char == closing:
            if opened:
                opened.pop()
            else:
                alone.append(at)
    return sorted(alone + opened)
