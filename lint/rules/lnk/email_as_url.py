"""LNK012 email-as-url."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.written_link import shown

_EMAIL = regex(r"\Ahttps?://(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/?\Z", re.IGNORECASE)


@rule("LNK012", severity="warning", of="link", match=_EMAIL)
def email_as_url(match: Match, link: Link, document: Document) -> Issues:
    """An email address was turned into a web address.

    `https://rain@mail.example/` opens the host `mail.example` as the user `rain`: a browser shows a warning or
    the email provider's home page.

    ```html bad
    <a href="⟦https://rain@mail.example/⟧">write</a>
    ```

    ```html fixed
    <a href="mailto:rain@mail.example">write</a>
    ```

    ```html good
    <a href="https://matters.example/@rain">rain</a>
    ```

    The fix writes `mailto:`. It is unsafe because a URL may contain a user name.
    """
    fix = replace(link.span, f"mailto:{match[1]}", "write `mailto:`", unsafe=True)
    yield Issue(link.span, f"the link {shown(link.value)} is an email address; expected `mailto:`", fix)
