"""Observations as the cache stores them, with the parts of the text that reports show.

A file without observations and comments is stored as nothing, as most files are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lint.primitives.finding import Observation
from lint.primitives.fingerprint import alone
from lint.primitives.source import Source, Span
from lint.run.packed import Packed, pack
from lint.run.parts import PartsOf
from lint.run.stored_source import StoredSource

if TYPE_CHECKING:
    from lint.post.comments import SuppressionComment  # only for a post with comments

NOTHING = b""


class Groups(NamedTuple):
    """What a post and its observations belong to, as `--by` counts them.

    Parameters:
        month, source: those of the post.
        hosts: the host of each observation.
    """

    month: str
    source: str
    hosts: list[str]


class Known(NamedTuple):
    """What the cache knows of a file."""

    source: Source
    observations: list[Observation]
    comments: Sequence[SuppressionComment] = ()
    groups: Groups = Groups("", "", [])


# The first two, and then comments, the parts of the text, and fingerprints, are read by those who need them.
_OUTER = Packed(tuple[bytes, bytes, bytes, bytes])
_INNER = Packed(tuple[Groups, list[Observation]])


@cache
def _packed_comments() -> Packed[list[SuppressionComment]]:
    from lint.post.comments import SuppressionComment  # as above

    return Packed(list[SuppressionComment])


def encode(
    source: Source,
    observations: Sequence[Observation],
    comments: Sequence[SuppressionComment],
    groups: Callable[[], Groups],
) -> bytes:
    """Return what was observed in a file; `groups` is called if there is anything."""
    if not observations and not comments:
        return NOTHING
    parts = PartsOf(source)
    for observation in observations:
        parts.observed(observation)
    for comment in comments:
        for place in (comment.span, comment.line, *(each.span for each in comment.selectors)):
            parts.show(place)
        if comment.selectors:
            parts.show(Span(comment.selectors[0].span.start, comment.selectors[-1].span.end))
    fingerprints = [(code, *span, known) for (code, span), known in alone(source, observations).items()]
    head = pack((groups(), observations))
    return pack((head, pack(comments) if comments else b"", parts.finish(), pack(fingerprints)))


def decode(
    data: bytes, filename: str, path: str, digest: str, largest: int, codes: Collection[str] | None = None
) -> Known:
    """Read what `encode` wrote.

    Parameters:
        filename: the file's name in reports; `path` is the one to open.
        digest: that of the file's content.
        largest: the size in bytes above which the file is not read.
        codes: those of the observations to read; by default all.

    Raises:
        ValueError: when `encode` did not write it.
    """
    if not data:
        return Known(StoredSource(filename, path, digest, b"", b"", largest), [])
    head, commented, parts, fingerprints = _OUTER.read(data)
    groups, observations = _INNER.read(head)
    if len(groups.hosts) != len(observations):
        raise ValueError("not written by a run")
    if codes is not None and not all(each.code in codes for each in observations):
        pairs = zip(observations, groups.hosts, strict=True)
        groups = groups._replace(hosts=[host for each, host in pairs if each.code in codes])
        observations = [each for each in observations if each.code in codes]
    source = StoredSource(filename, path, digest, parts, fingerprints, largest)
    comments = _packed_comments().read(commented) if commented else ()
    return Known(source, observations, comments, groups)
