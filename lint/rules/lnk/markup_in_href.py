"""LNK004 markup-in-href."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.placeholders import without_placeholders
from lint.rules.lnk.written_link import shown

# A quotation mark, raw or escaped, before the end of the tag; or a tag.
_QUOTE = r"""(?:["'”″]|&(?:quot|apos|rdquo|\#0*3[49]|\#x0*2[27]);)"""
_MARKUP = regex(
    rf"""{_QUOTE}?\s{{0,20}}/?>|{_QUOTE}\s{{0,20}}/?&gt;|</?[a-zA-Z]|&lt;/?[a-zA-Z]|%22%3[Ee]|%3[Cc]/?[Aa](?:%20|%3[Ee])"""
)
# No URL has it: the first of the markup's attributes ends there.
_END = regex(r"""(?:"|%22|&(?:quot|\#0*34|\#x0*22);)""", re.IGNORECASE)
_WHOLE = regex(r"[a-z][a-z0-9+.-]*://[^/?#\s]|[./#?]|[^\s:&]+\Z", re.IGNORECASE)


@rule("LNK004", severity="error", of="link", match=regex("[<>]|%22%3E|%3C/?a(?:%20|%3E)", re.IGNORECASE))
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

    ```html bad
    <a href="⟦https://news.example.org/&quot; rel=&quot;nofollow&quot;&gt;rain&lt;/a&gt;⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/">rain</a>
    ```

    ```html bad
    [rain](⟦https://news.example.org/%22%3Erain%3C/a%3E⟧)
    ```

    ```html fixed
    [rain](https://news.example.org/)
    ```

    ```html bad no-fix
    <a href="⟦&lt;b&gt;https://news.example.org/⟧">rain</a>
    ```

    The fix cuts the URL where the markup begins, at the quotation mark if there is one. It is unsafe because the markup
    may contain the link's text.
    """
    markup = _MARKUP.search(link.raw)
    if markup is not None and _MARKUP.search(without_placeholders(link.raw)) is None:
        return
    if markup is not None and link.attribute not in ("autolink", "reference"):
        quote = _END.search(link.raw, 0, markup.start())
        start = quote.start() if quote is not None else markup.start()
        url = link.raw[:start].rstrip()
        fix = (
            replace(link.span, url, "cut the URL before the markup", unsafe=True)
            if _WHOLE.match(url)
            else None
        )
        yield Issue(link.span, f"the URL contains the markup {shown(link.raw[start:])}", fix)
