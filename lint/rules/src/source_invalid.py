"""SRC001 source-invalid."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Field, Issue, Issues, rule
from lint.rules.values import quoted

# An absolute http(s) URL with a host: RFC 3986, section 3; a host may be a name, IPv4 or [IPv6].
_ABSOLUTE = regex(r"https?://[^\s/?#@\\]+(?:@[^\s/?#@\\]+)?", re.IGNORECASE)


@rule("SRC001", severity="error", field="source")
def source_invalid(field: Field, document: Document) -> Issues:
    """The source is not an absolute http(s) URL.

    The source is the only link from the post to its original. A relative path, another scheme or plain
    text leads nowhere. FMT005 reports a missing source.

    ```yaml bad
    from: ⟦/a/blinken-europe.html⟧
    ```

    ```yaml bad
    from: ⟦news.example.org/a/1.html⟧
    ```

    ```yaml bad
    from: ⟦"http://"⟧
    ```

    ```yaml bad
    from: ⟦[https://news.example.org/a, https://news.example.org/b]⟧
    ```

    ```yaml good
    from: https://news.example.org/a/1.html
    ```

    Enter the URL at which the original was published.
    """
    value = field.value
    if value is None:
        return
    problem = "is not text"
    if isinstance(value, str):
        match = _ABSOLUTE.match(value)
        if match is not None and match.group()[-1] != ":":
            return
        problem = "has no host" if value.lower().startswith(("http:", "https:")) else "is not an http(s) URL"
    shown = quoted(document, field.span, value, 80)
    message = f"`{field.name}` is {shown}, which {problem}; expected a URL such as https://example.org/page"
    yield Issue(field.span, message)
