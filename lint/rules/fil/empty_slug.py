"""FIL005 empty-slug."""

import re

from lint.rule import Document, Issue, Issues, Span, rule

_EMPTY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}-?[\s.\-_]*\Z")
_NAME = Span(0, 0)


@rule("FIL005", severity="warning", any_encoding=True)
def empty_slug(document: Document) -> Issues:
    """The file name is a date and nothing else.

    The post's address ends where its title should stand, and a second post of the day overwrites the
    first. It comes from a title that has no character the writer kept.

    ```md bad path=2019-10-14-.md
    ```

    ```md good path=2019-10-14-rain.md
    ```

    Give the file a name that says what it is about. Daily notes that are named so by design: ignore
    this rule in the configuration.
    """
    if document.is_post and _EMPTY.match(document.source.stem):
        yield Issue(_NAME, f"the file name {document.source.name!r} has nothing after its date")
