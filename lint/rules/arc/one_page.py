"""Addresses under which one page is found, besides its spellings: for phones, shared, or copied by a web archive."""

from __future__ import annotations

import re

from lint.primitives.patterns import regex
from lint.rules.src.source_url import comparable

# https://archive.org/developers/tutorial-compare-snapshot-wayback.html: letters after the time ask for the bare copy.
_COPY = regex(
    r"\s*https?://web\.archive\.org/web/[0-9]{4,14}(?:[a-z]{2}_)?/(?=https?(?::|%3A))", re.IGNORECASE
)
# What a page for phones has in its address: a host, either end of the path, or a parameter (Blogger has `m=1`).
# Wikipedia has the language before it.
_SMALL_HOST = regex(r"\A(?:(?:m|mobile|amp)\.(?=[^.]+\.)|([a-z-]{2,12}\.)m\.(?=[^.]+\.))")
_SMALL_PATH = regex(r"(?<=[^/])/amp\Z|\Aamp/(?=.)")
_SMALL_QUERY = frozenset(("amp", "amp=1", "amp=true", "m=0", "m=1"))
_INDEX = regex(r"(?:\A|(?<=/))index\.html?\Z")
_OTHER_HOSTS = {
    "youtu.be": "youtube.com",
    "music.youtube.com": "youtube.com",
    "x.com": "twitter.com",
    "old.reddit.com": "reddit.com",
    "np.reddit.com": "reddit.com",
}
# The parameters that select a page; the others say who shared it, or where to begin.
_SELECTS = {
    "youtube.com/watch": ("v",),
    "mp.weixin.qq.com/s": ("__biz", "idx", "mid"),
}
_VIDEO = regex(r"(?:(?:shorts|embed|live)/)?([\w-]{11})\Z", re.ASCII)
_STATUS = regex(r"([^/]+/status/[0-9]+)(?:/.*)?\Z")


def one_page(url: str) -> str:
    """Return what is the same for all addresses of one page, as `comparable` for its spellings.

    Such as the page for phones, `youtu.be` and the like, a link that was shared, and the copy in a web archive.
    """
    own = _COPY.sub("", url, count=1) if "archive" in url.lower() else url
    host, slash, rest = comparable(own).partition("/")
    host = _SMALL_HOST.sub(r"\1", host)
    path, _, query = rest.partition("?")
    path = path.rstrip("/")
    if "amp" in path or "index." in path:
        path = _INDEX.sub("", _SMALL_PATH.sub("", path)).rstrip("/")
    kept = [each for each in query.split("&") if each and each not in _SMALL_QUERY]
    path, kept = _selected(_OTHER_HOSTS.get(host, host), host, path, kept)
    host = _OTHER_HOSTS.get(host, host)
    return f"{host}{slash if path or kept else ''}{path}" + (f"?{'&'.join(kept)}" if kept else "")


def _selected(site: str, host: str, path: str, query: list[str]) -> tuple[str, list[str]]:
    """Return the path and the parameters without what does not select a page of a site."""
    if site == "youtube.com" and (video := _VIDEO.match(path)) and (host == "youtu.be" or "/" in path):
        return "watch", [f"v={video[1]}"]
    if site == "twitter.com" and (status := _STATUS.match(path)):
        return status[1], []
    names = _SELECTS.get(f"{site}/{path}", ())
    kept = [each for each in query if each.partition("=")[0] in names]
    return path, kept if len(kept) == len(names) and names else query
