"""SRC003 source-not-encoded."""

import re
from urllib.parse import quote

from lint.primitives.patterns import regex
from lint.rule import Document, Edit, Field, Fix, Issue, Issues, Match, rule
from lint.rules.src.source_url import written

_RAW = regex(r"[^!-~]+")
# Control characters, such as the line break of a block scalar, do not count: browsers drop them.
_FOUND = regex(
    r"\A(?=[\x00-\x1f!-\x7f]*+[^\x00-\x1f!-\x7f])(?i:https?)://[^/?#]*+[!-~]*+(?P<raw>[^!-~](?:.*[^!-~])?)",
    re.DOTALL,
)


@rule("SRC003", severity="warning", field="source", match=_FOUND)
def source_not_encoded(match: Match, field: Field, document: Document) -> Issues:
    """The source URL contains characters that are not allowed in a URL.

    URLs may not contain CJK characters, spaces or no-break spaces (RFC 3986, section 2). Browsers encode
    them; feed readers, link checkers and Markdown do not. Host names in other scripts (IDN) are not
    reported.

    ```yaml bad
    from: https://news.example.org/⟦港口⟧.html
    ```

    ```yaml fixed
    from: https://news.example.org/%E6%B8%AF%E5%8F%A3.html
    ```

    ```yaml bad
    from: https://news.example.org/rain⟦\u00a0⟧sun.html
    ```

    ```yaml good
    from: https://例子.example.org/%E6%B8%AF%E5%8F%A3.html
    ```

    The fix encodes the characters as UTF-8, as a browser does (WHATWG URL, path percent-encode set). It is
    safe because the page stays the same.
    """
    url = match.string
    source = written(match, field, document)
    fix = None
    if source.start is not None:
        places = _RAW.finditer(url, *match.span("raw"))
        edits = tuple(Edit(source.span(*each.span()), quote(each.group(), safe="")) for each in places)
        fix = Fix("percent-encode the characters", edits)
    start = match.start("raw")
    shown = url[start : start + 20].replace("\u00a0", "U+00A0")
    yield Issue(
        source.span(*match.span("raw")),
        f"the source URL is not encoded at {shown!r}; expected percent-encoding",
        fix,
    )
