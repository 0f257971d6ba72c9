"""LNK012 email-as-url."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.primitives.finding import Issue, replace
from lint.rule.definition import rule
from lint.rules.lnk.written_link import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.post.document import Document
    from lint.post.links import Link

_EMAIL = re.compile(r"https?://(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/?\Z", re.IGNORECASE)


@rule("LNK012", severity="warning")
def email_as_url(link: Link, document: Document) -> Iterator[Issue]:
    """A mail address was made a web address.

    `https://rain@mail.example/` asks the host mail.example as the user rain: a browser warns, or opens the
    mail provider's front page.

    ```html bad
    <a href="⟦https://rain@mail.example/⟧">write</a>
    ```

    ```html fixed
    <a href="mailto:rain@mail.example">write</a>
    ```

    ```html good
    <a href="https://matters.example/@rain">rain</a>
    ```

    The fix writes `mailto:`; it is unsafe, since a URL may have a user's name.
    """
    match = _EMAIL.match(link.value)
    if match is not None:
        fix = replace(link.span, f"mailto:{match.group(1)}", "write mailto:", unsafe=True)
        yield Issue(link.span, f"the link {shown(link.value)} is a mail address: expected mailto:", fix)
