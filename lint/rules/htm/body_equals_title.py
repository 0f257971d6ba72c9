"""HTM002 body-equals-title."""

import html
import re

from lint.rule import Document, Field, Issue, Issues, Match, rule

_TAG = re.compile(r"<[^<>]*>")
_LETTER = re.compile(r"\w")
# Shortcodes, media and tables.
_CONTENT = re.compile(
    r"\{\{[%<]|<(?:img|video|audio|iframe|embed|object|picture|source|svg|canvas|table|input)\b",
    re.IGNORECASE,
)
_NO_LETTERS = re.compile(r"[\W_]+")


@rule("HTM002", severity="info", field="title", match=_LETTER)
def body_equals_title(match: Match, field: Field, document: Document) -> Issues:
    """The article only repeats the title.

    Feeds often use the title as the description when they have no other. Such a post has no content.

    ```html bad
    ⟦<div>
    Example
    </div>⟧
    ```

    ```html good
    <div>
    Example: it rained.
    </div>
    ```

    ```html good
    {{% example %}}
    ```

    Fetch the page again, or leave the body empty.
    """
    title, text, place = match.string, document.text, document.article
    if (
        place.end - place.start > 4 * len(title) + 200  # leaves room for tags
        or _CONTENT.search(text, *place)
        or any(link.kind == "image" for link in document.links)
    ):
        return
    wanted = _letters(title)
    # Most articles are ruled out before they are parsed.
    roughly = _letters(_TAG.sub("", document.raw(place)))
    if wanted and roughly == wanted and _letters(document.visible_text) == wanted:
        yield Issue(place, "the article only repeats the title")


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", html.unescape(text).casefold())
