"""LNK004 markup-in-href."""

import re

from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.placeholders import without_placeholders
from lint.rules.lnk.written_link import shown

_MARKUP = re.compile(r"""["']?\s*/?>|</?[a-zA-Z]|&lt;/?[a-zA-Z]""")


@rule("LNK004", severity="error", of="link", match=re.compile("[<>]"))
def markup_in_href(match: Match, link: Link, document: Document) -> Issues:
    """The URL includes the markup that follows it.

    A quotation mark was escaped or lost, so the attribute continues past the end of its tag and
    `…com/">text</a>` becomes part of the URL. The rule checks the attribute as a browser reads it. A placeholder,
    as in `https://<your-domain>/`, is not markup.

    ```html bad
    <a href='⟦https://news.example.org/">rain</a>⟧'>rain</a>
    ```

    ```html bad
    <a href="⟦https://news.example.org/<b>a</b>⟧">rain</a>
    ```

    ```html good
    <a href="https://news.example.org/?q=a%3Eb">rain</a>
    ```

    ```html good
    [rain](https://<your-domain>/users/<user-id>)
    ```

    The fix cuts the URL where the markup begins. It is unsafe because the markup may contain the link's text.
    """
    markup = _MARKUP.search(link.raw)
    if markup is not None and _MARKUP.search(without_placeholders(link.raw)) is None:
        return
    if markup is not None and link.attribute not in ("autolink", "reference"):
        fix = replace(link.span, link.raw[: markup.start()], "cut the URL before the markup", unsafe=True)
        yield Issue(link.span, f"the URL contains the markup {shown(link.raw[markup.start() :])}", fix)
