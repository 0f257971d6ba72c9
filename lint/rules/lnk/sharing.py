"""The URLs of share buttons."""

import re
from bisect import bisect_left

from lint.primitives.patterns import regex
from lint.rule import UNUSUAL_HOST, UNUSUAL_PATH, URL, Document, Link, Span
from lint.values.urls import plain_host

# By host; most are listed with their parameters at https://github.com/bradvin/social-share-urls.
_SHARES = {
    "twitter.com": r"/(?:share|intent/tweet|home\?status=)", "x.com": r"/(?:share|intent/(?:tweet|post))\b",
    "facebook.com": r"/(?:sharer|sharer\.php|sharer/sharer\.php|share\.php|dialog/(?:share|feed))(?:/|\?|\Z)",
    "linkedin.com": r"/(?:shareArticle|sharing/share-offsite|cws/share)\b", "pinterest.com": r"/pin/create\b",
    "reddit.com": r"/submit\b", "tumblr.com": r"/(?:share|widgets/share)\b", "t.me": r"/share/",
    "telegram.me": r"/share/", "api.whatsapp.com": r"/send/?\?.*text=", "web.whatsapp.com": r"/send/?\?.*text=",
    "wa.me": r"/\?text=", "social-plugins.line.me": r"/lineit/share", "line.me": r"/R/(?:msg|share)",
    "timeline.line.me": r"/social-plugin/share", "service.weibo.com": r"/share/", "share.flipboard.com": r"/",
    "getpocket.com": r"/(?:save|edit)\b", "plurk.com": r"/\?.*qualifier=shares",
    "sns.qzone.qq.com": r"/cgi-bin/qzshare", "share.v.t.qq.com": r"/", "v.t.qq.com": r"/share/",
    "connect.qq.com": r"/widget/shareqq", "addtoany.com": r"/(?:share|add_to)", "addthis.com": r"/bookmark\.php",
    "api.addthis.com": r"/oexchange/", "vk.com": r"/share\.php", "vkontakte.ru": r"/share\.php",
    "connect.ok.ru": r"/(?:offer|dk\?)", "ok.ru": r"/dk\?", "connect.mail.ru": r"/share\b",
    "google.com": r"/bookmarks/mark\?.*op=(?:add|edit)", "plus.google.com": r"/share\b",
    "b.hatena.ne.jp": r"/(?:entry/(?:panel|add)|add|append)\b", "stumbleupon.com": r"/(?:submit|badge)\b",
    "digg.com": r"/submit\b", "del.icio.us": r"/(?:post|save)\b", "delicious.com": r"/(?:post|save)\b",
    "news.ycombinator.com": r"/submitlink\?", "instapaper.com": r"/(?:hello2|edit)\b",
    "evernote.com": r"/clip\.action\?", "share.naver.com": r"/", "story.kakao.com": r"/share\b",
    "blogger.com": r"/blog-this\.g\?", "xing.com": r"/(?:spi/shares/new|app/user\?op=share)",
    "douban.com": r"/(?:share/service|recommend/)", "share.renren.com": r"/share/", "widget.renren.com": r"/dialog/share",
    "threads.net": r"/intent/post\b", "bsky.app": r"/intent/compose\b", "mewe.com": r"/share\b",
    "sharethis.com": r"/share\b", "buffer.com": r"/add\b", "bufferapp.com": r"/add\b",
}  # fmt: skip
_COMPILED = {host: regex(pattern, re.IGNORECASE) for host, pattern in _SHARES.items()}
_END = r"\Z"
# Every link that `shared_with` names contains it.
SHARES = "|".join(
    (
        *(
            rf"(?i:{re.escape(host)}(?::[0-9]*)?[/\\]?{path[1:].replace(_END, rf'(?:#|{_END})')})"
            for host, path in _SHARES.items()
        ),
        UNUSUAL_HOST,
        UNUSUAL_PATH,
        "share=",
    )
)
# Jetpack's buttons lead to the post itself, which redirects to the service:
# https://github.com/Automattic/jetpack/blob/trunk/projects/plugins/jetpack/modules/sharedaddy/sharing-sources.php
_JETPACK = regex(
    r"(?:\A|[?&])share=(?:jetpack-)?(bluesky|custom-\d+|email|facebook|google-plus-1|linkedin|mastodon|nextdoor|pinterest"
    r"|pocket|press-this|print|reddit|skype|telegram|threads|tumblr|twitter|whatsapp|x)(?:&|\Z)"
)


def may_be_share(value: str) -> bool:
    """Return whether a URL may be that of a share button, told before it is parsed."""
    host = plain_host(value)
    return host is None or _bare(host) in _COMPILED or "share=" in value


def is_share(url: URL) -> bool:
    """Return whether a URL is that of a share button."""
    pattern = _COMPILED.get(_bare(url.host))
    return pattern is not None and pattern.match(url.path + url.query) is not None


def _bare(host: str) -> str:
    """Return a host without what stands for a mobile site."""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("mobile.")


def shared_with(url: URL) -> str | None:
    """Return the service that a share button sends the page to; `None` for any other URL."""
    if is_share(url):
        return url.host
    match = _JETPACK.search(url.query) if "share=" in url.query else None
    return match[1] if match is not None else None


def whole_link(link: Link, document: Document) -> Span | None:
    """Return the span of a link with its text and end tag; `None` for a link without an end tag."""
    if link.attribute in ("markdown", "reference", "autolink"):
        return link.tag
    tags = document.content.tags
    at = bisect_left(tags, link.tag.start, key=lambda tag: tag.span.start)
    if at == len(tags) or tags[at].span != link.tag:
        return None
    name = tags[at].name
    end = next((tags[after] for after in range(at + 1, len(tags)) if tags[after].name == name), None)
    return Span(link.tag.start, end.span.end) if end is not None and end.closing else None
