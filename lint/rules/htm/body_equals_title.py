"""HTM002 body-equals-title."""

import html
import re

from lint.post.article import visible_text
from lint.rule import Document, Field, Issue, Issues, Match, rule
from lint.rules.img.pixels import without_pixels

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
    if place.end - place.start > 4 * len(title) + 200:  # leaves room for tags
        return
    images = [link.span for link in document.content.links if link.kind == "image"]
    if images:
        text = without_pixels(document)
    if _CONTENT.search(text, *place) or any(text[slice(*image)].strip() for image in images):
        return
    wanted = _letters(title)
    # Most articles are ruled out before they are parsed.
    article = text[slice(*place)]
    roughly = _letters(_TAG.sub("", article))
    if wanted and roughly == wanted and _letters(visible_text(article)) == wanted:
        yield Issue(place, "the article only repeats the title")


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", html.unescape(text).casefold())
