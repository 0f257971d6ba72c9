"""FIL008 name-url-hostile."""

import re

from lint.rule import Document, Issue, Issues, Span, rule

_HOSTILE = re.compile("[#%]")
_NAME = Span(0, 0)


@rule("FIL008", severity="info", any_encoding=True)
def name_url_hostile(document: Document) -> Issues:
    """The file name holds a character that ends or changes a URL.

    `#` begins a fragment and `%` an escape: a link to the file that was not encoded with care leads
    elsewhere, and some link checkers skip such files. `?` begins a query; FIL001 reports it, since it is
    not portable either.

    ```md bad path="2021-05-03-top #1.md"
    ```

    ```md bad path="2021-05-03-50%.md"
    ```

    ```md good path="2021-05-03-top No. 1.md"
    ```

    Rename the file, or make sure that links to it are percent-encoded.
    """
    found = sorted(set(_HOSTILE.findall(document.source.name)))
    if found:
        yield Issue(_NAME, f"the file name has {' '.join(found)}, which means something else in a URL")
