"""FIL006 no-date-prefix."""

import os
import re

from lint.rule import Document, Issue, Issues, Span, rule

# Jekyll's own expression, lib/jekyll/document.rb, DATE_FILENAME_MATCHER.
_DATED = re.compile(r"\d{2,4}-\d{1,2}-\d{1,2}-[^/]*\.[^.]+\Z")
_NAME = Span(0, 0)


@rule("FIL006", severity="warning", any_encoding=True)
def no_date_prefix(document: Document) -> Issues:
    """Jekyll does not take the file as a post.

    Below `_posts`, Jekyll reads only files named `YYYY-MM-DD-slug.md`, and leaves the others out
    without a word. Unpadded days and months, as in `2008-1-5-slug.md`, are read.

    ```md bad path="_posts/rain.md"
    ```

    ```md good path="_posts/2008-1-5-rain.md"
    ```

    ```md good path="_posts/2008-01-05-rain.md"
    ```

    Put the date of publication before the name, or move the file out of `_posts`.
    """
    source = document.source
    if document.settings.dialect == "jekyll" and not _DATED.match(source.name):
        folders = os.path.dirname(os.path.abspath(source.path)).split(os.sep)
        if "_posts" in folders:
            yield Issue(
                _NAME, f"Jekyll skips {source.name!r}: expected a name such as 2021-05-03-{source.name}"
            )
