"""Writes the members of a store to a private folder, where they can be linted; what is hostile is refused.

Symbolic links are made last, so nothing is ever written through one.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, NamedTuple

from lint.archive.conventions import SUFFIXES
from lint.primitives.bounds import is_in, upwards
from lint.store.limits import LARGEST, MOST_BYTES, MOST_MEMBERS
from lint.store.member import Kind, Member, MemberError, Store, StoreError
from lint.store.names import checked, is_name_alone

_MARK = ".git"
_MOST_REFUSALS = 1000
# What a file takes at the end of its content, and itself.
_PAGE = 4096
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Refusal(NamedTuple):
    """A member that is not linted, and why."""

    name: str
    reason: str


class Spool:
    """A folder that takes the members of a store.

    Parameters:
        root: a folder of its own, which nobody else writes to.
        room: how many bytes it takes.
        larger: makes the folder that is used once they would be more.

    Attributes:
        root: where they are.
        refusals: the members that are not linted.
        tops: the names at the root.
    """

    def __init__(self, root: str, room: int = MOST_BYTES, larger: Callable[[], str] | None = None) -> None:
        self.root = os.path.realpath(root)
        self._room, self._larger = room, larger
        self.refusals: list[Refusal] = []
        self.tops: set[str] = set()
        self._folders = {""}
        self._files: dict[str, str] = {}  # with the file that each hard link leads to
        self._links: list[tuple[str, Member]] = []
        self._made: list[tuple[str, Member]] = []
        self._count = self._bytes = self._taken = self._more = 0
        self._leave_repository()

    def _leave_repository(self) -> None:
        if any(os.path.lexists(os.path.join(above, _MARK)) for above in upwards(self.root)):
            self.mark()  # what is temporary is not part of the repository that it is in

    def take(self, store: Store, name: str) -> None:
        """Write all members of a store.

        Parameters:
            name: the store's, to say where it could not be read on.

        Raises:
            StoreError: if nothing of it can be read.
        """
        last = ""
        try:
            for member in store.members():
                last = member.name
                self._try(self._add, member, name=last)
        except StoreError as error:
            if not last:
                raise StoreError(f"{name}: {error}") from error
            self.refusals.append(Refusal(name, f"{error}, at {last!r}; what comes after is not read"))
        for below, link in self._links:
            self._try(self._link, below, link, name=link.name)
        self._remove_links_out()
        if self._more:
            self.refusals.append(Refusal(name, f"it has {self._more:,} more such members"))

    def whole(self) -> list[str]:
        """Return the paths of all that it has: the only folder at its root, or the root itself."""
        (top,) = self.tops if len(self.tops) == 1 else (".",)
        return [top] if top in self._folders else ["."]

    def path(self, name: str) -> str:
        """Return where a member is; raise MemberError if its name is refused."""
        return os.path.join(self.root, checked(name))

    def mark(self, folder: str = "") -> None:
        """Have a folder count as the root of a repository; nothing of git's own is ever written."""
        self._make_folder(f"{folder}/{_MARK}" if folder else _MARK)

    def _add(self, member: Member) -> None:
        below = checked(member.name)
        parts = below.split("/")
        marks = [at for at, part in enumerate(parts) if part.lower() == _MARK]
        if marks:
            self.mark("/".join(parts[: marks[0]]))
        elif below:
            self._take(below, member)
        elif member.kind is not Kind.FOLDER:
            raise MemberError("it has no name below the archive's root")

    def _try(self, act: Callable[..., None], *arguments: object, name: str) -> None:
        """Do something for a member, which is refused if that cannot be done."""
        try:
            act(*arguments)
        except MemberError as error:
            self._refuse(name, str(error))
        except (OSError, ValueError) as error:  # such as a name that is too long
            if isinstance(error, StoreError):
                raise
            self._refuse(name, getattr(error, "strerror", None) or str(error))

    def _refuse(self, name: str, reason: str) -> None:
        if len(self.refusals) < _MOST_REFUSALS:
            self.refusals.append(Refusal(name, reason))
        else:
            self._more += 1

    def _take(self, below: str, member: Member) -> None:
        if member.kind is Kind.FOLDER:
            self._make_folder(below)
            return
        if member.kind is Kind.OTHER:
            raise MemberError("it is not a regular file")
        self._count_one()
        self._make_folder(os.path.dirname(below))
        self.tops.add(below.partition("/")[0])
        if member.kind is Kind.LINK:
            self._links.append((below, member))
        elif member.kind is Kind.HARD_LINK:
            self._link_hard(below, member)
        else:
            self._write(below, member)

    def _count_one(self) -> None:
        self._count += 1
        if self._count > MOST_MEMBERS:
            raise StoreError(f"it has over {MOST_MEMBERS:,} members")
        self._make_room(_PAGE)

    def _make_folder(self, below: str) -> None:
        if below in self._folders:
            return
        parts = below.split("/")
        start = len(parts)
        while "/".join(parts[:start]) not in self._folders and start:
            start -= 1
        for end in range(start + 1, len(parts) + 1):
            folder = "/".join(parts[:end])
            self._count_one()
            path = os.path.join(self.root, folder)
            try:
                os.mkdir(path, 0o700)
            except FileExistsError as error:
                raise MemberError(f"{folder!r} is another member's name") from error
            self._folders.add(folder)
        self.tops.add(parts[0])

    def _write(self, below: str, member: Member) -> None:
        is_post = below.lower().endswith(SUFFIXES)
        if member.size < 0:
            raise MemberError(f"its size is {member.size:,}; expected 0 or more")
        if member.size > LARGEST and is_post:
            raise MemberError(f"it has {member.size:,} bytes; expected at most {LARGEST:,}")
        self._refuse_double(below)
        is_copied = member.size <= LARGEST and not is_name_alone(below)
        self._make_room(member.size if is_copied else 0)
        path = os.path.join(self.root, below)
        descriptor = os.open(path, _NEW, 0o600)  # before `try`: what is there already stays
        try:
            with os.fdopen(descriptor, "wb") as file:
                if is_copied:
                    self._copy(member, file)
        except BaseException:  # Ctrl-C too: half a member is none
            with suppress(OSError):
                os.unlink(path)
            raise
        self._files[below] = below

    def _make_room(self, size: int) -> None:
        """Move to the larger folder if more bytes do not fit in this one."""
        self._taken += size
        if self._larger is None or self._taken <= self._room:
            return
        small, self.root, self._larger = self.root, os.path.realpath(self._larger()), None
        for folder in sorted(self._folders - {""}):
            os.mkdir(os.path.join(self.root, folder), 0o700)
        for below, target in self._files.items():
            if below == target:
                shutil.move(os.path.join(small, below), os.path.join(self.root, below))
            else:
                os.link(os.path.join(self.root, target), os.path.join(self.root, below))
        self._leave_repository()

    def _copy(self, member: Member, file: BinaryIO) -> None:
        left = member.size
        for piece in member.read():
            left -= len(piece)
            self._bytes += len(piece)
            if left < 0:
                raise MemberError(f"it has more than the {member.size:,} bytes that the archive says")
            if self._bytes > MOST_BYTES:
                raise StoreError(f"it has over {MOST_BYTES:,} bytes")
            file.write(piece)
        if left:
            raise MemberError(f"it ends {left:,} bytes too early")

    def _link_hard(self, below: str, member: Member) -> None:
        target = checked(member.target)
        if target not in self._files:
            raise MemberError(f"it is a hard link to {member.target!r}, which is no file before it")
        self._refuse_double(below)
        os.link(os.path.join(self.root, target), os.path.join(self.root, below), follow_symlinks=False)
        self._files[below] = target

    def _link(self, below: str, member: Member) -> None:
        self._refuse_double(below)
        if os.path.isabs(member.target):
            raise MemberError(_out(member))
        os.symlink(member.target, os.path.join(self.root, below))
        self._made.append((below, member))

    def _remove_links_out(self) -> None:
        """Remove the links that lead out, also those that do so through another one."""
        found = True
        while found:
            found = False
            for below, member in self._made:
                path = os.path.join(self.root, below)
                if os.path.islink(path) and not is_in(os.path.realpath(path), self.root):
                    os.unlink(path)
                    self._refuse(member.name, _out(member))
                    found = True

    def _refuse_double(self, below: str) -> None:
        """Raise MemberError if a name is taken; on some file systems, also if it has other capitals."""
        if os.path.lexists(os.path.join(self.root, below)):
            raise MemberError("another member has this name, which counts")


def _out(member: Member) -> str:
    return f"it leads out of the archive, to {member.target!r}"
