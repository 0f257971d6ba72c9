"""Misspelled keys, for FMT005 and FMT006."""

from collections.abc import Iterator

from lint.rule import Document, Field

_SHORTEST = 4


def near_misses(document: Document) -> Iterator[tuple[Field, str]]:
    """Yield each field whose key looks like a misspelling of a key that the post lacks, with that key."""
    schema = document.settings.schema
    fields = document.fields
    for name, field in fields.items():
        if name not in schema.keys and len(name) >= _SHORTEST:
            for known in schema.keys:
                if name.lower() == known.lower() and document.site.ignores_case_of_keys:
                    break  # the builder reads it
                if known not in fields and len(known) >= _SHORTEST and is_slip(name, known):
                    yield field, known
                    break


def is_slip(typed: str, known: str) -> bool:
    """Return whether two keys differ only in case, by one edit, or by two swapped neighbours."""
    if typed.lower() == known.lower():
        return typed != known
    if abs(len(typed) - len(known)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(known)) and typed[start] == known[start]:
        start += 1
    rest, other = typed[start:], known[start:]
    if len(rest) == len(other):
        return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    return rest[1:] == other if len(rest) > len(other) else rest == other[1:]
