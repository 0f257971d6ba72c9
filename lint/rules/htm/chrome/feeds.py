"""What feeds and their readers write after an article, each with its source."""

import re
from typing import NamedTuple

from lint.primitives.patterns import regex
from lint.rule import Document, Span, one_line, unescape
from lint.rules.htm.elements import whole_elements

# A footer with percent-encoded addresses is long, and what a reader sees of it is not.
_LONGEST, _MOST_TEXT, _MOST_AFTER = 8_000, 600, 300
_NEAR_THE_END = 900
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
    pattern: str
    source: str


_APOSTROPHE = "(?:'|’|&#8217;|&#039;|&rsquo;)"
_YOAST = "https://github.com/Yoast/wordpress-seo/blob/trunk/inc/options/class-wpseo-option-titles.php"


def _yoast(literal: str, before: str, after: str) -> _Known:
    """Return the footer of WordPress' most used plug-in for feeds: a post's title, and where it appeared first."""
    title = rf"(?:(?!{before})[^<>\n]|</?(?:a|b|em|i|strong)\b[^<>]*>){{1,400}}?"
    return _Known(literal, rf"{before}{title}(?P<same>{after})", _YOAST)


def _is_rare(char: str) -> bool:
    return not char.isascii() or char.isupper() or char in "~z"


# The first ones are also found where a conversion removed the links.
_PLAIN = 2
_KNOWN = (
    _yoast("appeared first on", "The (?:post|article|entry) ", "appeared first on "),
    _yoast("first appeared on", "The (?:post|article|entry) ", "first appeared on "),
    _yoast("zuerst auf", "(?:Der Beitrag|Der Artikel|Artikel) ", "erschien zuerst auf "),
    _yoast("en premier sur", f"L{_APOSTROPHE}article ", "est apparu en premier sur "),
    _yoast(" primero en", "(?:La entrada|El cargo|El artículo) ", "(?:aparece|apareció|se public[oó]) primero en "),
    _yoast(" primeiro em", "O (?:post|artigo|conteúdo) ", "aparece(?:u)? primeiro em "),
    _yoast("proviene da ", f"L{_APOSTROPHE}articolo ", "proviene da "),
    _yoast("essere il primo su ", f"L{_APOSTROPHE}articolo ", "sembra essere il primo su "),
    _yoast("verscheen eerst op ", "Het bericht ", "verscheen eerst op "),
    _yoast("pochodzi z serwisu ", "(?:Artykuł|Wpis) ", "pochodzi z serwisu "),
    _yoast("сначала на ", "(?:Сообщение|Запись) ", "(?:появились|появилась|появилось) сначала на "),
    _yoast("först upp på ", "Inlägget ", "dök först upp på "),
    _yoast("først ", "In(?:dl|nl)(?:æ|e)gget ", "(?:blev først udgivet|dukket først opp|vises først) på "),
    _yoast("pochází z ", "Příspěvek ", "pochází z "),
    _yoast("pertama kali ", "(?:Pos|Postingan|Artikel) ", "(?:muncul pertama kali|pertama kali (?:tampil|muncul)) (?:pada|di) "),
    _yoast("aparegut primer a ", f"L{_APOSTROPHE}entrada ", "ha aparegut primer a "),
    _yoast("最先出现在", r"(?:文章|帖子)\s*(?=<a |\[)", "最先出现在"),
    _yoast("最早出現", r"(?:文章|〈|這篇文章)\s*(?=<a |\[)", "最早出現[在於]"),
    _yoast("に最初に表示されました", "投稿 ?", "に最初に表示されました"),
    _yoast("đã xuất hiện đầu tiên", "Bài viết ", "đã xuất hiện đầu tiên"),
    _Known(
        "on Medium, where people",
        r"(?:<a [^<>]*>[^<>]{1,400}</a>|\[[^\[\]\n]{1,400}\]\([^()\s]*\)) (?P<same>was originally published in "
        r"(?:[^<>\n]|<[^<>]*>){1,400}? on Medium, where people are continuing)",
        "https://help.medium.com/hc/en-us/articles/214874118",
    ),
    _Known(
        "RSS",
        r"获取更多RSS：|\(?Feed generated with (?:<a [^<>]*>)?FetchRSS|This entry passed through the (?:<a [^<>]*>)?Full-Text RSS"
        r"|(?:This(?: RSS)?|RSS) [Ff]eed [^<>\n]{0,30}\b(?:by|via|with|on) (?:<a [^<>]*>)?(?:RSS\.app|RSSHub|Feed43|(?:https?://)?politepol)",
        "https://feedx.net, https://fetchrss.com, https://www.fivefilters.org, https://rss.app, https://rsshub.app, https://feed43.com, https://politepol.com",
    ),
    _Known(
        "Leave a comment",
        r"<a [^<>]*>Permalink</a>\s*\|\s*<a [^<>]*>Leave a comment",
        "https://en.wikipedia.org/wiki/Posterous",
    ),
    _Known(
        "Feed enhanced by",
        r"(?:<p><small>&copy; .{0,7500}?)?(?P<same>Feed enhanced by (?:<a [^<>]*>)?Better Feed)",
        "https://planetozh.com/blog/my-projects/wordpress-plugin-better-feed-rss/",
    ),
    _Known(
        "コメントを読む", r"\[?Permalink\]?[^\n|]{0,200}\|[^\n|]{0,40}コメントを読む[^\n|]{0,200}\|[^\n]*", "https://srad.jp/"
    ),
    _Known("Read more of this story", r"Read more of this story(?:</a>)? at Slashdot", "https://slashdot.org/"),
    _Known("feeds.wordpress.com", r"<a [^<>]*\bhref=\"https?://feeds\.wordpress\.com/1\.0/", "https://wordpress.com/"),
    _Known("/~ff/", r"<a [^<>]*\bhref=\"https?://[^/\"]*/~ff/", "https://feedburner.google.com/"),
)  # fmt: skip
# The footer begins with the post's title, which is a link.
_LINK = regex(r"<a\s|\]\(|\]\[")
_TITLE_IS_LINK = regex(r"(?:\S+\s+){0,2}[^\s\w<\[]?(?:<a\s|\[)")
# Each with what to look for first, its last character that is rare: one character is found much faster.
_HINTED = tuple(
    (next((char for char in reversed(literal) if _is_rare(char)), literal), literal, pattern, source)
    for literal, pattern, source in _KNOWN
)
# What a feed's own advertisement is about, under the last line of an article; authors advertise newsletters there.
_RULE = regex(r"<hr\b[^<>]*>")
_FEED = regex(r"\bRSS|RSS\b|\b(?:this|the|our|full|more) feeds?\b|\bAtom feed")
_MARKUP = regex(r"<[^<>]*>")
# What a Markdown link has beside its text.
_LINKS = regex(r"\]\([^()\s]*\)|\]\[[^\[\]]*\]|[\[\]]")
_DEFINITION = regex(r"^ {0,3}\[[^\[\]\n]+\]:[^\n]*$", re.MULTILINE)
_BEFORE = regex(r"(?:\s|&nbsp;|<[bh]r\b[^<>]*>)+\Z")
_PARAGRAPH_END = regex(r"\n[ \t]*\r?\n|</(?:article|div|section)>|\Z")
# What an article with a footer contains.
LITERALS = (*(re.escape(literal) for literal, _, _ in _KNOWN), "<hr")


def find_footer(document: Document) -> Footer | None:
    """Return the footer that a feed added to an article, or `None`."""
    start, end = document.article
    text = document.text
    tail = text[max(start, end - _NEAR_THE_END) : end]
    start = max(start, end - _LONGEST)
    has_link = "<" in tail or "](" in tail or "][" in tail
    for hint, literal, pattern, source in _HINTED if has_link else _HINTED[:_PLAIN]:
        if hint not in tail or literal not in tail:
            continue
        compiled = re.compile(pattern, re.DOTALL)  # only where its literal is: all of them take a while
        match = compiled.search(text, start, end)
        if match is not None:
            place = _place(document, Span(*match.span()))
            if source == _YOAST and not _names_the_post(document, text[match.start() : place.end]):
                continue
            same = match.start("same") if "same" in compiled.groupindex else match.start()
            if _is_short(_DEFINITION.sub("", text[place.end : end]), _MOST_AFTER):
                return Footer(place, _shown(text[same : place.end]))
    return _after_a_line(document, start, end) if "<hr" in tail and document.base is not None else None


def _names_the_post(document: Document, footer: str) -> bool:
    """Return whether a sentence has the link of such a footer, or the post's title if its links were lost."""
    if _LINK.search(footer) is not None:
        return _TITLE_IS_LINK.match(footer) is not None
    title = document.text_of("title") if document.base is not None else None
    return title is not None and " ".join(title.split()) in " ".join(unescape(footer).split())


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
    lines = list(_RULE.finditer(text, start, end))
    line = lines[-1] if lines else None
    if line is None or "<a " not in (rest := text[line.end() : end]):
        return None
    if not _is_short(rest, _MOST_TEXT // 3) or _FEED.search(_MARKUP.sub("", rest)) is None:
        return None
    tags = document.content.tags
    blocks = sorted(place for place in whole_elements(tags).values() if line.end() <= place.start)
    return Footer(
        Span(_without_lines(text, line.start(), document.article.start), blocks[0].end), _shown(rest)
    )


def _is_short(html: str, most: int = _MOST_TEXT) -> bool:
    return len(html) <= _LONGEST and len(_MARKUP.sub("", html)) <= most


def _without_lines(text: str, start: int, least: int) -> int:
    found = _BEFORE.search(text, max(least, start - 200), start)
    return found.start() if found is not None and "<" in found.group() else start


def _shown(html: str) -> str:
    return one_line(unescape(_LINKS.sub("", _MARKUP.sub(" ", html))))
