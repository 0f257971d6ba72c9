"""LNK002 link-scheme-malformed."""

import re

from lint.rule import Document, Issue, Issues, Link, replace, rule
from lint.rules.lnk.written_link import shown

_FAULTS = (
    (re.compile(r"h?t{1,3}ps?:/*\Z", re.IGNORECASE), None),
    (re.compile(r"(https?)://(?:https?:?/+)(?=[^/])", re.IGNORECASE), None),
    (re.compile(r"(https?):/{3,}(?=[^/])", re.IGNORECASE), r"\1://"),
    (re.compile(r"(https?)：/*", re.IGNORECASE), r"\1://"),
    (re.compile(r"(https?):/(?=[^/])", re.IGNORECASE), r"\1://"),
    (re.compile(r"(https?)//(?=[^/])", re.IGNORECASE), r"\1://"),
    (re.compile(r"(?:ttp|htp|htttp|hhttp|hppt|http:http)(s?)://(?=[^/])", re.IGNORECASE), r"http\1://"),
    (re.compile(r"(https?):\\\\(?=[^\\])", re.IGNORECASE), r"\1://"),
)
_INNER = re.compile(r"https?:/*(https?)(?::?/+)", re.IGNORECASE)


@rule("LNK002", severity="error", of="link")
def link_scheme_malformed(link: Link, document: Document) -> Issues:
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
    for pattern, scheme in _FAULTS:
        match = pattern.match(link.value)
        if match is None:
            continue
        fix = None
        if inner is not None:
            repaired = f"{inner.group(1)}://{link.raw[inner.end() :]}"
            fix = replace(link.span, repaired, "write the scheme once")
        elif scheme is not None and link.raw == link.value:
            fix = replace(link.span, match.expand(scheme) + link.raw[match.end() :], "write the scheme")
        yield Issue(
            link.span, f"the link {shown(link.value)} has no sound scheme: expected http:// or https://", fix
        )
        return
