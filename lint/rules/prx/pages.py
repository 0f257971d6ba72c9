"""URLs that are known to be pages, not images."""

import re
from functools import lru_cache

from lint.primitives.patterns import regex
from lint.rule import URL

_PAGES = {
    "youtube.com": r"/(?:watch|embed/|shorts/|channel/|c/|user/|playlist|live/|@)",
    "youtube-nocookie.com": r"/embed/", "youtu.be": r"/[\w-]{6,}",
    "facebook.com": r"/(?!(?:images|rsrc|tr\b|safe_image|lookaside)).*/(?:posts|videos|photos)/|/(?:watch|photo|permalink|story)\b",
    "twitter.com": r"/[^/]+/status/|/i/", "x.com": r"/[^/]+/status/",
    "instagram.com": r"/(?:p|reel)/[^/]+/?\Z", "vimeo.com": r"/[0-9]+\Z", "bilibili.com": r"/video/",
    "tiktok.com": r"/@", "t.me": r"/[^/]+/[0-9]+\Z",
}  # fmt: skip
_COMPILED = {host: regex(pattern, re.IGNORECASE) for host, pattern in _PAGES.items()}
_PAGE_SUFFIX = regex(r"/[^/]+\.(?:html?|shtml|xhtml)\Z", re.IGNORECASE)
_IMAGE = regex(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|ico)\b", re.IGNORECASE)
# An image by its name, at a host that is written as it is parsed.
_USUAL = regex(
    r"https?://([a-z0-9.-]+)/[^?#]*\.(?:jpe?g|png|gif|webp|avif|svg|bmp)(?:[?#]|\Z)", re.IGNORECASE
)


def may_be_page(value: str) -> bool:
    """Return false for a URL that is certainly that of an image, which is faster to tell than to parse it."""
    match = _USUAL.match(value)
    return match is None or _bare(match[1].lower()) in _COMPILED


@lru_cache(maxsize=8192)  # several rules ask about each image, and a server after each change
def is_page(url: URL) -> bool:
    """Return whether a URL is that of a page, judging by a known host or by the file extension.

    A missing extension means nothing: many image hosts use none.
    """
    pattern = _COMPILED.get(_bare(url.host))
    if pattern is not None and pattern.match(url.path):
        return True
    return bool(_PAGE_SUFFIX.search(url.path)) and not _IMAGE.search(url.query)


def _bare(host: str) -> str:
    return host.removeprefix("www.").removeprefix("m.").removeprefix("mobile.")
