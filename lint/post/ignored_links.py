"""Links that the configuration leaves out, for every rule on links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lint.values.url_patterns import UrlPatterns

if TYPE_CHECKING:
    from lint.post.links import Link


class IgnoredLinks(UrlPatterns):
    """The patterns of `ignore-links`."""

    def left(self, links: Iterable[Link]) -> Sequence[Link]:
        """Return the links that no pattern matches."""
        return tuple(link for link in links if next(self.of(link.value), None) is None)

    def used(self, links: Iterable[Link]) -> Sequence[str]:
        """Return the patterns that match one of some links."""
        return tuple(dict.fromkeys(pattern for link in links for pattern in self.of(link.value)))
