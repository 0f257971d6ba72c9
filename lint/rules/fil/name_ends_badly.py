"""FIL003 name-ends-badly."""

from lint.rule import Document, Issue, Issues, rule
from lint.rules.fil.places import FILE_NAME


@rule("FIL003", severity="warning", any_encoding=True)
def name_ends_badly(document: Document) -> Issues:
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
    stem = document.source.stem
    if stem.endswith((".", " ")):
        what = "a dot" if stem[-1] == "." else "a blank"
        yield Issue(FILE_NAME, f"the file name ends in {what} before {document.source.name[len(stem) :]!r}")
