"""Addresses under which one page is found, besides its spellings: for phones, shared, or copied by a web archive."""

from __future__ import annotations

import re
from functools import lru_cache

from lint.primitives.patterns import regex
from lint.rules.src.source_url import comparable

# https://archive.org/developers/tutorial-compare-snapshot-wayback.html: letters after the time ask for the bare copy.
_COPY = regex(
    r"\s*https?://web\.archive\.org/web/[0-9]{4,14}(?:[a-z]{2}_)?/(?=https?(?::|%3A))", re.IGNORECASE
)
# An address in its usual spelling: `comparable` takes nothing from it but the scheme, `www.` and the last slash.
_USUAL = regex(r"https?://([a-z0-9.-]++)/((?:[^\s%?#&/]++/?)++)\Z")
# The usual address of a video, which is as it stands what `_one_page` makes of it.
_WATCHED = regex(r"https?://(?:www\.)?(youtube\.com/watch\?v=[\w-]{11})\Z", re.ASCII)
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
_SPECIAL = frozenset(("web.archive.org", *_OTHER_HOSTS, *_OTHER_HOSTS.values()))
_VIDEO = regex(r"(?:(?:shorts|embed|live)/)?([\w-]{11})\Z", re.ASCII)
_STATUS = regex(r"([^/]+/status/[0-9]+)(?:/.*)?\Z")


def one_page(url: str) -> str:
    """Return what is the same for all addresses of one page, as `comparable` for its spellings.

    Such as the page for phones, `youtu.be` and the like, a link that was shared, and the copy in a web archive.
    """
    # Most addresses are usual: a pattern tells the same of them in a fifth of the time.
    watched = _WATCHED.match(url)
    if watched is not None:
        return watched[1]
    usual = _USUAL.match(url)
    if usual is not None and (host := _usual_host(usual[1])):
        path = usual[2]
        if "amp" not in path and "index." not in path:
            return f"{host}/{path.rstrip('/')}"
    return _one_page(url)


@lru_cache(maxsize=256)  # most posts of an archive are from a few hosts
def _usual_host(host: str) -> str:
    """Return the host of a page; empty for one whose pages have addresses of several forms."""
    plain = _SMALL_HOST.sub(r"\1", host.removeprefix("www."))
    return "" if plain in _SPECIAL else plain


def _one_page(url: str) -> str:
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
