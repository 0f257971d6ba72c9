"""FIL005 empty-slug."""

import re

from lint.rule import Document, Issue, Issues, Match, rule
from lint.rules.fil.places import FILE_NAME

_EMPTY = re.compile(r"\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[\s.\-_]*(?:\.[^.]*)?\Z")


@rule("FIL005", severity="warning", name=_EMPTY)
def empty_slug(match: Match, document: Document) -> Issues:
    """The file name is only a date.

    The post's URL has no slug, and a second post on the same day overwrites the first. This happens when the
    tool that named the file dropped every character of the title.

    ```md bad path=2019-10-14-.md
    ```

    ```md good path=2019-10-14-rain.md
    ```

    Add a slug that describes the post. If daily notes are named by date on purpose, ignore this rule in
    the configuration.
    """
    if document.is_post:
        yield Issue(FILE_NAME, f"the file name {match.string!r} is only a date; expected a slug after it")
