"""A revision of a git repository as a store: git is asked, and nothing is checked out."""

import os
from collections.abc import Iterator
from functools import partial
from typing import Self

from lint.archive.git_command import GitError, git, started
from lint.store.limits import PIECE
from lint.store.member import Kind, Member, MemberError, StoreError

_LINK, _MODULE = b"120000", b"160000"


class RevisionStore:
    """The files of a revision.

    Parameters:
        name: a revision that git knows.

    Raises:
        GitError: when there is no git, no repository or no such revision.

    Attributes:
        below: the path of the working folder from the root of the repository; empty if that is the same.
        top: the root of the repository.
    """

    def __init__(self, name: str) -> None:
        self.below = os.fsdecode(git("rev-parse", "--show-prefix").rstrip(b"\n")).rstrip("/")
        self.top = os.fsdecode(git("rev-parse", "--show-toplevel").rstrip(b"\n"))
        try:
            tree = git("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{tree}")
        except GitError as error:
            raise GitError(f"--rev is {name!r}; expected a revision that git knows") from error
        self._tree = tree.decode().strip()

    def members(self) -> Iterator[Member]:
        """Yield the files and links, and a folder for each submodule."""
        yield Member(".git", Kind.FOLDER)
        listing = git("ls-tree", "-r", "-z", "-l", "--full-tree", self._tree)
        with _Objects() as objects:
            for line in filter(None, listing.split(b"\0")):
                about, _, path = line.partition(b"\t")
                mode, _, digest, size = about.split()
                name = os.fsdecode(path)
                if mode == _MODULE:
                    yield Member(name, Kind.FOLDER)
                elif mode == _LINK:
                    target = os.fsdecode(b"".join(objects.read(digest)))
                    yield Member(name, Kind.LINK, target=target)
                else:  # the size of an object that is missing is no number
                    known = int(size) if size.isdigit() else 0
                    yield Member(name, Kind.FILE, known, partial(objects.read, digest))


class _Objects:
    """Reads the objects of a repository one after the other; as a context manager, it ends git."""

    def __enter__(self) -> Self:
        self._git = started("cat-file", "--batch")
        return self

    def read(self, digest: bytes) -> Iterator[bytes]:
        """Yield an object's content piece by piece; raise MemberError if git does not have it."""
        asked, answers = self._git.stdin, self._git.stdout
        assert asked is not None and answers is not None  # noqa: S101, PT018 - they are pipes
        try:
            asked.write(digest + b"\n")
            asked.flush()
        except OSError as error:
            raise StoreError("git has ended") from error
        answer = answers.readline().split()
        if not answer:
            raise StoreError("git has ended")
        _, kind, *size = answer
        if kind != b"blob":
            raise MemberError(f"git does not have the object {digest.decode()}")
        left = int(size[0])
        while left and (piece := answers.read(min(left, PIECE))):
            left -= len(piece)
            yield piece
        if answers.read(1) != b"\n":
            raise StoreError("git has ended")

    def __exit__(self, *_: object) -> None:
        self._git.kill()
        self._git.communicate()
