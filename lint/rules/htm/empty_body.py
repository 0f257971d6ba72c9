"""HTM001 empty-body."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Severity, rule
from lint.rules.img.pixels import without_pixels

_VIDEO_SITE = regex(r"(?:youtube|vimeo|bilibili|dailymotion|tiktok)\.com/|youtu\.be/|twitch\.tv/")
_LONGEST = 4000
_EMPTY = regex(
    r"(?:\s|&nbsp;|\u00a0|\u200b|<!--.*?-->|</?(?!img|video|audio|iframe|embed|object|picture|source|svg|canvas|table|input"
    r"|script\b[^<>]*\ssrc\b|[a-z][a-z0-9]*-)[a-z][^<>]*>)*",
    re.IGNORECASE | re.DOTALL,
)


@rule("HTM001", severity="warning")
def empty_body(document: Document) -> Issues:
    """The post has no article.

    The body has neither text nor media: the page had none when it was captured, or a script added them later.
    Without a source URL, the finding is a note, since whoever wrote the page may want it so. It is also a note
    if the source is a video site, since the video may have had no description. Scripts with a URL and custom
    elements count as content, but a tracking pixel does not.

    A page is not reported if its content is elsewhere or it is not published: with fields such as `data`,
    `template` or `redirect_to`, with another `layout` or `type` than that of a post, with a list of mappings or
    a long text in its front matter, with `permalink: false`, `draft: true` or `published: false`.

    ```html bad
    ⟦<div>

    </div>⟧
    ```

    ```html good
    <div>
    <img src="https://media.example.org/a.jpg">
    </div>
    ```

    ```html bad
    ⟦<div><img src="https://medium.com/_/stat?event=post.clientViewed" width="1" height="1"></div>⟧
    ```

    ```html good
    <div>
    It rained.
    </div>
    ```

    ```html good
    <script src="https://gist.example.org/rain.js"></script>
    ```

    ```html good
    <lite-youtube videoid="rain"></lite-youtube>
    ```

    Fetch the page again, or look for it in a web archive.
    """
    if document.front_matter is None or not document.is_post:
        return
    place = document.article
    text = document.text
    match = _EMPTY.match(text, *place) if place.end - place.start <= _LONGEST else None
    if match is not None and text.startswith(("<img", "![", "[!["), match.end()):
        match = _EMPTY.match(without_pixels(document), *place)
    # Few posts are empty, so the site is asked last.
    if match is None or match.end() != place.end or document.site.is_empty_by_design(document.data):
        return
    if _VIDEO_SITE.search(document.text_of("source") or ""):
        yield Issue(place, "the post has no article, only a video", severity=Severity.INFO)
    elif document.base is None:
        yield Issue(place, "the post has no article", severity=Severity.INFO)
    else:
        yield Issue(place, "the post has no article")
