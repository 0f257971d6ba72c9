"""Patterns of URLs, as configurations write them."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import translate

from lint.primitives.patterns import regex

_HOST = regex(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#\\@]*@)?([^/?#\\:]*)")
_END = regex(r"[?#]")


class UrlPatterns:
    """Patterns in which `*` is any text, `?` any character, and `[ab]` one of some.

    A pattern matches a URL if it matches the whole of it, as a browser reads it; its path, if it has no
    host; or its host, or a domain above that.

    Parameters:
        patterns: as they are written.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = [(pattern, re.compile(translate(pattern))) for pattern in patterns]

    def of(self, url: str) -> Iterator[str]:
        """Yield the patterns that match a URL."""
        host = _HOST.match(url)
        parts = _domains(host[1].lower()) if host is not None else [_END.split(url, maxsplit=1)[0]]
        subjects = [each for each in (url, *parts) if each]
        for pattern, match in self._patterns:
            if any(map(match.match, subjects)):
                yield pattern


def _domains(host: str) -> list[str]:
    """Return a host and the domains above it."""
    labels = host.split(".")[-10:]
    return [".".join(labels[at:]) for at in range(len(labels))]
