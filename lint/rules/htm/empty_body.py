"""HTM001 empty-body."""

import re

from lint.rule import Document, Issue, Issues, Severity, rule

_VIDEO_SITES = (
    "youtube.com/",
    "youtu.be/",
    "vimeo.com/",
    "bilibili.com/",
    "dailymotion.com/",
    "tiktok.com/",
    "twitch.tv/",
)
_LONGEST = 4000
_EMPTY = re.compile(
    r"(?:\s|&nbsp;|\u00a0|\u200b|<!--.*?-->|</?(?!img|video|audio|iframe|embed|object|picture|source|svg|canvas|table|input"
    r"|script\b[^<>]*\ssrc\b|[a-z][a-z0-9]*-)[a-z][^<>]*>)*",
    re.IGNORECASE | re.DOTALL,
)


@rule("HTM001", severity="warning")
def empty_body(document: Document) -> Issues:
    """The post has no article.

    Between the tags stands nothing: the page was empty when it was captured, or its text came by a
    script. Where the source is a video site, an empty description may be all there was: a note. A post
    that keeps its body in a field called `data` has it elsewhere, and what a script or an element of the site's
    own embeds is content.

    ```html bad
    ⟦<div>

    </div>⟧
    ```

    ```html good
    <div>
    <img src="https://media.example.org/a.jpg">
    </div>
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

    Fetch the page again, or find it in a web archive.
    """
    if document.front_matter is None or not document.is_post or "data" in document.fields:
        return
    place = document.article
    if place.end - place.start > _LONGEST:
        return
    match = _EMPTY.match(document.text, *place)
    if match is not None and match.end() == place.end:
        source = document.text_of("source") or ""
        own = document.base is None and "layout" in document.fields and document.settings.dialect == "hugo"
        if own or "type" in document.fields:
            return  # its layout makes the page
        video = any(site in source for site in _VIDEO_SITES)
        what = "the post has no article, only its video" if video else "the post has no article"
        yield Issue(place, what, severity=Severity.INFO if video else None)
