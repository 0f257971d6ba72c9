"""LNK002 link-scheme-malformed."""

import re

from lint.rule import Document, Issue, Issues, Link, Match, Severity, replace, rule
from lint.rules.lnk.written_link import shown

_MALFORMED = re.compile(
    r"""\A(?:
        h?t{1,3}ps?:/*\Z                 # only a scheme
        | https?://https?:?/+(?=[^/])    # two schemes
        | (https?)(?: (?: :/ | :/{3,} | // )(?=[^/]) | ：/* | :\\\\(?=[^\\]) )
        | (?:ttp|htp|htttp|hhttp|hppt|http:http)(s?)://(?=[^/])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Browsers skip these slashes (https://url.spec.whatwg.org/#special-authority-ignore-slashes-state).
_OPENS = re.compile(r"https?:(?:/{3,}|\\)", re.IGNORECASE)
_INNER = re.compile(r"https?:/*(https?)(?::?/+)", re.IGNORECASE)


@rule("LNK002", severity="error", of="link", match=_MALFORMED)
def link_scheme_malformed(match: Match, link: Link, document: Document) -> Issues:
    r"""The scheme of the URL is malformed.

    A browser reads `ttps://`, a lone `http:`, `http://http://` or `https：//` (with a full-width colon) as a path
    on the archive's own site, or as a host named `http`. A scheme with too many slashes or with backslashes, as
    in `https:////` or `http:\\`, is a note: browsers open the page, but feed readers may not.

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

    The fix corrects the scheme. It is safe because the rest of the URL leaves no doubt.
    """
    inner = _INNER.match(link.raw)
    fix = None
    if inner is not None:
        fix = replace(link.span, f"{inner[1]}://{link.raw[inner.end() :]}", "remove the second scheme")
    elif match.lastindex is not None and link.raw == link.value:
        scheme = match[1] or f"http{match[2]}"
        fix = replace(link.span, f"{scheme}://{link.raw[match.end() :]}", "correct the scheme")
    message = f"the link {shown(link.value)} has a malformed scheme; expected `http://` or `https://`"
    severity = Severity.INFO if _OPENS.match(link.value) else None
    yield Issue(link.span, message, fix, severity=severity)
