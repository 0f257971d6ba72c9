"""FIL003 name-ends-badly."""

import re

from lint.rule import Document, Issue, Issues, Match, rule
from lint.rules.fil.places import FILE_NAME

# A name that begins with dots has no suffix there.
_END = re.compile(r"(?: |[^.]\.+)(?=\.[^.]*\Z)| \Z")


@rule("FIL003", severity="warning", name=_END)
def name_ends_badly(match: Match, document: Document) -> Issues:
    """The file name ends in a dot or a blank before its suffix.

    Windows cuts it off where the suffix is taken away, and a site builder makes an address of it that
    ends in a dot or in `%20`, which mail programs and chats do not link.

    ```md bad path="2021-05-03-rain....md"
    ```

    ```md bad path="2021-05-03-rain .md"
    ```

    ```md good path="2021-05-03-rain….md"
    ```

    Rename the file.
    """
    what = "a blank" if match[0] == " " else "a dot"
    yield Issue(FILE_NAME, f"the file name ends in {what} before {match.string[match.end() :]!r}")
