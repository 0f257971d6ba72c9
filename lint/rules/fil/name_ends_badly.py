"""FIL003 name-ends-badly."""

from lint.rule import Document, Issue, Issues, rule
from lint.rules.fil.places import FILE_NAME


@rule("FIL003", severity="warning", any_encoding=True)
def name_ends_badly(document: Document) -> Issues:
    """The file name has a dot or a space before its extension.

    Windows drops it when the extension is removed, and the site builder creates a URL that ends in a dot
    or `%20`, which email and chat programs leave out of the link.

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
        extension = document.source.name[len(stem) :]
        yield Issue(FILE_NAME, f"the file name has a {what} before its extension {extension!r}")
