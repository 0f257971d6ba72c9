"""SRC002 source-double-encoded."""

import re

from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, Span, rule
from lint.rules.src.source_url import source_url

# Only bytes over 0x7f: a lone %2520 or %252F may be meant.
_TWICE = re.compile(r"%25([89A-Fa-f][0-9A-Fa-f])")


@rule("SRC002", severity="error")
def source_double_encoded(document: Document) -> Issues:
    """The source URL is percent-encoded twice.

    `%25E6%25A5` asks the site for a page whose name holds the letters `%E6`: the answer is 404. A
    nested URL in the query (`?url=https%253A…`) is legitimate and not looked at.

    ```yaml bad
    from: https://news.example.org/⟦%25E6%25A5%25BC⟧.html
    ```

    ```yaml fixed
    from: https://news.example.org/%E6%A5%BC.html
    ```

    ```yaml good
    from: https://news.example.org/%E6%A5%BC.html?next=https%253A%252F%252Fexample.org
    ```

    The fix decodes one layer; it is unsafe, since a site may really have such names.
    """
    source = source_url(document)
    if source is None or "%25" not in source.url:
        return
    path = source.url.partition("#")[0].partition("?")[0]
    places = [match.span() for match in _TWICE.finditer(path)]
    if not places:
        return
    start, end = places[0][0], places[-1][1]
    span = source.span(start, end)
    fix = None
    if source.exact:
        edits = tuple(
            Edit(Span(source.start + at, source.start + at + 3), "%")
            for at in (match.start() for match in re.finditer(r"%25(?=[0-9A-Fa-f]{2})", path))
        )
        fix = Fix("decode one layer", edits, Applicability.UNSAFE)
    yield Issue(
        span, f"the source is percent-encoded twice ({path[start : start + 5]}…): expected one layer", fix
    )
