"""FIL005 empty-slug."""

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, Severity, rule
from lint.rules.fil.places import FILE_NAME

_EMPTY = regex(r"\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[\s.\-_]*-[\s.\-_]*\.[^.]*\Z")
# Fields that decide the address instead of the name.
_ADDRESS = ("permalink", "url", "slug", "path")


@rule("FIL005", severity="warning", name=_EMPTY)
def empty_slug(match: Match, document: Document) -> Issues:
    """The file name has a date and no slug after it.

    Jekyll builds the post at `/2019/10/14/.html`, and a second such post of the same day overwrites the first.
    This happens when the tool that named the file dropped every character of the title. The finding is a note
    for a draft, where the front matter has the address (`permalink`, `url`, `slug` or `path`), and for site
    builders that keep the date in the address. A daily note, whose name is its date, is not reported.

    ```md bad path=_posts/2019-10-14-.md
    ```

    ```md good path=_posts/2019-10-14-rain.md
    ```

    ```md good path=2019-10-14.md dialect=obsidian
    ```

    Add a slug that describes the post.
    """
    if not document.is_post:
        return
    minor = (
        not document.site.needs_date_in_name
        or not document.data.keys().isdisjoint(_ADDRESS)
        or document.site.is_draft(document.source.path, document.data)
    )
    message = f"the file name {match.string!r} is only a date; expected a slug after it"
    yield Issue(FILE_NAME, message, severity=Severity.INFO if minor else None)
