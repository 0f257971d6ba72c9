"""LNK003 link-bad-host."""

import re

from lint.rule import Document, Issue, Issues, Link, Match, rule
from lint.rules.lnk.written_link import shown

# Where a second scheme takes the host's place, LNK002 reports it.
_HOST = re.compile(r"\Ahttps?://(?=[^/])(?:[^/?#@]*+@)?+(?!https?(?:[:/?#]|\Z))([^/?#]*)", re.IGNORECASE)


@rule("LNK003", severity="error", of="link", match=_HOST)
def link_bad_host(match: Match, link: Link, document: Document) -> Issues:
    """The host of the URL cannot exist.

    A blank or a sentence where the host should stand, `www..com`, a host without a dot: the link was
    written around the wrong text. International names, `.onion`, ports and IPv6 are fine.

    ```html bad
    <a href="⟦http://survivorship bias⟧">rain</a>
    ```

    ```html bad
    <a href="⟦https://www..example.org/a⟧">rain</a>
    ```

    ```html good
    <a href="https://例子.中国/a">rain</a> <a href="http://[2001:db8::1]:8080/">six</a>
    ```

    Look for the right URL at the source; the text of the link may hold it.
    """
    host = match[1]
    url = document.url(link)
    name = url.host if url is not None else ""
    reason = None
    if url is None or "%20" in name or " " in host:
        reason = "no host can be called so"
    elif ".." in name or name.startswith("."):
        reason = "a part of the name is empty"
    elif document.base is not None and "." not in name and not name.startswith("[") and name != "localhost":
        reason = "it has no dot"
    if reason is not None:
        yield Issue(link.span, f"the host {shown(host)!r} cannot exist: {reason}")
