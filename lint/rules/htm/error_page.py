"""HTM010 error-page."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Field, Issue, Issues, Match, rule

_TITLE = regex(
    r"\A(?:\s*(?:error\b\W*)?(?:40[0134]|50[023])\b(?:\W|error|page|not found|forbidden)*\Z"
    # The first code is looked for once, and not again for each of its repetitions.
    r"|(?=(?P<before>.*?\b(?:40[0134]|50[023])\b))(?P=before).*\b(?:error|not found|forbidden)"
    r"|(?:page |file )?not found\W*\Z|access denied|\s*forbidden\W*\Z|just a moment|attention required|are you a robot"
    r"|security check|(?:page|site|service) (?:is )?(?:temporarily )?unavailable|.*(?:页面不存在|頁面不存在|(?:页面|頁面|网页|網頁)(?:找不到|无法访问))|访问被拒绝)",
    re.IGNORECASE,
)
_BODY = regex(
    r"\b(?:404|403|502|503)\b|not found|access denied|forbidden|checking your browser|enable javascript|captcha|cloudflare"
    r"|does not exist|no longer available|不存在|已删除|已被删除|刪除|验证码|驗證碼|无法访问|找不到",
    re.IGNORECASE,
)
_LONGEST = 600


@rule("HTM010", severity="warning", field="title", match=_TITLE)
def error_page(match: Match, field: Field, document: Document) -> Issues:
    """The post contains an error page instead of the article.

    The server answered with a 404 page, a refusal or a captcha. Only a post with a source URL is reported,
    since a site has an error page of its own, and only if its title and its short body both look like an
    error, because either alone is usually a real article.

    ```md bad
    ---
    title: 404 Not Found
    from: https://news.example.org/rain
    ---
    ⟦<h1>Not Found</h1><p>The page does not exist.</p>⟧
    ```

    ```md good
    ---
    title: The number 404
    ---
    <p>It was not found in the ledger. Then they looked again, and it was there, between two dry pages, in the
    hand of the harbour master, who had written it down on the day of the storm and forgotten it.</p>
    <p>The ledger is now in the library, and whoever asks may see it there on Mondays and Fridays, from nine to
    five, with clean hands and a pencil. The librarian, who found it, has written a short history of the number,
    of the storm and of the harbour, which is for sale at the desk, and which the harbour office does not like.</p>
    <p>It rained on the day the ledger was found, too, and the river stood as high as on the mark at the bridge,
    which the harbour master had cut into the stone himself, with the year below it and his two letters.</p>
    ```

    Fetch the page again, or look for it in a web archive.
    """
    if document.base is None or not document.is_post:
        return
    place = document.article
    if place.end - place.start <= 4 * _LONGEST:
        text = document.visible_text
        if len(text) <= _LONGEST and _BODY.search(text):
            yield Issue(place, "the article looks like an error page")
