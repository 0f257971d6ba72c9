"""LNK004 markup-in-href."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.primitives.finding import Issue, replace
from lint.rule.definition import rule
from lint.rules.lnk.written_link import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.post.document import Document
    from lint.post.links import Link

_MARKUP = re.compile(r"""["']?\s*/?>|</?[a-zA-Z]|&lt;/?[a-zA-Z]""")


@rule("LNK004", severity="error")
def markup_in_href(link: Link, document: Document) -> Iterator[Issue]:
    """The URL has swallowed the markup behind it.

    A quotation mark was escaped or lost, and the attribute runs on through the end of its tag:
    `…com/">text</a>` stands inside the address. Judged is the attribute as a browser reads it.

    ```html bad
    <a href='⟦https://news.example.org/">rain</a>⟧'>rain</a>
    ```

    ```html bad
    <a href="⟦https://news.example.org/<b>a</b>⟧">rain</a>
    ```

    ```html good
    <a href="https://news.example.org/?q=a%3Eb">rain</a>
    ```

    The fix cuts the URL where the markup begins; it is unsafe, since the markup may hold the text.
    """
    if link.attribute in ("autolink", "reference"):
        return
    match = _MARKUP.search(link.raw)
    if match is not None and ("<" in link.value or ">" in link.value):
        fix = replace(link.span, link.raw[: match.start()], "cut the URL before the markup", unsafe=True)
        yield Issue(link.span, f"markup stands in the URL: {shown(link.raw[match.start() :])}", fix)
