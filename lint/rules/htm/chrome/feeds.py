"""What feeds and their readers write after an article, each with its source."""

import re
from typing import NamedTuple

from lint.rule import Document, Span, one_line, unescape
from lint.rules.htm.elements import whole_elements

# A footer with percent-encoded addresses is long, and what a reader sees of it is not.
_LONGEST, _MOST_TEXT = 4_000, 400
_BLOCKS = frozenset("center div em footer p section small".split())


class Footer(NamedTuple):
    """A footer in an article: its place, and the part of its text that is the same in each post."""

    place: Span
    text: str


class _Known(NamedTuple):
    """A text that a program writes: what it contains literally, its pattern, and where it comes from.

    The pattern matches from where the footer begins; what differs from post to post ends before the group `same`.
    """

    literal: str
    pattern: re.Pattern[str]
    source: str


def _known(literal: str, pattern: str, source: str) -> _Known:
    return _Known(literal, re.compile(pattern, re.DOTALL), source)


_ANY = r"(?:[^<>\n]|<[^<>]*>){0,1000}?"
_YOAST = "https://github.com/Yoast/wordpress-seo/blob/trunk/inc/options/class-wpseo-option-titles.php"
_KNOWN = (
    _known("first on", rf"The (?:post|article) {_ANY}(?P<same>(?:appeared first|first appeared) on )", _YOAST),
    _known("zuerst auf", rf"Der Beitrag {_ANY}(?P<same>erschien zuerst auf )", _YOAST),
    _known("en premier sur", rf"L(?:'|’|&#8217;|&rsquo;)article {_ANY}(?P<same>est apparu en premier sur )", _YOAST),
    _known(" primero en", rf"La entrada {_ANY}(?P<same>(?:aparece|se public[oó]) primero en )", _YOAST),
    _known("apareceu primeiro em", rf"O post {_ANY}(?P<same>apareceu primeiro em )", _YOAST),
    _known("最先出现在", rf"(?:文章|帖子){_ANY}(?P<same>最先出现在)", _YOAST),
    _known("に最初に表示されました", rf"投稿 ?{_ANY}(?P<same>に最初に表示されました)", _YOAST),
    _known("đã xuất hiện đầu tiên", rf"Bài viết {_ANY}(?P<same>đã xuất hiện đầu tiên)", _YOAST),
    _known(
        "originally published in",
        rf"<a [^<>]*>{_ANY}(?P<same>was originally published in {_ANY}on Medium, where people are continuing)",
        "https://help.medium.com/hc/en-us/articles/214874118",
    ),
    _known("获取更多RSS", r"获取更多RSS：", "https://feedx.net"),
    _known(
        "Feed enhanced by",
        r"(?:<p><small>&copy; .{0,3500}?)?(?P<same>Feed enhanced by (?:<a [^<>]*>)?Better Feed)",
        "https://planetozh.com/blog/my-projects/wordpress-plugin-better-feed-rss/",
    ),
    _known("Feed generated with", r"\(?Feed generated with (?:<a [^<>]*>)?FetchRSS", "https://fetchrss.com/"),
    _known("Full-Text RSS", r"This entry passed through the (?:<a [^<>]*>)?Full-Text RSS", "https://www.fivefilters.org/"),
    _known(
        "コメントを読む", r"\[?Permalink\]?[^\n|]{0,200}\|[^\n|]{0,40}コメントを読む[^\n|]{0,200}\|[^\n]*", "https://srad.jp/"
    ),
    _known("Read more of this story", r"Read more of this story(?:</a>)? at Slashdot", "https://slashdot.org/"),
    _known("feeds.wordpress.com", r"<a [^<>]*\bhref=\"https?://feeds\.wordpress\.com/1\.0/", "https://wordpress.com/"),
    _known("/~ff/", r"<a [^<>]*\bhref=\"https?://[^/\"]*/~ff/", "https://feedburner.google.com/"),
)  # fmt: skip
# Under the last line of an article that was copied from a feed.
_RULE = re.compile(r"<hr\b[^<>]*>")
_FEED = re.compile(r"\bRSS|\b[Ff]eeds?\b|订阅|訂閱|購読|[Ss]ubscribe\b|[Aa]bonne|[Пп]одпи[сш]")
_MARKUP = re.compile(r"<[^<>]*>")
_BEFORE = re.compile(r"(?:\s|&nbsp;|<[bh]r\b[^<>]*>)+\Z")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\r?\n|</(?:article|div|section)>|\Z")


def find_footer(document: Document) -> Footer | None:
    """Return the footer that a feed added to an article, or `None`."""
    start, end = document.article
    start = max(start, end - _LONGEST)
    text = document.text
    for literal, pattern, _ in _KNOWN:
        if text.find(literal, start, end) < 0:
            continue
        match = pattern.search(text, start, end)
        if match is not None:
            place = _place(document, Span(*match.span()))
            same = match.start("same") if "same" in pattern.groupindex else match.start()
            return Footer(place, _shown(text[same : place.end]))
    return _after_a_line(document, start, end) if document.base is not None else None


def _place(document: Document, match: Span) -> Span:
    """Return the place of a footer: the largest short block around it, or else the rest of its paragraph."""
    text = document.text
    names = {tag.span.start: tag.name for tag in document.content.tags}
    blocks = [place for at, place in whole_elements(document.content.tags).items() if names[at] in _BLOCKS]
    around = [
        place
        for place in blocks
        if place.start <= match.start < match.end <= place.end
        and not _MARKUP.sub("", text[place.start : match.start]).strip()
        and _is_short(text[slice(*place)])
    ]
    if around:
        start, end = min(around)
    else:
        start = match.start
        inner = [place for place in blocks if match.start <= place.start < match.end <= place.end]
        found = _PARAGRAPH_END.search(text, match.end, document.article.end)
        end = min(inner).end if inner else found.start() if found is not None else document.article.end
    return Span(_without_lines(text, start, document.article.start), end)


def _after_a_line(document: Document, start: int, end: int) -> Footer | None:
    text = document.text
    line = None
    for line in _RULE.finditer(text, start, end) if "<hr" in text[start:end] else ():
        pass
    if line is None or "<a " not in (rest := text[line.end() : end]):
        return None
    if not _is_short(rest, _MOST_TEXT // 2) or _FEED.search(_MARKUP.sub("", rest)) is None:
        return None
    tags = document.content.tags
    blocks = sorted(place for place in whole_elements(tags).values() if line.end() <= place.start)
    return Footer(Span(_without_lines(text, line.start(), document.article.start), blocks[0].end), _shown(rest))


def _is_short(html: str, most: int = _MOST_TEXT) -> bool:
    return len(html) <= _LONGEST and len(_MARKUP.sub("", html)) <= most


def _without_lines(text: str, start: int, least: int) -> int:
    found = _BEFORE.search(text, max(least, start - 200), start)
    return found.start() if found is not None and "<" in found.group() else start


def _shown(html: str) -> str:
    return one_line(unescape(_MARKUP.sub(" ", html)))
