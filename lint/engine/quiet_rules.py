"""Which rules have nothing to say about a link, for a process that lints the same post after each change.

That is remembered only if a rule looked at nothing but the link, and at what a post has in common for all
its links. Whether it did is watched, so no rule has to say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lint.post.document import Document
from lint.post.links import Link
from lint.post.stretches import Stretches
from lint.primitives.finding import Issue

Find = Callable[..., Iterable[Issue]]

# What answers by the link and what is in the key; whatever else a rule asks for may change with the post.
_OF_DOCUMENT = frozenset(
    ("base", "base_element", "host", "known_proxies", "proxies", "proxies_of", "resolve", "url")
)
_OF_SITE = frozenset(("embeds_pages",))
# Characters that what is kept of a link counts as, besides its own.
_SIZE = 200


class QuietRules:
    """Knows which rules say nothing about the links of a post.

    Parameters:
        kept: what is known of links.
    """

    def __init__(self, kept: Stretches[set[Find]], document: Document) -> None:
        self._kept = kept
        self._bases = document.base, document.base_element

    def of(self, link: Link) -> set[Find]:
        """Return the functions of the rules that say nothing about a link; more are added by `watched`."""
        start, end = link.tag
        at = link.span.start - start
        key = (*link[:5], at, end - start, link.noscript, link.linked, self._bases)
        found = self._kept.get(key)
        if found is None:
            found = set()
            self._kept.put(key, found, len(link.raw) + _SIZE)
        return found

    def watched(self, find: Find, quiet: set[Find]) -> Find:
        """Return a rule's function, which is added to the quiet ones if it proves to be one."""

        def call(*arguments: Any) -> Iterator[Issue]:  # noqa: ANN401 - as the rule's own
            *others, document = arguments
            watch = _Watch()
            reports = False
            for issue in find(*others, _Watched(document, watch)):
                reports = True
                yield issue
            if not reports and not watch.saw_more:
                quiet.add(find)

        return call


class _Watch:
    def __init__(self) -> None:
        self.saw_more = False


class _Watched:
    """A document, or its site, that notes whether more is asked of it than what is the same for all links."""

    def __init__(self, of: Any, watch: _Watch) -> None:  # noqa: ANN401 - a document or a site
        object.__setattr__(self, "_of", of)
        object.__setattr__(self, "_watch", watch)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever it is
        value = getattr(self._of, name)
        if isinstance(self._of, Document):
            if name == "site":
                return _Watched(value, self._watch)
            self._watch.saw_more |= name not in _OF_DOCUMENT
        else:
            self._watch.saw_more |= name not in _OF_SITE
        return value

    def __setattr__(self, name: str, value: object) -> None:
        self._watch.saw_more = True
        setattr(self._of, name, value)
