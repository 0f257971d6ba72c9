"""HTM002 body-equals-title."""

import html
import re

from lint.post.article import visible_text
from lint.primitives.patterns import regex
from lint.rule import Document, Field, Issue, Issues, Match, rule
from lint.rules.img.pixels import without_pixels

_TAG = regex(r"<[^<>]*>")
_LETTER = regex(r"[^\W_]")
# Shortcodes, media and tables.
_CONTENT = regex(
    r"\{\{[%<]|<(?:img|video|audio|iframe|embed|object|picture|source|svg|canvas|table|input)\b",
    re.IGNORECASE,
)
_NO_LETTERS = regex(r"[\W_]+")


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
    if place.end - place.start > 4 * len(title) + 200:  # leaves room for tags
        return
    # Most articles are ruled out before they are parsed.
    article = text[slice(*place)]
    shown = _TAG.sub("", article)
    if "&" not in title and "&" not in shown and _first_letter(shown) != _first_letter(title):
        return
    images = [link.span for link in document.content.links if link.kind == "image"]
    if images:
        text = without_pixels(document)
    if _CONTENT.search(text, *place) or any(text[slice(*image)].strip() for image in images):
        return
    wanted = _letters(title)
    if wanted and _letters(shown) == wanted and _letters(visible_text(article)) == wanted:
        yield Issue(place, "the article only repeats the title")


def _first_letter(text: str) -> str:
    """Return the first of `_letters`, for a text without entities."""
    match = _LETTER.search(text)
    found = _LETTER.search(text[: match.end() if match is not None else None].casefold())
    return found.group() if found is not None else ""


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", html.unescape(text).casefold())
