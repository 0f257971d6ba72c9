"""What a store is: anything that yields its members, one after the other."""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import NamedTuple, Protocol

from lint.primitives.errors import UserError


class StoreError(UserError):
    """A store cannot be read, or not to its end; the message is the reason."""


class MemberError(Exception):
    """A member cannot be read, but those after it can; the message is the reason."""


class Kind(Enum):
    """What a member is."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "symbolic link"
    HARD_LINK = "hard link"
    OTHER = "other"


class Member(NamedTuple):
    """A file, a folder or a link in a store.

    Parameters:
        name: as the store has it: nothing about it is certain. Bytes that are not UTF-8 are lone surrogates.
        kind: what it is.
        size: of a file, the number of bytes, as the store says.
        read: of a file, yields its content piece by piece, before the next member is asked for; may raise
            MemberError or StoreError.
        target: of a link, where it leads.
    """

    name: str
    kind: Kind
    size: int = 0
    read: Callable[[], Iterable[bytes]] = tuple
    target: str = ""


class Store(Protocol):
    """An archive that is not a folder."""

    def members(self) -> Iterator[Member]:
        """Yield the members in the store's order; raise StoreError where it cannot be read on."""
        ...
