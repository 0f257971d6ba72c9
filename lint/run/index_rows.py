"""What the rows of the index hold, and how they are numbered and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.primitives.blake2 import blake2b
from lint.primitives.fact import PLACES, KnownFact

if TYPE_CHECKING:
    from lint.run.packed import Packed  # imported when needed


class KnownArchive(NamedTuple):
    """What is known of an archive.

    Parameters:
        state: changes with any fact.
        deciding: the files that decide which files it has, with their stamps.
        parts: how many rows its files take.
        posts: how many posts it has.
    """

    state: bytes
    deciding: Mapping[str, str]
    parts: int
    posts: int


class Part(NamedTuple):
    """Some files of a folder.

    Parameters:
        stamp: the folder's times.
        others: the digest of its other names.
        names: those of the files, each after a zero byte.
        stamps: four numbers of each, as `archive_listing` reads them.
    """

    folder: bytes
    part: int
    stamp: str
    others: bytes
    names: bytes
    stamps: bytes


class Post(NamedTuple):
    """What a post says.

    Parameters:
        path: its absolute path.
        content: the digest of its bytes.
        made_by: the key of the settings that its facts depend on; empty if they must be collected again.
        facts: they themselves, packed.
    """

    path: bytes
    content: str
    made_by: bytes
    facts: bytes

    @classmethod
    def of(cls, path: bytes, content: str, made_by: bytes, facts: Sequence[KnownFact]) -> Post:
        """Return a post with these facts."""
        from lint.run.packed import pack  # not for a known archive

        return cls(path, content, made_by, pack(facts) if facts else b"")

    def known_facts(self) -> tuple[KnownFact, ...]:
        """Return its facts; none if they are not what `of` packed."""
        try:
            return tuple(_packed_facts().read(self.facts)) if self.facts else ()
        except ValueError:
            return ()


@cache
def _packed_facts() -> Packed[list[KnownFact]]:
    from lint.run.packed import Packed  # not if no post has anything in common with others

    return Packed(list[KnownFact])


def post_id(archive: bytes, path: bytes) -> int:
    """Return the number of a post: 64 bits of a digest, so that it need not be looked up."""
    return _number(archive, path)


def key_id(archive: bytes, kind: str, key: str) -> int:
    """Return the number of a key; two with the same number are told apart by the facts of their posts."""
    return _number(archive, kind.encode(), key.encode("utf-8", "surrogatepass"))


class Entries(NamedTuple):
    """What is found by number.

    Parameters:
        keys: each key of some posts, with the post.
        wants: each post that wants something, with which of its wishes it is and a place that grants it.
        near: each name of a place of some posts, with the post.
    """

    keys: list[tuple[int, int]]
    wants: list[tuple[int, int, int]]
    near: list[tuple[int, int]]


def entries(archive: bytes, posts: Iterable[Post]) -> Entries:
    """Return what is found of some posts by number."""
    found = Entries([], [], [])
    for post in posts:
        number = post_id(archive, post.path)
        keys: set[tuple[str, str]] = set()
        near: set[tuple[str, str]] = set()
        for at, fact in enumerate(post.known_facts()):
            if fact.places:
                found.wants.extend((number, at, key_id(archive, PLACES, place)) for place in fact.places)
                if fact.looks_inside:
                    found.wants.append((number, -1 - at, 0))
            elif fact.key:
                keys.add(fact.shared_by)
                if fact.kind == PLACES:
                    near.update(names_of(fact.key))
        found.keys.extend((key_id(archive, kind, key), number) for kind, key in keys)
        found.near.extend((key_id(archive, kind, name), number) for kind, name in near)
    return found


def names_of(place: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return what similar places have in common: the name, without suffix and case, and the folder."""
    folder, _, name = place.rstrip("/").rpartition("/")
    return ("stem", (name.rpartition(".")[0] or name).casefold()), ("folder", folder)


def _number(*parts: bytes) -> int:
    # The first part has a fixed length, and no kind contains a zero byte.
    return int.from_bytes(blake2b(b"\0".join(parts), digest_size=8).digest(), "big", signed=True)


def is_sound(checksum: object, kinds: Sequence[type], *values: Any) -> bool:  # noqa: ANN401 - of a row
    """Return whether values are of these kinds, and have a checksum."""
    return tuple(map(type, values)) == kinds and checksum == checksum_of(*values)


def checksum_of(*values: Any) -> bytes:  # noqa: ANN401 - text, bytes or a number
    """Return the checksum of a row's values."""
    digest = blake2b(digest_size=8)
    for value in values:
        data = value if type(value) is bytes else str(value).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(4, "big") + data)
    return digest.digest()
