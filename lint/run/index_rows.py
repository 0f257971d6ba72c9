"""What the rows of the index hold, and how they are numbered and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.primitives.blake2 import blake2b
from lint.primitives.fact import LEAST_COMMON, MOST_RARE, SORTS, Key, KnownFact

if TYPE_CHECKING:
    from lint.run.packed import Packed  # imported when needed

# The keys that may be judged, with the value if it is counted. The last two bits of a key are its sort.
SHARED_KEYS = (
    "SELECT key, 0 AS value FROM keys WHERE key & 3 < 2 GROUP BY key"  # noqa: S608 - numbers
    f" HAVING count(*) > 1 AND (key & 3 = 0 OR count(*) <= {MOST_RARE})"
    " UNION ALL SELECT key, value FROM keys WHERE key & 3 = 2 AND value <> 0"
    f" GROUP BY key, value HAVING count(*) >= {LEAST_COMMON}"
    " UNION ALL SELECT DISTINCT key, value FROM keys WHERE value <> 0 AND key IN"
    " (SELECT key FROM keys WHERE key & 3 = 3 AND value <> 0 GROUP BY key HAVING min(value) <> max(value))"
)


# Facts of so many bytes are remembered when they were unpacked; some posts have a thousand times as many.
_USUAL = 4096
# Reads 64 bits of a digest as a number, in half the time of `int.from_bytes`.
_signed = Struct(">q").unpack
# A kind and a key; what is counted has a value, too.
_LEAST_PARTS = 2


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


class Sum(NamedTuple):
    """The checksum of some files of a folder, as they are stored."""

    folder: bytes
    part: int
    checksum: bytes


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
        return cls(path, content, made_by, _pack()(facts) if facts else b"")

    def known_facts(self) -> tuple[KnownFact, ...]:
        """Return its facts; none if they are not what `of` packed."""
        if not self.facts:
            return ()
        return _recent(self.facts) if len(self.facts) <= _USUAL else _unpacked(self.facts)


@cache
def _pack() -> Callable[[object], bytes]:
    from lint.run.packed import pack  # not for a known archive

    return pack


@lru_cache(maxsize=1024)  # posts that have one thing in common often have more
def _recent(facts: bytes) -> tuple[KnownFact, ...]:
    return _unpacked(facts)


def _unpacked(facts: bytes) -> tuple[KnownFact, ...]:
    try:
        return tuple(_packed_facts().read(facts))
    except ValueError:
        return ()


@cache
def _packed_facts() -> Packed[list[KnownFact]]:
    from lint.run.packed import Packed  # not if no post has anything in common with others

    return Packed(list[KnownFact])


def post_id(archive: bytes, path: bytes) -> int:
    """Return the number of a post: 64 bits of a digest, so that it need not be looked up."""
    state = _begun_post(archive)()
    state.update(path)
    number: int = _signed(state.digest())[0]
    return number


@lru_cache(maxsize=16)
def _begun_post(archive: bytes) -> Callable[[], blake2b]:
    """Return what begins the digest of a post, to copy as that of a key."""
    return blake2b(archive + b"\0", digest_size=8).copy


def key_id(archive: bytes, kind: str, key: str) -> int:
    """Return the number of a key; two with the same number are told apart by the facts of their posts.

    Its last two bits say how its facts are judged.
    """
    copy_begun, sort = _begun(archive, kind)
    state = copy_begun()
    state.update(key.encode("utf-8", "surrogatepass"))
    number: int = _signed(state.digest())[0]
    return number & ~3 | sort


@lru_cache(maxsize=256)  # of each archive, there are some twenty
def _begun(archive: bytes, kind: str) -> tuple[Callable[[], blake2b], int]:
    """Return what begins a digest of a key: to copy that takes two thirds of the time of a new one."""
    state = blake2b(b"\0".join((archive, kind.encode(), b"")), digest_size=8)
    return state.copy, SORTS.index(kind.partition(" ")[2] or "alike")


def value_id(value: str) -> int:
    """Return the number of a value by which posts are counted; 0 for an empty one."""
    return _number(value.encode("utf-8", "surrogatepass")) if value else 0


def names_of(place: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return what similar places have in common: the name, without suffix and case, and the folder.

    What is looked up by name, such as `note:rain`, is in a folder of its kind.
    """
    folder, _, name = place.rstrip("/").rpartition("/")
    folder = folder or name.rpartition(":")[0]
    return ("stem", (name.rpartition(".")[0] or name).casefold()), ("folder", folder)


def numbers_of(archive: bytes, shared_by: Key) -> tuple[int, int]:
    """Return the numbers of a key and of the value that is counted; 0 if none is."""
    if len(shared_by) > _LEAST_PARTS:
        return counted_ids(archive, *shared_by)
    return key_id(archive, *shared_by), 0


@lru_cache(maxsize=8192)  # what is counted is said by many posts
def counted_ids(archive: bytes, kind: str, key: str, value: str) -> tuple[int, int]:
    """Return the numbers of a key and of the value by which posts are counted."""
    return key_id(archive, kind, key), value_id(value)


def _number(data: bytes) -> int:
    number: int = _signed(blake2b(data, digest_size=8).digest())[0]
    return number


def is_sound(checksum: object, kinds: Sequence[type], *values: Any) -> bool:  # noqa: ANN401 - of a row
    """Return whether values are of these kinds, and have a checksum."""
    return tuple(map(type, values)) == kinds and checksum == checksum_of(*values)


def checksum_of(*values: Any) -> bytes:  # noqa: ANN401 - text, bytes or a number
    """Return the checksum of a row's values."""
    parts: list[bytes] = []
    for value in values:
        data = value if type(value) is bytes else str(value).encode("utf-8", "surrogatepass")
        parts += (len(data).to_bytes(4, "big"), data)
    return blake2b(b"".join(parts), digest_size=8).digest()
