"""Facts: what posts say that others may be compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from lint.primitives.blake2 import blake2b
from lint.primitives.finding import Related
from lint.primitives.place import Position, Span

# How many facts of other posts a judge is given, and how many of one post a collector may yield.
MOST_OTHERS, MOST_FACTS = 100, 100_000
# A rare key that more posts have is what their source puts everywhere.
MOST_RARE = 50
# As many posts must have a common key and value for them to be judged.
LEAST_COMMON = 5
# Longer keys are kept as their digest, and longer values are cut; a fact without a key may say more.
_LONGEST, _LONGEST_LIST = 300, 100_000
# The kind of the facts whose keys are places.
PLACES = "places"
# The kind of the facts whose keys are patterns of links that are left out.
IGNORED = "ignored_links"
# What begins the place of a file, whether it is published or not.
FILE = "file:"
# What begins the place of a page whose address cannot be told: it may be any that ends in the file's name.
UNTOLD = "untold:"
# The kind of the facts whose keys are folders of which it cannot be told what is in them.
CLOSED = "closed"
# The place of what a file as a whole says.
_WHOLE, _START = Span(0, 0), (Position(1, 1), Position(1, 1))
# How many places are kept of one thing that a post wants.
_MOST_PLACES = 16


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
        places: where it may be, of which one is enough: keys of facts that `among` collects; at most 16.
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


class Others(NamedTuple):
    """The facts of other posts with the same key.

    Parameters:
        facts: the first by path, at most 100.
        posts: how many posts there are.
    """

    facts: tuple[PlacedFact, ...]
    posts: int

    def related(self, message: str) -> tuple[Related, ...]:
        """Return the places of these facts, for an issue; the message says what is there."""
        return tuple(
            Related("", message, fact.span, fact.location, fact.end_location, fact.filename)
            for fact in self.facts
        )

    def where(self, counts: Callable[[PlacedFact], bool]) -> Others:
        """Return those that count; posts that are not listed do."""
        kept = tuple(filter(counts, self.facts))
        gone = {fact.path for fact in self.facts} - {fact.path for fact in kept}
        return Others(kept, self.posts - len(gone))


class Found(NamedTuple):
    """What there is of something that a post wants.

    Parameters:
        facts: those with one of the places as their key, the first by path; none if nothing is there.
        told: what the first of these posts says of itself: the values of its facts without a key, by kind.
        near: the places with the most similar names, if nothing is there.
        is_text_only: whether the archive has many posts, but no images: then files are kept elsewhere.
    """

    facts: tuple[PlacedFact, ...] = ()
    told: Mapping[str, str] = {}
    near: tuple[str, ...] = ()
    is_text_only: bool = False


class Counts(NamedTuple):
    """How many other posts say what, for a fact whose values are counted.

    Parameters:
        posts: how many others have the key.
        alike: how many of these have the same value.
        first: the first of those by path.
        rivals: how many posts have the value that most others have.
        rival: the first of those by path; only for facts that are judged as a variant.
    """

    posts: int
    alike: int = 0
    first: PlacedFact | None = None
    rivals: int = 0
    rival: PlacedFact | None = None

    def related(self, message: str) -> tuple[Related, ...]:
        """Return the place of the rival, for an issue; the message says what is there."""
        return Others((self.rival,), 1).related(message) if self.rival is not None else ()


# A kind and a key, with the value if posts are counted by it.
Key = tuple[str, ...]


class Shared(NamedTuple):
    """What a post has in common with others.

    Parameters:
        facts: its own facts as far as they are known.
        others: those of other posts, by kind and key.
        found: what there is of what it wants, by kind and key; what is there, and needs no look, is left out.
        path: its path from the folder of the archive.
        crashed: whether a collector crashed in it, which is reported when it is linted.
    """

    facts: tuple[KnownFact, ...] = ()
    others: Mapping[Key, Others | Counts] = {}
    found: Mapping[Key, Found] = {}
    path: str = ""
    crashed: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """The collectors of the facts that it has in common with others, or that are wanted."""
        return frozenset(kind.partition(" ")[0] for kind, *_ in (*self.others, *self.found))

    @property
    def is_judged(self) -> bool:
        """Whether there is anything to judge."""
        return bool(self.others or self.found or self.crashed)


NOTHING_SHARED = Shared()


def known(kind: str, fact: Fact | Wanted, position: Callable[[int], Position]) -> KnownFact:
    """Return a fact as it is stored; raise TypeError for anything else."""
    key, span, value, *rest = fact
    start, end = (position(span[0]), position(span[1])) if span != _WHOLE else _START
    if isinstance(key, str) and isinstance(value, str) and rest[0] in SORTS:
        if rest[0] != "alike":
            kind = f"{kind} {rest[0]}"
        if len(key) > _LONGEST:
            key = _short(key)
        most = _LONGEST if key else _LONGEST_LIST
        return KnownFact(kind, key, span, value if len(value) <= most else value[:most], start, end)
    if isinstance(key, tuple):
        if not (all(isinstance(each, str) for each in key) and key and isinstance(value, str)):
            raise TypeError(f"{fact!r} is not wanted; its places and value must be texts")
        wanted = tuple(map(_short, key[:_MOST_PLACES]))
        value = value[:_LONGEST]
        return KnownFact(kind, digest(*wanted, value), span, value, start, end, wanted, bool(rest[0]))
    if not (isinstance(key, str) and isinstance(value, str)):
        raise TypeError(f"{fact!r} is not a fact; its key and value must be texts")
    raise TypeError(f"{fact!r} is not a fact; it is judged as one of {', '.join(SORTS)}")


def untold(place: str) -> str:
    """Return the place of a page whose address cannot be told, by its path or by one that it may have."""
    name = place.rstrip("/").rpartition("/")[2]
    stem = (name.rpartition(".")[0] or name).casefold()
    year, _, rest = stem.partition("-")
    is_dated = len(year) == 4 and year.isdigit() and rest[2:3] == "-"  # noqa: PLR2004 - a date
    return UNTOLD + (rest[6:] if is_dated else stem)


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
