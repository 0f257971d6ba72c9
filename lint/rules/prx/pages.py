"""URLs that are known to be pages, not images."""

import re

from lint.rule import URL

_PAGES = {
    "youtube.com": r"/(?:watch|embed/|shorts/|channel/|c/|user/|playlist|live/|@)",
    "youtube-nocookie.com": r"/embed/", "youtu.be": r"/[\w-]{6,}",
    "facebook.com": r"/(?!(?:images|rsrc|tr\b|safe_image|lookaside)).*/(?:posts|videos|photos)/|/(?:watch|photo|permalink|story)\b",
    "twitter.com": r"/[^/]+/status/|/i/", "x.com": r"/[^/]+/status/",
    "instagram.com": r"/(?:p|reel)/[^/]+/?\Z", "vimeo.com": r"/[0-9]+\Z", "bilibili.com": r"/video/",
    "tiktok.com": r"/@", "t.me": r"/[^/]+/[0-9]+\Z",
}  # fmt: skip
_COMPILED = {host: re.compile(pattern, re.IGNORECASE) for host, pattern in _PAGES.items()}
_PAGE_SUFFIX = re.compile(r"/[^/]+\.(?:html?|shtml|xhtml)\Z", re.IGNORECASE)
_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|ico)\b", re.IGNORECASE)


def is_page(url: URL) -> bool:
    """Return whether a URL is that of a page, judging by a known host or by the file extension.

    A missing extension means nothing: many image hosts use none.
    """
    host = url.host.removeprefix("www.").removeprefix("m.").removeprefix("mobile.")
    pattern = _COMPILED.get(host)
    if pattern is not None and pattern.match(url.path):
        return True
    return bool(_PAGE_SUFFIX.search(url.path)) and not _IMAGE.search(url.query)
