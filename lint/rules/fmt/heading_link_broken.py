"""FMT011 heading-link-broken."""

import re

from lint.rule import Document, Edit, Fix, HeadingLink, Issue, Issues, Span, rule, shortened

_SPACES = re.compile(r"[ \t\u00a0]+")
_LONGEST = 60


@rule("FMT011", severity="warning")
def heading_link_broken(document: Document) -> Issues:
    r"""The heading `[title](url)` is not a valid link.

    If the title has an unmatched bracket, or the URL has a space or an unmatched parenthesis, Markdown
    shows the brackets and the bare URL to the reader (CommonMark 0.31.2, section 6.3). Matched brackets,
    as in `[[Sports] Rain](url)`, are fine.

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

    The fix escapes unmatched brackets and encodes characters that the URL may not contain. It is safe,
    since the intended text and link are evident.
    """
    heading = document.heading
    if heading is not None and heading.broken:
        shown = shortened(document.raw(heading.span), _LONGEST)
        yield Issue(heading.span, f"the heading is not a valid link: {shown}", _fix(document.text, heading))


def _fix(text: str, heading: HeadingLink) -> Fix | None:
    if heading.url_span.end >= heading.span.end or "<" in heading.url or not heading.url:
        return None
    edits = [Edit(Span(at, at), "\\") for at in _unmatched(heading.title, heading.title_span.start, "[", "]")]
    edits += [
        Edit(Span(*m.span()), "%20" * len(m.group())) for m in _SPACES.finditer(text, *heading.url_span)
    ]
    edits += [
        Edit(Span(at, at + 1), "%28" if text[at] == "(" else "%29")
        for at in _unmatched(heading.url, heading.url_span.start, "(", ")")
    ]
    return Fix("escape the characters that break the link", tuple(sorted(edits))) if edits else None


def _unmatched(text: str, start: int, opening: str, closing: str) -> list[int]:
    """Return the offsets of unescaped brackets without a partner."""
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
