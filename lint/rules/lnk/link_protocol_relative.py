"""LNK006 link-protocol-relative."""

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.written_link import host_of, shown


@rule("LNK006", severity="info", of="link", raw=regex(r"\A(?=//)"))
def link_protocol_relative(match: Match, link: Link, document: Document) -> Issues:
    """A link has no scheme.

    `//host/path` only works on a web server: in a feed, an email or a file opened from disk it leads nowhere,
    and some link checkers read it as a file name. Links to one host are reported once in a post, with the number
    of places.

    ```html bad
    <a href="⟦//news.example.org/a⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/a">rain</a>
    ```

    ```html bad
    <a href="⟦//news.example.org/a⟧">rain</a> <a href="//news.example.org/b">wind</a>
    ```

    ```html fixed
    <a href="https://news.example.org/a">rain</a> <a href="https://news.example.org/b">wind</a>
    ```

    ```html good
    <a href="https://news.example.org/a">rain</a>
    ```

    The fix adds `https:`.
    """
    may_be_right = document.base is None or document.url(link) is not None
    fix = replace(link.span_of(match), "https:", "add `https:`") if may_be_right else None
    message = f"the link {shown(link.value)} has no scheme; expected `https:`"
    yield Issue(link.span, message, fix, cause=host_of(link.value))
