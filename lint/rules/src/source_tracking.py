"""SRC004 source-tracking."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Field, Issue, Issues, Match, replace, rule
from lint.rules.src.source_url import TRACKING, written
from lint.values.urls import nested_at

_TRACKING = regex(rf"(?:{TRACKING})=|source=rss(?:[-_&#]|$)", re.IGNORECASE)
_FOUND = regex(rf"\A(?P<page>[^?]*+)(?P<query>\?(?=(?:[^#]*&)?(?i:{_TRACKING.pattern}))[^#]*)")


@rule("SRC004", severity="info", field="source", match=_FOUND)
def source_tracking(match: Match, field: Field, document: Document) -> Issues:
    """The source URL contains tracking parameters.

    Parameters such as `utm_source=rss` say where a reader came from, not which page to show. With them,
    copies of the same article seem to have different sources, and everyone who follows the link is tracked. A
    URL inside a web archive's URL is not checked, because the archive uses it to find its copy.

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

    The fix removes the parameters. It is safe because they do not affect what the server returns.
    """
    if nested_at(match["page"]) is not None:
        return
    pieces = re.split("(?=&)", match["query"])
    tracked = [index for index, piece in enumerate(pieces) if _TRACKING.match(piece, 1)]
    first, last = tracked[0], tracked[-1]
    start = match.start("query") + sum(map(len, pieces[:first]))
    end = start + sum(map(len, pieces[first : last + 1]))
    content = "".join(piece for piece in pieces[first:last] if not _TRACKING.match(piece, 1))
    if first == 0:
        if last < len(pieces) - 1:
            content += "&"
            end += 1
        content = content.replace("&", "?", 1)
    source = written(match, field, document)
    span = source.span(start, end)
    names = ", ".join(pieces[index][1:].partition("=")[0] for index in tracked)
    fix = replace(span, content, "remove the tracking parameters") if source.start is not None else None
    yield Issue(span, f"the source URL contains tracking parameters: {names}", fix)
