"""Facts: what posts say that others may be compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from lint.primitives.blake2 import blake2b
from lint.primitives.place import Position, Span

# How many facts of one post a collector may yield.
MOST_FACTS = 100_000
# A rare key that more posts have is what their source puts everywhere.
MOST_RARE = 50
# As many posts must have a common key and value for them to be judged.
LEAST_COMMON = 5
# Longer keys are kept as their digest, and longer values are cut; a fact without a key may say more.
_LONGEST, _LONGEST_LIST = 300, 100_000
# The kind of the facts whose keys are places.
PLACES = "places"
# The kind of the fact that has the ids on a page, one a line; the first line says how certain they are.
IDS = "ids"
# The kind of the facts whose keys are patterns of links that are left out.
IGNORED = "ignored_links"
# What begins the place of a file, whether it is published or not.
FILE = "file:"
# What begins the place of a page whose address cannot be told: it may be any that ends in the file's name.
UNTOLD = "untold:"
_INDEXES = frozenset(("index", "_index", "readme"))
# The kind of the facts whose keys are folders of which it cannot be told what is in them.
CLOSED = "closed"
# What begins the place that an archive with so many posts has; and the place of a file that may be one more.
# No file has such a name.
_POSTS, UNCOUNTED = "\0posts:", "\0uncounted"
# The place of what a file as a whole says.
_WHOLE, _START = Span(0, 0), (Position(1, 1), Position(1, 1))
# How many places are kept of one thing that a post wants: one with more cannot be judged.
MOST_PLACES = 32


# How the facts with one key are judged.
#
# - `alike`: each post is compared with the others, of which the first are listed.
# - `rare`: the same, unless more than 50 posts have the key.
# - `common`: posts are counted by value; a value that at least five have is judged.
# - `variant`: posts are counted by value; a value is judged if a commoner one has the same key.
Sort = Literal["alike", "rare", "common", "variant"]
SORTS: tuple[Sort, ...] = ("alike", "rare", "common", "variant")
# What the kind of a fact ends with whose values are counted.
COUNTED = " common", " variant"


# A kind and a key, with the value if posts are counted by it.
Key = tuple[str, ...]


class Fact(NamedTuple):
    """What a collector yields: what a post says, where, and what else a judge needs to know.

    Facts of one kind with the same key are judged together. Its value is cut after 300 characters. One
    without a key is compared with nothing: it is what rules are told of the post that something leads to, and
    its value may have 100,000 characters. If values are counted, one that is empty is only counted, and never
    judged.
    """

    key: str
    span: Span
    value: str = ""
    sort: Sort = "alike"


class Wanted(NamedTuple):
    """What a collector yields for something that the archive must have, such as the page of a link.

    Parameters:
        places: where it may be, of which one is enough: keys of facts that `among` collects; at most 32.
        span: where the post says so.
        value: what else a judge needs to know; cut after 300 characters.
        looks_inside: whether the judge is also called if the place is there, and told what is in it.
    """

    places: tuple[str, ...]
    span: Span
    value: str = ""
    looks_inside: bool = False


class KnownFact(NamedTuple):
    """A fact as it is stored; its kind is the name of its collector, and how it is judged.

    `places` and `looks_inside` are those of what is wanted, whose key stands for these and its value.
    """

    kind: str
    key: str
    span: Span
    value: str
    location: Position
    end_location: Position
    places: tuple[str, ...] = ()
    looks_inside: bool = False

    @property
    def collector(self) -> str:
        """The name of its collector."""
        return self.kind.partition(" ")[0]

    @property
    def sort(self) -> str:
        """How it is judged."""
        return self.kind.partition(" ")[2] or "alike"

    @property
    def shared_by(self) -> Key:
        """What facts that are judged together have in common."""
        if self.kind.endswith(COUNTED):
            return self.kind, self.key, self.value
        return self.kind, self.key

    @property
    def is_counted(self) -> bool:
        """Whether posts are counted by its value."""
        return self.kind.endswith(COUNTED)

    def of(self, filename: str, path: str) -> PlacedFact:
        """Return the fact as one of a post."""
        return PlacedFact(*self, filename, path)


class PlacedFact(NamedTuple):
    """A fact of a post, as a judge receives it.

    Parameters:
        span, location, end_location: its place in the post.
        filename: the post's name in reports.
        path: the post's path from the folder of the archive, with `/`.
    """

    kind: str
    key: str
    span: Span
    value: str
    location: Position
    end_location: Position
    places: tuple[str, ...]
    looks_inside: bool
    filename: str
    path: str


def known(
    kind: str, fact: Fact | Wanted, places_of: Callable[[Span], tuple[Position, Position]]
) -> KnownFact:
    """Return a fact as it is stored; raise TypeError for anything else."""
    key, span, value, how = fact
    start, end = places_of(span) if span != _WHOLE else _START
    if isinstance(key, str) and isinstance(value, str) and how in SORTS:
        if how != "alike":
            kind = f"{kind} {how}"
        if len(key) > _LONGEST:
            key = _short(key)
        most = _LONGEST if key else _LONGEST_LIST
        made = (kind, key, span, value if len(value) <= most else value[:most], start, end, (), False)
        return tuple.__new__(KnownFact, made)  # there are many, and this takes half the time
    if isinstance(key, tuple):
        if not (all(isinstance(each, str) for each in key) and key and isinstance(value, str)):
            raise TypeError(f"{fact!r} is not wanted; its places and value must be texts")
        wanted = tuple(map(_short, key[:MOST_PLACES]))
        value = value[:_LONGEST]
        return KnownFact(kind, digest(*wanted, value), span, value, start, end, wanted, bool(how))
    if not (isinstance(key, str) and isinstance(value, str)):
        raise TypeError(f"{fact!r} is not a fact; its key and value must be texts")
    raise TypeError(f"{fact!r} is not a fact; it is judged as one of {', '.join(SORTS)}")


def untold(place: str) -> str:
    """Return the place of a page whose address cannot be told, by its path or by one that it may have.

    The index of a folder has the folder's name. What follows the first dot may be a language or a suffix.
    """
    folder, _, name = place.rstrip("/").rpartition("/")
    stem = _stem(name)
    if stem in _INDEXES and folder:
        stem = _stem(folder.rpartition("/")[2])
    year, _, rest = stem.partition("-")
    is_dated = len(year) == 4 and year.isdigit() and rest[2:3] == "-"  # noqa: PLR2004 - a date
    return UNTOLD + (rest[6:] if is_dated else stem)


def untold_file(place: str) -> str:
    """Return the place of another file whose address cannot be told: it may be any that ends in its name."""
    return UNTOLD + place.rpartition("/")[2].casefold()


def posts_place(posts: int) -> str:
    """Return the place that an archive with so many posts has, or more."""
    return f"{_POSTS}{posts}"


def posts_needed(places: Iterable[str]) -> int | None:
    """Return with how many posts an archive has one of some places, by `posts_place`; `None` for none."""
    return min((int(each.removeprefix(_POSTS)) for each in places if each.startswith(_POSTS)), default=None)


def _stem(name: str) -> str:
    return (name.partition(".")[0] or name).casefold()


def _short(key: str) -> str:
    return "#" + digest(key) if len(key) > _LONGEST else key


def digest(*texts: str) -> str:
    """Return 32 hexadecimal digits that stand for texts."""
    data = b"\0".join(text.encode("utf-8", "surrogatepass") for text in texts)
    return blake2b(data, digest_size=16).hexdigest()


def grouped(posts: Iterable[tuple[str, Iterable[PlacedFact]]]) -> dict[Key, dict[str, list[PlacedFact]]]:
    """Return facts by kind and key, then by post, given with the path of each post."""
    found: dict[Key, dict[str, list[PlacedFact]]] = {}
    for path, facts in posts:
        for fact in facts:
            found.setdefault((fact.kind, fact.key), {}).setdefault(path, []).append(fact)
    return found
