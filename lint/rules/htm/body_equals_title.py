"""HTM002 body-equals-title."""

import html
import re

from lint.rule import Document, Field, Issue, Issues, Match, rule

_SHORTCODE = re.compile(r"\{\{[%<]")
_TAG = re.compile(r"<[^<>]*>")
_LETTER = re.compile(r"\w")
_MEDIA = re.compile(
    r"<(?:img|video|audio|iframe|embed|object|picture|source|svg|canvas|table|input)\b", re.IGNORECASE
)
_NO_LETTERS = re.compile(r"[\W_]+")


@rule("HTM002", severity="info", field="title", match=_LETTER)
def body_equals_title(match: Match, field: Field, document: Document) -> Issues:
    """The article is the title again, and nothing else.

    Feeds give the title where there is no description. The post says nothing that its title does not.

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
    title = match.string
    place = document.article
    if _SHORTCODE.search(document.text, *place):
        return  # it makes the article
    if place.end - place.start > 4 * len(title) + 200 or _shows_media(document):  # the tags around it
        return
    wanted = _letters(title)
    # A look at the text without its tags spares most articles the parser.
    roughly = _letters(_TAG.sub("", document.raw(place)))
    if wanted and roughly == wanted and _letters(document.visible_text) == wanted:
        yield Issue(place, "the article repeats the title and says no more")


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", html.unescape(text).casefold())


def _shows_media(document: Document) -> bool:
    """Say whether the article has anything to look at or to hear besides text."""
    return _MEDIA.search(document.text, document.opening.end) is not None or any(
        link.kind == "image" for link in document.links
    )
