"""SRC006 source-heading-mismatch."""

import html
import re

from lint.rule import Document, Field, Issue, Issues, Match, rule, shortened
from lint.rules.src.source_url import comparable

_LONGEST = 80
_WEB = re.compile(r"\Ahttps?:", re.IGNORECASE)  # SRC001 reports any other


@rule("SRC006", severity="warning", field="source", match=_WEB)
def source_heading_mismatch(match: Match, field: Field, document: Document) -> Issues:
    """The heading links elsewhere than the source.

    A mirror writes the source twice, in the front matter and behind the heading. Where they differ,
    one of the two leads to another article. The URLs are compared decoded; scheme, `www.`, a final
    slash and the fragment do not count.

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
    source = match.string
    heading = document.heading
    if heading is None or not heading.url or heading.url == source:
        return
    url = heading.url.strip().removeprefix("<").removesuffix(">")
    if comparable(html.unescape(url)) in (comparable(source), comparable(html.unescape(source))):
        return
    shown = shortened(url, _LONGEST)
    yield Issue(heading.url_span, f"the heading links to {shown}, which is not the source")
