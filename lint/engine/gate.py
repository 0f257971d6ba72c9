"""Which rules may report anything in a document, told by one search for the patterns of all of them.

The search is RE2's: a set of patterns costs what one does. Without google-re2, or before a run has seen
enough documents to pay for the set, every rule is called, with the same result.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from lint.proxies import KnownProxies
from lint.rule.definition import Rule
from lint.rule.trigger import PROXIES
from lint.rule.widening import widened
from lint.values.urls import is_whole

if TYPE_CHECKING:
    from lint.post.document import Document  # only a type

# Bytes for a set and what RE2 remembers of it.
_MEMORY = 32 << 20
# Matches any text. A set that runs out of memory reports nothing, so this tells.
_GUARD = ""


class Answer(NamedTuple):
    """The numbers of the patterns found in a document: in its text, and in its links."""

    text: tuple[int, ...] | None
    links: tuple[int, ...] | None


class Gate:
    """Knows which of some rules may report anything in a document.

    Parameters:
        rules: the rules, of which some say what must be in a text or in a link for them to report anything.
        proxies: the known image proxies.
        sets: of patterns for texts and for links.
    """

    def __init__(self, rules: Iterable[Rule], proxies: KnownProxies, sets: "tuple[_Set, _Set]") -> None:
        self._of_text, self._of_links = sets
        # Rules that an answer decides on, with the numbers of their patterns.
        self._decided: dict[str, tuple[int | None, int | None]] = {}
        for rule in rules:
            needs = rule.trigger.needs
            in_links = proxies.in_links if needs.links == PROXIES else needs.links
            numbers = self._of_text.add(needs.text), self._of_links.add(in_links)
            # A rule with two patterns is left out only where both can be searched.
            wanted = [each is not None for each in needs]
            if any(wanted) and wanted == [number is not None for number in numbers]:
                self._decided[rule.code] = numbers
        self._of_text.compile()
        self._of_links.compile()
        self._asks_links = any(number is not None for _, number in self._decided.values())

    @classmethod
    def of(cls, rules: Iterable[Rule], proxies: KnownProxies) -> Self | None:
        """Return a gate; `None` without google-re2, or if it cannot compile the patterns."""
        try:
            import re2  # type: ignore[import-untyped]  # optional, and not for few documents
        except ImportError:
            return None
        options = re2.Options()
        options.log_errors = False
        options.max_mem = _MEMORY
        try:
            return cls(rules, proxies, (_Set(re2, options), _Set(re2, options)))
        except re2.error:
            return None

    def ask(self, document: "Document") -> Answer:
        """Search a document that is UTF-8."""
        text = self._of_text.search(document.source.data)
        return Answer(text, self._of_links.search(_lines(document)) if self._asks_links else ())

    def closed(self, answer: Answer) -> frozenset[str]:
        """Return the codes of the rules that report nothing in a document with this answer."""
        text, links = answer
        return frozenset(
            code
            for code, (in_text, in_links) in self._decided.items()
            if not (in_text is not None and (text is None or in_text in text))
            and not (in_links is not None and (links is None or in_links in links))
        )


class _Set:
    """Patterns that are searched together."""

    def __init__(self, re2: Any, options: Any) -> None:  # noqa: ANN401 - google-re2 has no types
        self._set = re2.Set.SearchSet(options)
        self._set.Add(_GUARD)
        self._error = re2.error
        self._numbers: dict[str, int] = {}

    def add(self, pattern: Any) -> int | None:  # noqa: ANN401 - a pattern or `None`
        """Return the number of a pattern; `None` for none, and for one that a set cannot have."""
        try:
            text = widened(pattern) if pattern is not None else None
        except re.error:  # the text of a plug-in's pattern
            return None
        if text is None:
            return None
        if text not in self._numbers:
            try:
                self._numbers[text] = self._set.Add(text)
            except self._error:
                return None
        return self._numbers[text]

    def compile(self) -> None:
        self._set.Compile()

    def search(self, data: bytes) -> tuple[int, ...] | None:
        """Return the numbers of the patterns found, in order; `None` if the search failed."""
        found = self._set.Match(data)
        if not found or 0 not in found:
            return None
        return tuple(sorted(found))


def _lines(document: "Document") -> bytes:
    """Return the links as written, read and resolved, each on a line of its own."""
    links = [link for link in document.links if link.attribute != "text"]
    written = [link.raw for link in links]
    read = [link.value for link in links]
    lines = written if written == read else [*written, *read]
    if document.base is not None or document.base_element is not None:
        for value in read:
            if not is_whole(value):
                resolved = document.resolve(value)
                lines += [resolved] if resolved is not None else []
    return "\n".join(lines).encode("utf-8", "surrogatepass")
