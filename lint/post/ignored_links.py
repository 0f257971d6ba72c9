"""Links that the configuration leaves out, for every rule on links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import translate
from typing import TYPE_CHECKING

from lint.primitives.patterns import regex

if TYPE_CHECKING:
    from lint.post.links import Link

_HOST = regex(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#\\@]*@)?([^/?#\\:]*)")
_END = regex(r"[?#]")


class IgnoredLinks:
    """The patterns of `ignore-links`, in which `*` is any text, `?` any character, and `[ab]` one of some.

    A pattern matches a link if it matches the whole of it, as a browser reads it; its path, if it has no
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

    def left(self, links: Iterable[Link]) -> Sequence[Link]:
        """Return the links that no pattern matches."""
        return tuple(link for link in links if next(self.of(link.value), None) is None)

    def used(self, links: Iterable[Link]) -> Sequence[str]:
        """Return the patterns that match one of some links."""
        return tuple(dict.fromkeys(pattern for link in links for pattern in self.of(link.value)))


def _domains(host: str) -> list[str]:
    """Return a host and the domains above it."""
    labels = host.split(".")[-10:]
    return [".".join(labels[at:]) for at in range(len(labels))]
