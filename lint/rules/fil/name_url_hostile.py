"""FIL008 name-url-hostile."""

import re

from lint.rule import Document, Issue, Issues, Match, rule
from lint.rules.fil.places import FILE_NAME

_HOSTILE = re.compile("[#%]")


@rule("FIL008", severity="info", name=_HOSTILE)
def name_url_hostile(match: Match, document: Document) -> Issues:
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
    found = " ".join(sorted(set(_HOSTILE.findall(match.string))))
    yield Issue(FILE_NAME, f"the file name has {found}, which means something else in a URL")
