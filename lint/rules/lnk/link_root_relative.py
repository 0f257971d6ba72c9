"""LNK005 link-root-relative."""

import html
import re

from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.written_link import has_lost_its_site, shown

_ROOT = re.compile(r"\A/(?!/|cdn-cgi/l/email-protection)")


@rule("LNK005", severity="warning", of="link", match=_ROOT)
def link_root_relative(match: Match, link: Link, document: Document) -> Issues:
    """A link has lost its site.

    `/author/10` was right on the page it was copied from. In the archive it leads to a page of the
    archive's own site, which is not there. Only posts with a source URL are judged: a site of its own
    means such links.

    ```html bad
    <a href="⟦/author/10⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/author/10">rain</a>
    ```

    ```html good
    <a href="https://news.example.org/author/10">rain</a> <a href="#top">up</a>
    ```

    The fix puts the source's site before it.
    """
    if has_lost_its_site(document):
        url = document.resolve(link.value)
        fix = replace(link.span, html.escape(url), "put the source's site before it") if url else None
        yield Issue(
            link.span, f"the link {shown(link.value)} has lost its site: expected an absolute URL", fix
        )
