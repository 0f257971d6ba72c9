"""LNK002 link-scheme-malformed."""

import re

from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.written_link import shown

_MALFORMED = re.compile(
    r"""\A(?:
        h?t{1,3}ps?:/*\Z                 # a scheme alone
        | https?://https?:?/+(?=[^/])    # two of them
        | (https?)(?: (?: :/ | :/{3,} | // )(?=[^/]) | ：/* | :\\\\(?=[^\\]) )
        | (?:ttp|htp|htttp|hhttp|hppt|http:http)(s?)://(?=[^/])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_INNER = re.compile(r"https?:/*(https?)(?::?/+)", re.IGNORECASE)


@rule("LNK002", severity="error", of="link", match=_MALFORMED)
def link_scheme_malformed(match: Match, link: Link, document: Document) -> Issues:
    """The beginning of the URL is damaged.

    `ttps://`, `http:` alone, `http://http://`, `https:////`, `https：//` with a full-width colon: a browser
    takes such a link for a path of the archive's own site, or for a host called `http`.

    ```html bad
    <a href="⟦ttps://news.example.org/⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/">rain</a>
    ```

    ```html bad
    <a href="⟦http://https://news.example.org/⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/">rain</a>
    ```

    ```html bad
    <a href="⟦http:⟧">rain</a>
    ```

    ```html good
    <a href="https://web.archive.org/web/2020/https://news.example.org/">rain</a>
    ```

    The fix writes the scheme; it is safe, since the rest of the URL leaves no doubt.
    """
    inner = _INNER.match(link.raw)
    fix = None
    if inner is not None:
        fix = replace(link.span, f"{inner[1]}://{link.raw[inner.end() :]}", "write the scheme once")
    elif match.lastindex is not None and link.raw == link.value:
        scheme = match[1] or f"http{match[2]}"
        fix = replace(link.span, f"{scheme}://{link.raw[match.end() :]}", "write the scheme")
    yield Issue(
        link.span, f"the link {shown(link.value)} has no sound scheme: expected http:// or https://", fix
    )
