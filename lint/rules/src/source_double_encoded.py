"""SRC002 source-double-encoded."""

import re

from lint.rule import Applicability, Document, Edit, Field, Fix, Issue, Issues, Match, rule
from lint.rules.src.source_url import path_of, written

# Only bytes over 0x7f: a lone %2520 or %252F may be meant.
_TWICE = r"%25[89A-Fa-f][0-9A-Fa-f]"
_FOUND = re.compile(rf"{_TWICE}(?:[^?#]*{_TWICE})?")
_ENCODED_PERCENT = re.compile(r"%25(?=[0-9A-Fa-f]{2})")


@rule("SRC002", severity="error", field="source", match=_FOUND)
def source_double_encoded(match: Match, field: Field, document: Document) -> Issues:
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
    path = path_of(match.string)
    if match.start() >= len(path):
        return
    source = written(match, field, document)
    fix = None
    if source.start is not None:
        edits = tuple(Edit(source.span(*each.span()), "%") for each in _ENCODED_PERCENT.finditer(path))
        fix = Fix("decode one layer", edits, Applicability.UNSAFE)
    yield Issue(
        source.span(*match.span()),
        f"the source is percent-encoded twice ({match.group()[:5]}…): expected one layer",
        fix,
    )
