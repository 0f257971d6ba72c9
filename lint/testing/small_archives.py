"""What the documents of a small archive have in common, for the examples in manuals."""

from collections.abc import Iterable, Mapping, Sequence

from lint.engine.archive_rules import Collectors
from lint.post.document import Document
from lint.primitives.fact import (
    LEAST_COMMON,
    MOST_OTHERS,
    MOST_RARE,
    Counts,
    Key,
    KnownFact,
    Others,
    PlacedFact,
    Shared,
    grouped,
)
from lint.rule.definition import Rule


def share(documents: Sequence[Document], rule: Rule) -> None:
    """Tell each document of a small archive what it has in common with the others."""
    collectors = Collectors([rule])
    facts = {each.source.path: collectors.of(each).facts for each in documents}
    groups = grouped((path, [fact.of(path, path) for fact in some]) for path, some in facts.items())
    for document in documents:
        path = document.source.path
        others: dict[Key, Others | Counts] = {}
        for fact in facts[path]:
            group = groups[fact.kind, fact.key]
            found = _counts(fact, group, path) if fact.is_counted else _others(fact, group, path)
            if found is not None and found.posts:
                others[fact.shared_by] = found
        document.shared = Shared(others=others, path=path)


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
