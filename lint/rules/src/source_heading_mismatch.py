"""SRC006 source-heading-mismatch."""

import html
import re

from lint.rule import Document, Field, Issue, Issues, Match, rule, shortened
from lint.rules.src.source_url import comparable

_WEB = re.compile(r"\Ahttps?:", re.IGNORECASE)  # SRC001 reports other values


@rule("SRC006", severity="warning", field="source", match=_WEB)
def source_heading_mismatch(match: Match, field: Field, document: Document) -> Issues:
    """The heading links to a page other than the source.

    A mirror writes the source URL twice: in the front matter and as the link of the heading. If they
    differ, one of them leads to another article. The URLs are decoded before they are compared. The
    scheme, `www.`, a trailing slash and the fragment are ignored.

    ```md bad
    ---
    from: https://news.example.org/a/1.html
    ---
    [Rain](⟦https://news.example.org/a/2.html⟧)
    ------
    ```

    ```md good
    ---
    from: https://news.example.org/港口/
    ---
    [Rain](http://www.news.example.org/%E6%B8%AF%E5%8F%A3)
    ------
    ```

    Compare both pages with the post, and write the right URL in both places.
    """
    source, heading = match.string, document.heading
    if heading is None or not heading.url or heading.url == source:
        return
    url = heading.url.strip().removeprefix("<").removesuffix(">")
    if comparable(html.unescape(url)) in (comparable(source), comparable(html.unescape(source))):
        return
    yield Issue(heading.url_span, f"the heading links to {shortened(url, 80)!r}, which is not the source")
