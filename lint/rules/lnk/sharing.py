"""The URLs of share buttons."""

import re
from bisect import bisect_left
from itertools import islice

from lint.rule import URL, Document, Link, Span

_SHARES = {
    "twitter.com": r"/(?:share|intent/tweet|home)\b", "x.com": r"/(?:share|intent/(?:tweet|post))\b",
    "facebook.com": r"/(?:sharer|sharer\.php|sharer/sharer\.php|share\.php|dialog/(?:share|feed))(?:/|\?|\Z)",
    "linkedin.com": r"/(?:shareArticle|sharing/share-offsite|cws/share)\b", "pinterest.com": r"/pin/create\b",
    "reddit.com": r"/submit\b", "tumblr.com": r"/(?:share|widgets/share)\b", "t.me": r"/share/",
    "telegram.me": r"/share/", "api.whatsapp.com": r"/send/?\?.*text=", "wa.me": r"/\?text=",
    "social-plugins.line.me": r"/lineit/share", "line.me": r"/R/(?:msg|share)",
    "service.weibo.com": r"/share/", "share.flipboard.com": r"/", "getpocket.com": r"/(?:save|edit)\b",
    "plurk.com": r"/\?.*qualifier=shares", "sns.qzone.qq.com": r"/cgi-bin/qzshare",
    "connect.qq.com": r"/widget/shareqq", "addtoany.com": r"/(?:share|add_to)", "vk.com": r"/share\.php",
}  # fmt: skip
_COMPILED = {host: re.compile(pattern, re.IGNORECASE) for host, pattern in _SHARES.items()}


def is_share(url: URL) -> bool:
    """Return whether a URL is that of a share button."""
    host = url.host.removeprefix("www.").removeprefix("m.").removeprefix("mobile.")
    pattern = _COMPILED.get(host)
    return pattern is not None and pattern.match(url.path + url.query) is not None


def whole_link(link: Link, document: Document) -> Span | None:
    """Return the span of a link with its text and end tag; `None` for a link without an end tag."""
    if link.attribute in ("markdown", "reference", "autolink"):
        return link.tag
    tags = document.content.tags
    at = bisect_left(tags, link.tag.start, key=lambda tag: tag.span.start)
    if at == len(tags) or tags[at].span != link.tag:
        return None
    tag = tags[at]
    end = next((each for each in islice(tags, at + 1, None) if each.name == tag.name), None)
    return Span(tag.span.start, end.span.end) if end is not None and end.closing else None
