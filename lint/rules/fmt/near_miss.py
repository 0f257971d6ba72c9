"""Misspelled keys, for FMT005 and FMT006."""

import math
from collections.abc import Iterator

from lint.rule import Document, Field
from lint.values.kinds import kind_of

_SHORTEST = 4
_LONG = 8
_ALIKE = 0.8  # `translate` and `translator`, but not `date_created` and `date_updated`


def near_misses(document: Document) -> Iterator[tuple[Field, str]]:
    """Yield each field whose key looks like a misspelling of a key that the post lacks, with that key.

    The archive decides: a key that more than a few posts have is meant, and a key that most posts have is what a
    rare one may be a misspelling of. So is a key of the schema.
    """
    evidence = document.settings.evidence
    schema = document.settings.schema
    for key in document.data:  # a loop is faster than `all` of a generator
        if key not in schema.keys and key not in evidence.used:
            break
    else:
        return  # nearly all posts
    for name, field in document.fields.items():
        if name in schema.keys or name in evidence.used or len(name) < _SHORTEST:
            continue
        known = next((key for key in evidence.common if _is_common_key(name, key, field, document)), None)
        known = known or next(
            (key for key in schema.keys if _is_schema_key(name, key, field, document)), None
        )
        if known is not None:
            yield field, known


def _is_common_key(name: str, key: str, field: Field, document: Document) -> bool:
    """Return whether a key that nearly no post has is a slip of one that most posts have and this one lacks."""
    if key in document.fields or document.settings.evidence.common[key] != kind_of(field.value):
        return False
    if is_slip(name, key):
        return not _is_same_key(name, key, document)
    alike = math.ceil(_ALIKE * max(len(name), len(key)))
    return min(len(name), len(key)) >= _LONG and name[:alike] == key[:alike]


def _is_schema_key(name: str, key: str, field: Field, document: Document) -> bool:
    """Return whether a key is a slip of one in the schema that the post lacks, and whose values are like this."""
    if key in document.fields or len(key) < _SHORTEST or not is_slip(name, key):
        return False
    if _is_same_key(name, key, document) or name.rstrip("s") == key.rstrip("s"):
        return False  # `author` and `authors` are both words
    has_other_letter = len(name) == len(key) and sorted(name.lower()) != sorted(key.lower())
    if has_other_letter and (len(key) == _SHORTEST or name[0].lower() != key[0].lower()):
        return False  # so are `tabs` and `tags`, `height` and `weight`
    problems = document.settings.schema.validate({key: field.value})
    return all(problem.loc[:1] != (key,) for problem in problems)


def _is_same_key(name: str, key: str, document: Document) -> bool:
    return name.lower() == key.lower() and document.site.ignores_case_of_keys


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
