"""FIL006 no-date-prefix."""

import os

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, rule
from lint.rules.fil.places import FILE_NAME

# DATE_FILENAME_MATCHER in Jekyll's lib/jekyll/document.rb.
_UNDATED = regex(r"\A(?!\d{2,4}-\d{1,2}-\d{1,2}-[^/]*\.[^.]+\Z)")


@rule("FIL006", severity="warning", name=_UNDATED)
def no_date_prefix(match: Match, document: Document) -> Issues:
    """Jekyll skips the file because of its name.

    In `_posts`, Jekyll reads only files named `YYYY-MM-DD-slug.md` and silently skips all others. It
    accepts unpadded months and days, as in `2008-1-5-slug.md`.

    ```md bad path="_posts/rain.md"
    ```

    ```md bad path="_posts/2019-10-14.md"
    ```

    ```md good path="_posts/2008-1-5-rain.md"
    ```

    ```md good path="_posts/2008-01-05-rain.md"
    ```

    ```md good path="_posts/rain.md" dialect=hugo
    ```

    ```md good path="_posts/README.md" page
    ```

    Add the publication date to the beginning of the name, or move the file out of `_posts`.
    """
    if document.site.needs_date_in_name and document.is_post:
        folders = os.path.dirname(os.path.abspath(document.source.path)).split(os.sep)
        if "_posts" in folders:
            name = match.string
            yield Issue(FILE_NAME, f"Jekyll skips {name!r}; expected a name such as '2021-05-03-{name}'")
