"""LNK009 redirector."""

from lint.rule import Document, Issue, Issues, Link, at_hosts, rule

_HOSTS = frozenset(
    (
        "bit.ly", "t.co", "goo.gl", "tinyurl.com", "ow.ly", "buff.ly", "is.gd", "v.gd", "reurl.cc", "lihi.cc",
        "lihi1.com", "lihi2.com", "lihi3.cc", "pse.is", "ppt.cc", "adf.ly", "t.cn", "url.cn", "dlvr.it",
        "ift.tt", "fb.me", "rb.gy", "cutt.ly", "shorturl.at", "s.id", "trib.al", "bitly.com", "j.mp", "soo.gd",
        "tiny.cc", "lnkd.in", "feedproxy.google.com", "link.medium.com", "www.bit.ly", "amzn.to", "nyti.ms",
    )
)  # fmt: skip


@rule("LNK009", severity="info", of="link", in_links=at_hosts(_HOSTS))
def redirector(link: Link, document: Document) -> Issues:
    """A link goes through a redirector.

    When a URL shortener shuts down, as goo.gl did, the link is lost and nobody can tell where it led. While it
    still answers, you can look up its target. Links through one redirector are reported once in a post, with the
    number of places.

    ```html bad
    <a href="⟦https://bit.ly/3abcde⟧">rain</a>
    ```

    ```html bad
    <a href="⟦https://bit.ly/3abcde⟧">rain</a> <a href="https://bit.ly/3fghij">wind</a>
    ```

    ```html good
    <a href="https://news.example.org/3abcde">rain</a>
    ```

    Follow the link, and replace it with its target.
    """
    url = document.url(link)
    if url is not None and url.host in _HOSTS and len(url.path) > 1:
        yield Issue(link.span, f"the link goes through the redirector {url.host!r}", cause=url.host)
