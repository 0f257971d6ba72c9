"""LNK005 link-root-relative."""

import html

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.written_link import shown
from lint.rules.moved import severity_if_moved


@rule("LNK005", severity="warning", of="link", match=regex(r"\A/(?!/|cdn-cgi/l/email-protection)"))
def link_root_relative(match: Match, link: Link, document: Document) -> Issues:
    """A root-relative link only works on the site it was copied from.

    `/author/10` was valid on the original page. In the archive, it points to a page on the archive's own
    site, which does not exist. Only posts with a source URL are checked: in other posts, such links are
    intentional. A `<base>` element with the source's address makes such links work, so they are not reported.

    ```html bad
    <a href="⟦/author/10⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/author/10">rain</a>
    ```

    ```html good
    <a href="https://news.example.org/author/10">rain</a> <a href="#top">up</a>
    ```

    ```html good
    <base href="https://news.example.org/"><a href="/author/10">rain</a>
    ```

    It is a note in a post that has the same path as its source: such a site moved and kept its addresses.

    ```md bad
    ---
    permalink: /2021/rain/
    from: https://old.example.org/2021/rain.html
    ---
    [wind](⟦/2021/wind.html⟧)
    ```

    The fix adds the scheme and host of the source.
    """
    if document.base is None or document.base_element is not None:
        return
    url = document.resolve(link.value)
    fix = replace(link.span, html.escape(url), "make the URL absolute") if url else None
    message = f"the link {shown(link.value)} is root-relative; expected an absolute URL"
    yield Issue(link.span, message, fix, severity=severity_if_moved(document))
