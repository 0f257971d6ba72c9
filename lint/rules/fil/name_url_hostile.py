"""FIL008 name-url-hostile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.primitives.finding import Issue
from lint.primitives.source import Span
from lint.rule.definition import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.post.document import Document

_HOSTILE = re.compile("[#%]")
_NAME = Span(0, 0)


@rule("FIL008", severity="info", raw=True)
def name_url_hostile(document: Document) -> Iterator[Issue]:
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
