"""LNK003 link-bad-host."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, rule
from lint.rules.lnk.placeholders import is_placeholder
from lint.rules.lnk.written_link import shown

# LNK002 reports a second scheme in place of the host.
_HOST = regex(r"\Ahttps?://(?=[^/])(?:[^/?#@]*+@)?+(?!https?(?:[:/?#]|\Z))([^/?#]*)", re.IGNORECASE)


# All but names of ASCII letters, digits and hyphens with a dot between each two: what is refused is among them, and
# what a parser may read as something else, such as numbers at the end, ports and Punycode.
_DOUBTFUL = (
    r"\A(?i:https?):(?:[^/]|/[^/]|//(?:[./?#\\]|[^/?#\\]*(?:[^\w./?#\\-]|\.\.|(?i:xn--))|[^./?#\\]+(?:[/?#\\]|\Z)"
    r"|(?:[^/?#\\]*\.)?[0-9][^./?#\\]*\.?(?:[/?#\\]|\Z)))"
)


@rule("LNK003", severity="error", of="link", match=_HOST, in_links=_DOUBTFUL)
def link_bad_host(match: Match, link: Link, document: Document) -> Issues:
    """The host in the URL cannot exist.

    The host is a sentence or contains a space, has an empty label as in `www..com`, or has no dot: the link was
    made from the wrong text. International names, `.onion`, ports and IPv6 addresses are fine, and so are the
    placeholders of manuals.

    ```html bad
    <a href="⟦http://survivorship bias⟧">rain</a>
    ```

    ```html bad
    <a href="⟦https://www..example.org/a⟧">rain</a>
    ```

    ```html good
    <a href="https://例子.中国/a">rain</a> <a href="http://[2001:db8::1]:8080/">six</a>
    ```

    ```html good
    <a href="http://HOST:PORT/a">rain</a> <a href="http://host:port/">wind</a> <a href="https://<your-domain>/">sun</a>
    ```

    Look up the right URL at the source; the text of the link may contain it.
    """
    host = match[1]
    url = document.url(link)
    name = url.host if url is not None else ""
    reason = None
    if url is None or "%20" in name or " " in host:
        reason = "is not a valid host name"
    elif ".." in name or name.startswith("."):
        reason = "has an empty label"
    elif document.base is not None and "." not in name and not name.startswith("[") and name != "localhost":
        reason = "has no dot"
    if reason is not None and not is_placeholder(host):
        yield Issue(link.span, f"the host {shown(host)} {reason}")
