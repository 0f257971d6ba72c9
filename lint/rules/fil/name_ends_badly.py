"""FIL003 name-ends-badly."""

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, rule
from lint.rules.fil.places import FILE_NAME

_BEFORE_EXTENSION = regex(r"[. ](?:\.[^.]*)?\Z")


@rule("FIL003", severity="info", name=_BEFORE_EXTENSION)
def name_ends_badly(match: Match, document: Document) -> Issues:
    """The file name has a dot or a space before its extension.

    Windows cannot have a folder whose name ends in a dot or a space, such as the one that a site builder makes
    of `rain....md`, and drops the dots and spaces (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
    The finding is a note because the page's address is usually fine: Jekyll leaves out dots and spaces at the
    end of a post's name, Hugo writes a hyphen for a space, and its addresses end in a slash.

    ```md bad path="2021-05-03-rain....md"
    ```

    ```md bad path="2021-05-03-rain .md"
    ```

    ```md good path="2021-05-03-rain….md"
    ```

    Rename the file.
    """
    stem = document.source.stem
    if stem.endswith((".", " ")):
        what = "dot" if stem[-1] == "." else "space"
        extension = match.string[len(stem) :]
        yield Issue(FILE_NAME, f"the file name has a {what} before its extension {extension!r}")
