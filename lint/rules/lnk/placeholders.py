"""Placeholders in URLs, which the reader of a manual replaces: `https://<your-domain>/`, `http://HOST:PORT/`."""

import re

from lint.post.elements import KNOWN
from lint.primitives.patterns import regex

# A name in angle brackets, which are a tag's if it is an element's name.
_BRACKETS = regex(r"(?:<|&lt;)([a-zA-Z][\w. -]*)(?:>|&gt;)")
_SPEAKING = regex(
    r"\[[\w -]+\](?:[:/?#]|\Z)"  # a name in brackets; an IPv6 address has colons
    r"|[A-Z][A-Z0-9_-]*(?:\.[A-Z0-9_-]+)*(?:[:/?#]|\Z)"  # capitals
    r"|[\w.-]+:(?i:\w*port|x+|n+)(?:[/?#]|\Z)",  # a port that is a word
    re.ASCII,
)


def without_placeholders(url: str) -> str:
    """Return a URL without its placeholders in angle brackets."""
    return _BRACKETS.sub(lambda match: match[0] if match[1].lower() in KNOWN else "", url)


def is_placeholder(authority: str) -> bool:
    """Return whether the part of a URL after `//` is a placeholder, or begins with one."""
    return without_placeholders(authority) != authority or _SPEAKING.match(authority) is not None
