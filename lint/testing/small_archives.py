"""What the documents of a small archive have in common, for the examples in manuals."""

from collections.abc import Iterable, Mapping, Sequence

from lint.engine.archive_rules import Collectors
from lint.post.document import Document
from lint.primitives.fact import (
    LEAST_COMMON,
    MOST_RARE,
    PLACES,
    Key,
    KnownFact,
    PlacedFact,
    grouped,
    posts_needed,
)
from lint.primitives.place import Position, Span
from lint.primitives.shared import MOST_OTHERS, Counts, Found, Others, Shared
from lint.rule.definition import Rule
from lint.run.file_rows import places_of


def share(documents: Sequence[Document], files: Sequence[str], rule: Rule) -> None:
    """Tell each document of a small archive what it has in common with the others, and what it wants.

    Parameters:
        files: the paths of the other files, from the site's folder.
    """
    collectors = Collectors([rule])
    facts = {each.source.path: collectors.of(each).facts for each in documents}
    here = (Span(0, 0), "", Position(1, 1), Position(1, 1))
    for path in files:
        facts[path] = tuple(KnownFact(PLACES, place, *here) for place in places_of(path, documents[0].site))
    groups = grouped((path, [fact.of(path, path) for fact in some]) for path, some in facts.items())
    for document in documents:
        path = document.source.path
        others: dict[Key, Others | Counts] = {}
        found: dict[Key, Found] = {}
        for fact in facts[path]:
            if fact.places:
                granted = _found(fact, groups, facts)
                if granted is not None:
                    found[fact.shared_by] = granted
            if fact.places or not fact.key:
                continue
            group = groups[fact.kind, fact.key]
            rest = _counts(fact, group, path) if fact.is_counted else _others(fact, group, path)
            if rest is not None and rest.posts:
                others[fact.shared_by] = rest
        document.shared = Shared(others=others, found=found, path=path)


def _found(
    fact: KnownFact,
    groups: Mapping[Key, Mapping[str, Sequence[PlacedFact]]],
    facts: Mapping[str, Sequence[KnownFact]],
) -> Found | None:
    """Return what there is of what a post wants; `None` if it is there, and needs no look."""
    needed = posts_needed(fact.places)
    if needed is not None and len(facts) >= needed:
        return None
    there = [
        each for place in fact.places for some in groups.get((PLACES, place), {}).values() for each in some
    ]
    if there and not fact.looks_inside:
        return None
    told = facts[there[0].path] if there else ()
    return Found(tuple(there), {each.kind: each.value for each in told if not each.key and not each.places})


def _others(fact: KnownFact, group: Mapping[str, Iterable[PlacedFact]], path: str) -> Others | None:
    rest = {other: some for other, some in sorted(group.items()) if other != path}
    listed = tuple(each for some in rest.values() for each in some)
    return Others(listed[:MOST_OTHERS], len(rest)) if fact.sort == "alike" or len(rest) < MOST_RARE else None


def _counts(fact: KnownFact, group: Mapping[str, Iterable[PlacedFact]], path: str) -> Counts | None:
    values: dict[str, dict[str, PlacedFact]] = {}
    for other, some in sorted(group.items()):
        for each in some:
            values.setdefault(each.value, {}).setdefault(other, each)
    posts = sum(map(len, values.values())) - 1
    own = values.pop(fact.value)
    own.pop(path)
    values.pop("", None)
    if not fact.value:
        return None
    if fact.sort == "common":
        enough = len(own) + 1 >= LEAST_COMMON
        return Counts(posts, len(own), next(iter(own.values()), None)) if enough else None
    rivals, rival = max(((len(some), value) for value, some in values.items()), default=(0, ""))
    return (
        Counts(posts, len(own), None, rivals, next(iter(values[rival].values())))
        if rivals > len(own)
        else None
    )
