"""SRC006 source-heading-mismatch."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Field, HeadingLink, Issue, Issues, Match, rule, shortened
from lint.rules.src.source_heading import heading_link
from lint.rules.src.source_url import leads_to
from lint.values.urls import parse

_NO_LETTERS = regex(r"[\W_]+")
_WEB = regex(r"\Ahttps?:", re.IGNORECASE)  # SRC001 reports other values


@rule("SRC006", severity="warning", field="source", match=_WEB, in_text=r"\]\(")
def source_heading_mismatch(match: Match, field: Field, document: Document) -> Issues:
    """The heading links to a page other than the source.

    A mirror writes the source URL twice: in the front matter and as the link of the heading. If they
    differ, one of them leads to another article. The URLs are decoded before they are compared. The
    scheme, `www.`, a trailing slash and the fragment are ignored. A heading that neither repeats the title nor
    leads to the source's host is not such a heading, but the article's own.

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

    ```md good
    ---
    title: The week
    from: https://news.example.org/a/1.html
    ---
    ## [Rain Desk](https://code.example.com/rain)
    ```

    Compare both pages with the post, and write the right URL in both places.
    """
    source, heading = match.string, document.heading
    if heading is None or not heading.url or heading.url == source or heading_link(document) is None:
        return
    url = heading.url.strip().removeprefix("<").removesuffix(">")
    if leads_to(heading.url, source) or not _repeats(heading, url, document):
        return
    yield Issue(heading.url_span, f"the heading links to {shortened(url, 80)!r}, which is not the source")


def _repeats(heading: HeadingLink, url: str, document: Document) -> bool:
    """Return whether a heading is the mirror's: it has the title, or leads to the source's host."""
    title = document.text_of("title")
    if title is not None and _NO_LETTERS.sub("", heading.title) == _NO_LETTERS.sub("", title):
        return True
    source, found = parse(document.base or ""), parse(url)
    return source is not None and found is not None and source.host == found.host
