"""SRC004 source-tracking."""

import re

from lint.rule import Document, Issue, Issues, delete, replace, rule
from lint.rules.src.source_url import source_url
from lint.values.urls import nested_at

# Parameters that name how a reader came, never which page is meant.
_TRACKING = re.compile(
    r"(?:utm_[a-z_]+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi"
    r"|spm|ncid|cmpid|at_medium|at_campaign)=",
    re.IGNORECASE,
)
_RSS = re.compile(r"source=rss(?:[-_]|$)", re.IGNORECASE)


@rule("SRC004", severity="info")
def source_tracking(document: Document) -> Issues:
    """The source URL carries tracking parameters.

    `utm_source=rss` and its like say how a reader came, not which page is meant. Two mirrors of one
    article then look like two sources, and whoever follows the link is counted. The address of a web archive
    holds another one, which is its key and stays.

    ```yaml bad
    from: https://news.example.org/a/1.html⟦?source=rss-1a2b3c⟧
    ```

    ```yaml fixed
    from: https://news.example.org/a/1.html
    ```

    ```yaml bad
    from: https://news.example.org/a?id=7⟦&utm_source=feed&utm_medium=rss⟧#top
    ```

    ```yaml fixed
    from: https://news.example.org/a?id=7#top
    ```

    ```yaml good
    from: https://web.archive.org/web/20210503/https://news.example.org/a?utm_source=feed
    ```

    ```yaml good
    from: https://news.example.org/a?source=archive&id=7
    ```

    The fix removes the parameters; it is safe, since they never decide what a server answers.
    """
    source = source_url(document)
    if source is None or "?" not in source.url:
        return
    mark = source.url.index("?")
    if nested_at(source.url[:mark]) is not None:
        return
    end = source.url.find("#", mark)
    query = source.url[mark + 1 : end if end >= 0 else len(source.url)]
    parts = query.split("&")
    tracking = [bool(_TRACKING.match(part) or _RSS.match(part)) for part in parts]
    if not any(tracking):
        return
    first, last = tracking.index(True), len(tracking) - 1 - tracking[::-1].index(True)
    before = sum(len(part) + 1 for part in parts[:first])
    start = mark + before
    stop = mark + sum(len(part) + 1 for part in parts[: last + 1])
    kept = [
        part
        for part, is_tracking in zip(parts[first : last + 1], tracking[first:], strict=False)
        if not is_tracking
    ]
    names = ", ".join(p.partition("=")[0] for p, t in zip(parts, tracking, strict=True) if t)
    lead = "?" if first == 0 else "&"
    if first == 0 and last < len(parts) - 1:
        stop += 1
        content = "?" + "".join(part + "&" for part in kept)
    else:
        content = "".join(("&" if index or lead == "&" else "?") + part for index, part in enumerate(kept))
    span = source.span(start, stop)
    message = "remove the tracking parameters"
    fix = (replace(span, content, message) if content else delete(span, message)) if source.exact else None
    yield Issue(span, f"the source URL carries tracking parameters: {names}", fix)
