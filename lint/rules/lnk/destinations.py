"""What the destination of a broken link was meant to be."""

import re

from lint.primitives.patterns import regex
from lint.values.urls import parse

_BEGINS = regex(r"(?:https?|ftp)://|mailto:|www\.|\.{0,2}/[\w.~%-]|#\w", re.IGNORECASE)
_FILE = regex(
    r"\.[ \t]*(?:pdf|html?|mdx?|txt|csv|json|xml|pem|png|jpe?g|gif|svg|webp|avif|mp[34]|webm|mov|zip|gz|docx?|pptx?|xlsx?"
    r"|odt|epub|ipynb)(?:[?#]\S*)?\Z",
    re.IGNORECASE,
)
_HOST = regex(r"\A(?:https?|ftp)://[^/?#]*", re.IGNORECASE)
# No name of a file has a space there.
_NEEDLESS = regex(r"(?<=[/?=&#])[ \t]+|(?<![ \t])[ \t]+(?=[/?=&#])|(?<=\.)[ \t]+(?=\w{1,5}(?:[?#]|\Z))")
_SCHEMES = regex(r"[htp]+s?")
# https://www.unicode.org/charts/PDF/UFF00.pdf: the signs, digits and letters of ASCII, as an input method writes
# them. Beside Chinese or Japanese, they may be part of a name.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FULL_WIDTH = regex(r"(?<![^\x00-\x7f\uff01-\uff5e])[\uff01-\uff5e](?![^\x00-\x7f\uff01-\uff5e])")
# A URL with one of these in place of ASCII leads nowhere.
_SIGNS = regex("[：／？＝＆＃．％]")
_SIGNS_BEFORE_ASCII = regex("[／？＝＆＃．％](?=[A-Za-z0-9_])")
_SPACES = regex(r"[ \t]+")


def is_destination(text: str) -> bool:
    """Return whether a text begins like a URL or a path, or ends like the name of a file or a folder."""
    is_folder = "/" in text.rstrip("/") and text.rstrip().endswith("/")
    return is_folder or _BEGINS.match(text) is not None or _FILE.search(text) is not None


def is_valid(url: str) -> bool:
    """Return whether a browser opens a page at a URL: a relative one, or one whose host has a dot."""
    found = parse(url, "https://page.example/")
    if found is None or " " in url or "\t" in url:
        return False
    host = found.host
    is_name = "." in host.strip(".") and ".." not in host and host[0] != "." and "%" not in host
    return is_name or host == "localhost" or host[:1] == "[" or found.scheme == "mailto"


def without_spaces(destination: str) -> str | None:
    """Return a destination without spaces; `None` if that is not a valid URL.

    A space in a host, or beside a sign such as `/`, is removed; others are encoded, but not in a fragment: no id
    has one.
    """
    host = _HOST.match(destination)
    begin = _SPACES.sub("", host[0]) if host is not None else ""
    rest = destination[host.end() if host is not None else 0 :]
    repaired = begin + _SPACES.sub("%20", _NEEDLESS.sub("", rest))
    is_certain = "%20" not in repaired.partition("#")[2]
    return repaired if is_certain and is_valid(repaired) else None


def with_scheme(raw: str, begin: str) -> str | None:
    """Return a URL with its malformed scheme corrected; `None` if no valid URL becomes of it.

    Parameters:
        begin: what it begins with up to the host, with the wrong scheme.
    """
    if not raw.startswith(begin):
        return None
    rest = raw[len(begin) :]
    if begin[0] in "(（":
        url = rest.removesuffix(("）" if begin[0] == "（" else ")") * len(begin))
        url = url if url.count("(") == url.count(")") else rest
    else:
        url = _scheme(begin) + "://" + rest.lstrip("／/:")
        if not url.isascii():
            url = _FULL_WIDTH.sub(lambda match: match[0].translate(_HALF_WIDTH), url)
            doubtful = _SIGNS_BEFORE_ASCII if begin.isascii() else _SIGNS
            if doubtful.search(url) is not None:
                return None
    return url if is_valid(url) else None


def _scheme(begin: str) -> str:
    """Return the scheme that is meant: the second of two, with the `h` or `t` that was lost."""
    last = _SCHEMES.findall(begin.lower())[-1]
    return "https" if last[-1] == "s" else "http"
