"""How a share button is removed: whole where it is a button, without its words where they belong to a sentence."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Edit, Fix, Link, Span
from lint.rules.lnk.link_text import inner_of
from lint.rules.lnk.sharing import whole_link

_REACH = 300
# The text around a link, as far as its line or block goes.
_BLOCK = regex(r"\n|</?(?:p|div|li|[uod]l|d[dt]|t[dhr]|table|section|h[1-6]|[bh]r)\b[^<>]*>", re.IGNORECASE)
_MARKUP = regex(
    r"!?\[[^\[\]]*\]\([^()\s]*\)|<a\b[^<>]*>[^<>]*</a>|</?\w[^<>]*>|&\w{1,9};|https?://\S*", re.IGNORECASE
)
_IMAGE = regex(r"!\[[^\[\]]*\]\([^()]*\)|<img\b[^<>]*>", re.IGNORECASE)
_ICON = regex(
    r"share|tweet|twitter|facebook|pinterest|linkedin|reddit|tumblr|whatsapp|telegram|weibo|icon|button|btn|social|logo",
    re.IGNORECASE,
)
# What is written on buttons.
_LABEL = regex(
    r"(?:\b(?:share|tweet|retweet|post|pin|save|send|submit|email|mail|this|it|on|to|via|with|by|in|the|a|opens|new|window|click|here"
    r"|icon|button|article|story|page|facebook|twitter|x|linkedin|pinterest|reddit|tumblr|telegram|whatsapp|line|weibo|pocket"
    r"|flipboard|plurk|vk|vkontakte|qzone|qq|addtoany|chia|sẻ|lên|gửi|qua|đăng|teilen|auf|bei|partager|sur|compartir|en"
    r"|condividi|su|delen|op)\b"
    r"|分享|到|至|转发|轉發|推特|脸书|臉書|微博|新浪|微信|朋友圈|空间|空間|シェア|ツイート|ポスト|共有|する|で|に|공유|하기|\s|\d|[^\w\s])+"
    r"|",
    re.IGNORECASE,
)  # fmt: skip
_ITEM_START = regex(r"(?:\A|\n)[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\Z|<li\b[^<>]*>\s*\Z", re.IGNORECASE)
_ITEM_END = regex(r"[ \t]*(?=\n|\Z)|\s*</li\s*>", re.IGNORECASE)


def share_fix(link: Link, document: Document) -> Fix | None:
    """Return the fix; `None` where a part of the link would be left."""
    place = whole_link(link, document)
    if place is None or link.attribute == "reference":
        return None
    text = document.text
    inner = inner_of(link, place, text)
    words = _MARKUP.sub(" ", _IMAGE.sub(" ", text[inner.start : inner.end]))
    is_alone = not _has_words(_around(text, place))
    images = _IMAGE.findall(text, *inner)
    has_picture = any(_ICON.search(image) is None for image in images)
    is_icon = not words.strip() and "://" not in text[inner.start : inner.end] and inner.start < inner.end
    if not has_picture and is_icon:
        return _whole(place, text)
    if not has_picture and is_alone and not _has_words(words):
        return _whole(place, text)
    if inner.start == inner.end or not (words.strip() or has_picture):
        return None
    edits = (Edit(Span(place.start, inner.start), ""), Edit(Span(inner.end, place.end), ""))
    return Fix("remove the link and keep its words", edits)


def _around(text: str, place: Span) -> str:
    """Return the text of the line or block around a link, without other links."""
    before = _BLOCK.split(text[max(place.start - _REACH, 0) : place.start])[-1]
    after = _BLOCK.split(text[place.end : place.end + _REACH], maxsplit=1)[0]
    return _MARKUP.sub(" ", _IMAGE.sub(" ", f"{before} {after}"))


def _has_words(text: str) -> bool:
    """Return whether a text has words other than those of buttons."""
    return _LABEL.fullmatch(text) is None


def _whole(place: Span, text: str) -> Fix:
    """Return the fix that removes a button, with the emphasis and the list item that hold nothing else."""
    while (
        place.start > 0
        and text[place.start - 1] in "*_"
        and text[place.start - 1] == text[place.end : place.end + 1]
    ):
        place = Span(place.start - 1, place.end + 1)
    start = _ITEM_START.search(text, max(place.start - 100, 0), place.start)
    end = _ITEM_END.match(text, place.end) if start is not None else None
    if start is not None and end is not None and (start[0][:1] == "<") == end[0].endswith(">"):
        place = Span(start.start() + (start[0][0] == "\n"), end.end())
    # An empty line would end a block of HTML, or a paragraph.
    line = Span(text.rfind("\n", 0, place.start) + 1, text.find("\n", place.end) + 1)
    is_line = (
        line.end > 0 and not text[line.start : place.start].strip() and not text[place.end : line.end].strip()
    )
    return Fix("remove the button", (Edit(line if is_line else place, ""),))
