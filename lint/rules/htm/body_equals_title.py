"""HTM002 body-equals-title."""

import html
import re

from lint.rule import Document, Field, Issue, Issues, Match, rule
from lint.rules.htm.article import article, shows_media, visible_text

_SHORTCODE = re.compile(r"\{\{[%<]")
_TAG = re.compile(r"<[^<>]*>")
_LETTER = re.compile(r"\w")
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
    place = article(document)
    if _SHORTCODE.search(document.text, *place):
        return  # it makes the article
    if place.end - place.start > 4 * len(title) + 200 or shows_media(document):  # the tags around it
        return
    wanted = _letters(title)
    # A look at the text without its tags spares most articles the parser.
    roughly = _letters(_TAG.sub("", document.text[place.start : place.end]))
    if wanted and roughly == wanted and _letters(visible_text(document)) == wanted:
        yield Issue(place, "the article repeats the title and says no more")


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", html.unescape(text).casefold())
