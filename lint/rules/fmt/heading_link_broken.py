"""FMT011 heading-link-broken."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Edit, Fix, HeadingLink, Issue, Issues, Span, rule, shortened
from lint.rules.src.source_heading import source_heading

_SPACES = regex(r"[ \t\u00a0]+")


@rule("FMT011", severity="warning")
def heading_link_broken(document: Document) -> Issues:
    r"""The heading `[title](url)` is not a valid link.

    If the title has an unmatched bracket, or the URL has a space or an unmatched parenthesis, Markdown
    shows the brackets and the bare URL to the reader (CommonMark 0.31.2, section 6.3). Matched brackets,
    as in `[[Sports] Rain](url)`, are fine, and so are brackets in code. Only a heading that links to the source is
    checked, and only if it is one link: in `[Rain] and [wind](url)`, the first brackets are text.

    ```html bad
    ⟦[Rain] over the harbour](https://news.example.org/a/1.html)⟧
    ------
    ```

    ```html fixed
    [Rain\] over the harbour](https://news.example.org/a/1.html)
    ------
    ```

    ```md bad
    ---
    from: https://news.example.org/a%20b.html
    ---
    ⟦[Rain over the harbour](https://news.example.org/a b.html)⟧
    ------
    ```

    ```md fixed
    ---
    from: https://news.example.org/a%20b.html
    ---
    [Rain over the harbour](https://news.example.org/a%20b.html)
    ------
    ```

    ```html good
    ### [](#names)[Rain Desk](https://news.example.org/a/1.html)
    ```

    ```html good
    ### [Part 1](https://news.example.org/a/1.html), [part 2](https://news.example.org/a/1.html)
    ```

    ```html good
    ### [Rain] and [wind](https://news.example.org/a/1.html)
    ```

    ```html good
    ### [How to write `a]b`](https://news.example.org/a/1.html)
    ```

    ```md good
    ---
    from: https://news.example.org/a_(1).html
    ---
    [[Sports] Rain over the harbour](https://news.example.org/a_(1).html)
    ------
    ```

    The fix escapes unmatched brackets and encodes characters that the URL may not contain. It is safe because
    the intended text and link are evident.
    """
    heading = document.heading
    if heading is None or not heading.broken or source_heading(document) is None:
        return
    unmatched = [document.text[at] for at in _unmatched(document.text, heading.title_span, "[]")]
    if len(set(unmatched)) <= 1:  # else the first brackets are text and the link is after them
        shown = shortened(document.raw(heading.span), 60)
        yield Issue(heading.span, f"the heading {shown!r} is not a valid link", _fix(document.text, heading))


def _fix(text: str, heading: HeadingLink) -> Fix | None:
    if heading.url_span.end >= heading.span.end or "<" in heading.url or not heading.url:
        return None
    if "``" in heading.title:
        return None  # a backslash in code is shown
    edits = [Edit(Span(at, at), "\\") for at in _unmatched(text, heading.title_span, "[]")]
    edits += [
        Edit(Span(*m.span()), "%20" * len(m.group())) for m in _SPACES.finditer(text, *heading.url_span)
    ]
    edits += [
        Edit(Span(at, at + 1), "%28" if text[at] == "(" else "%29")
        for at in _unmatched(text, heading.url_span, "()")
    ]
    return Fix("escape the characters that break the link", tuple(sorted(edits))) if edits else None


def _unmatched(text: str, span: Span, pair: str) -> list[int]:
    """Return the offsets of unescaped brackets without a partner."""
    opened: list[int] = []
    unopened: list[int] = []
    for match in re.compile(rf"\\.|`[^`]*`|[{re.escape(pair)}]").finditer(text, *span):
        if match[0] == pair[0]:
            opened.append(match.start())
        elif match[0] == pair[1] and opened:
            opened.pop()
        elif match[0] == pair[1]:
            unopened.append(match.start())
    return sorted(unopened + opened)
