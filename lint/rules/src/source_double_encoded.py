"""SRC002 source-double-encoded."""

from lint.primitives.patterns import regex
from lint.rule import Applicability, Document, Edit, Field, Fix, Issue, Issues, Match, rule
from lint.rules.src.source_url import path_of, written

# Only bytes above 0x7f: a single %2520 or %252F may be intended.
_TWICE = r"%25[89A-Fa-f][0-9A-Fa-f]"
_FOUND = regex(rf"{_TWICE}(?:[^?#]*{_TWICE})?")
_ENCODED_PERCENT = regex(r"%25(?=[0-9A-Fa-f]{2})")


@rule("SRC002", severity="error", field="source", match=_FOUND)
def source_double_encoded(match: Match, field: Field, document: Document) -> Issues:
    """The source URL is percent-encoded twice.

    `%25E6%25A5` asks the server for a page whose name contains a literal `%E6`, and no such page exists. A
    URL inside another one (`?url=https%253A…`) is correctly encoded twice, so the rule ignores queries.

    ```yaml bad
    from: https://news.example.org/⟦%25E6%25A5%25BC⟧.html
    ```

    ```yaml fixed
    from: https://news.example.org/%E6%A5%BC.html
    ```

    ```yaml good
    from: https://news.example.org/%E6%A5%BC.html?next=https%253A%252F%252Fexample.org
    ```

    The fix decodes the path once. It is unsafe because the site may actually use such names.
    """
    path = path_of(match.string)
    if match.start() >= len(path):
        return
    source = written(match, field, document)
    fix = None
    if source.start is not None:
        edits = tuple(Edit(source.span(*each.span()), "%") for each in _ENCODED_PERCENT.finditer(path))
        fix = Fix("decode the path once", edits, Applicability.UNSAFE)
    yield Issue(
        source.span(*match.span()),
        f"the source URL is percent-encoded twice at '{match.group()[:5]}…'; expected once",
        fix,
    )
