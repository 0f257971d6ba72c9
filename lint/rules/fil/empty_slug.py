"""FIL005 empty-slug."""

import re

from lint.rule import Document, Issue, Issues, Match, rule
from lint.rules.fil.places import FILE_NAME

_EMPTY = re.compile(r"\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[\s.\-_]*(?:\.[^.]*)?\Z")


@rule("FIL005", severity="warning", name=_EMPTY)
def empty_slug(match: Match, document: Document) -> Issues:
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
    if document.is_post:
        yield Issue(FILE_NAME, f"the file name {match.string!r} has nothing after its date")
