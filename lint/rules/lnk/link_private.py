"""LNK007 link-private."""

import re

from lint.primitives.patterns import regex
from lint.rule import UNUSUAL_HOST, Document, Issue, Issues, Link, Match, Severity, rule
from lint.rules.lnk.written_link import shown

_PRIVATE = regex(
    r"localhost\Z|(?![0-9]).*\.(?:localhost|local|internal|lan|home|corp)\Z"
    r"|(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2[0-9]|3[01]))\.[0-9.]+\Z|0\.0\.0\.0\Z|\[::1\]\Z|\[f[cd]|\[fe80"
)
_LOCAL = regex(r"localhost\Z|127\.|0\.0\.0\.0\Z|\[::1\]\Z")
_LONGEST = 200


# Parts of the names of private hosts, and what a parser may read as an IP address.
_HINTS = (
    r"\A(?i:file:)|(?i:localhost|\.(?:local|internal|lan|home|corp))"
    r"|\A(?i:https?):(?:[^/]|/[^/]|//(?:[/\\\[]|[^/?#\\]*@\[?|[^/?#\\]*[^\w./?#\\:-]|(?:[^/?#\\]*[.@])?[0-9][^./?#\\:]*\.?(?:[:/?#\\]|\Z)))"
)


@rule(
    "LNK007",
    severity="warning",
    of="link",
    match=regex(r"\A(?:(file:)|http)", re.IGNORECASE),
    in_links=f"{_HINTS}|{UNUSUAL_HOST}",
)
def link_private(match: Match, link: Link, document: Document) -> Issues:
    """A link points to a private address.

    Only the author can reach `localhost`, a private address or a `file:` URL. Such a link also reveals something
    about the author's computer. A link to `localhost` whose text names that host is the instruction of a
    tutorial, for a server on the reader's own computer, and is not reported. In an Obsidian vault, a `file:` URL is a note.

    ```html bad
    <a href="⟦http://localhost:4000/a⟧">rain</a>
    ```

    ```html bad
    <a href="⟦file:///C:/Users/a/rain.html⟧">rain</a>
    ```

    ```html good
    Open [http://localhost:8000](http://localhost:8000/), or <a href="http://127.0.0.1/">127.0.0.1</a>.
    ```

    ```html good
    <a href="https://10.example.org/">rain</a>
    ```

    Find the public address, or remove the link.
    """
    if match[1]:
        message = f"the link {shown(link.value)} points to a file on the author's computer"
        is_reachable = document.site.is_read_by_its_author
        yield Issue(link.span, message, severity=Severity.INFO if is_reachable else None)
        return
    # A manual may mention a server on the reader's own computer; a copied post does not.
    url = document.url(link) if document.base is not None else None
    if url is not None and _PRIVATE.match(url.host) and not _is_instruction(link, url.host, document):
        yield Issue(link.span, f"the link points to the private host {url.host!r}")


def _is_instruction(link: Link, host: str, document: Document) -> bool:
    """Return whether a link to the reader's own computer shows the reader that it is one."""
    if not _LOCAL.match(host):
        return False
    if link.attribute == "href":
        shown_text = document.text[link.tag.end : link.tag.end + _LONGEST].partition("<")[0]
    else:
        shown_text = document.text[link.tag.start : link.span.start]
    return host in shown_text or link.attribute == "autolink"
