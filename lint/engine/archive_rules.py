"""The rules on the archive: collecting what a post says, and judging what it has in common with others."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from lint.config.selection import SelectedRule
from lint.post.document import Document
from lint.primitives.defects import cause_of, place_of
from lint.primitives.fact import MOST_FACTS, KnownFact, known
from lint.primitives.finding import CRASH_CODE, Issue, Observation
from lint.primitives.shared import Counts, Found, Others, Shared
from lint.primitives.source import Position, Source, Span
from lint.rule.definition import Collector, Rule
from lint.rule.registry import collectors_of


class Collected(NamedTuple):
    """What collectors found in a document, and what is reported of those that crashed."""

    facts: tuple[KnownFact, ...]
    crashes: Sequence[Observation] = ()


class Collectors:
    """The collectors of some rules; each runs once for a post, whichever rules use its facts.

    Parameters:
        rules: the rules.
        more: collectors of facts that no rule judges.
    """

    def __init__(self, rules: Iterable[Rule], more: Iterable[Collector] = ()) -> None:
        rules = list(rules)
        self._collectors = collectors_of(rules) | {each.__name__: each for each in more}
        self._any_encoding = {
            rule.collect.__name__ for rule in rules if rule.collect is not None and rule.any_encoding
        }

    def of(self, document: Document, kinds: Container[str] | None = None) -> Collected:
        """Return a document's facts.

        Parameters:
            kinds: those that are wanted; by default all.
        """
        facts: list[KnownFact] = []
        crashes: list[Observation] = []
        readable = document.source.undecodable is None
        places_of = _Places(document.source).of
        for kind, collect in self._collectors.items():
            if (kinds is not None and kind not in kinds) or not (readable or kind in self._any_encoding):
                continue
            try:
                found = [known(kind, fact, places_of) for fact in islice(collect(document), MOST_FACTS + 1)]
            except MemoryError:
                raise  # the post needs more than it may have
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a crash is a finding, never lost
                crashes.append(_crash(f"collector {kind}", error))
                document.lasting = False
                continue
            if len(found) > MOST_FACTS:  # some of them would say the rest is not there
                crashes.append(
                    _observed(
                        f"the post has more than {MOST_FACTS:,} {kind}, none of which is compared with other"
                        " posts; expected fewer in one post"
                    )
                )
                document.lasting = False
                continue
            facts += found
        return Collected(tuple(facts), crashes)


class _Places:
    """The rows and columns of places in a source; several facts are often at one place."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: dict[Span, tuple[Position, Position]] = {}

    def of(self, span: Span) -> tuple[Position, Position]:
        """Return where a place starts and ends."""
        places = self._known.get(span)
        if places is None:
            places = self._known[span] = self._source.positions(span)
        return places


class ArchiveRules:
    """Judges the facts of posts.

    Parameters:
        selected: the selected rules; those that look at one post alone are left out.
    """

    def __init__(self, selected: Iterable[SelectedRule[Rule]]) -> None:
        selected = list(selected)
        self._judges: dict[str, list[tuple[str, Callable[..., Iterable[Issue]]]]] = {}
        self._collectors = Collectors(each.rule for each in selected)
        for each in selected:
            rule = each.rule
            if rule.collect is None:
                continue
            find = rule.find
            if rule.options is not None:
                options = each.options if each.options is not None else rule.options()
                find = partial(find, options=options)
            self._judges.setdefault(rule.collect.__name__, []).append((rule.code, find))

    def observe(self, document: Document, shared: Shared) -> list[Observation]:
        """Return what the rules report about a document that has something in common with others."""
        facts, crashes = self._collectors.of(document, None if shared.crashed else shared.kinds)
        return [*crashes, *self.judged(document.source, shared._replace(facts=facts))]

    def judged(self, source: Source, shared: Shared) -> list[Observation]:
        """Return what the rules report about a post whose facts are known."""
        crashes: list[Observation] = []
        found: dict[tuple[str, Span], Observation] = {}
        crashed = set()
        for fact in shared.facts:
            rest: Others | Counts | Found | None = shared.found.get(fact.shared_by)
            if not fact.places:
                others = shared.others.get(fact.shared_by)
                rest = others if others is not None and others.posts else None
            if rest is None:
                continue
            for code, judge in self._judges.get(fact.collector, ()):
                try:
                    issues = list(judge(fact.of(source.filename, shared.path), rest))
                except MemoryError:
                    raise
                except (Exception, SystemExit) as error:  # noqa: BLE001 - as above
                    if code not in crashed:
                        crashed.add(code)
                        crashes.append(_crash(f"rule {code}", error))
                    continue
                for issue in issues:
                    # Several facts may stand for one cause: then the one that most posts have says the most.
                    other = found.get((code, issue.span))
                    if other is None or len(other.issue.related) < len(issue.related):
                        found[code, issue.span] = _observation(code, issue, fact, source)
        return [*crashes, *found.values()]


def _observation(code: str, issue: Issue, fact: KnownFact, source: Source) -> Observation:
    places = fact.location, fact.end_location
    if issue.span != fact.span:
        places = source.position(issue.span.start), source.position(issue.span.end)
    related = tuple(place._replace(code=code) for place in issue.related)
    return Observation(code, issue._replace(related=related), *places)


def _crash(what: str, error: BaseException) -> Observation:
    return _observed(f"{what} crashed; this is a bug in the rule: {cause_of(error)}{place_of(error)}")


def _observed(message: str) -> Observation:
    return Observation(CRASH_CODE, Issue(Span(0, 0), message), Position(1, 1), Position(1, 1))
