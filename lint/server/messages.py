"""What the server and its linting processes say to each other."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO, NamedTuple

from lint.server.positions import Point, Range

LENGTH = struct.Struct(">Q")


class Settings(NamedTuple):
    """The first message to a process.

    Parameters:
        options: those of the command, with what the editor's settings replace.
        archive: whether posts are compared with all others.
    """

    options: Mapping[str, Any]
    archive: bool


class Post(NamedTuple):
    """A document as it is in the editor.

    Parameters:
        path: its absolute path; empty for one that was never saved.
        root: the folder from which it is linted, an absolute path.
        within: whether only what a run over that folder lints is linted.
        data: its bytes.
        hidden: how many characters at its start the editor does not show: a byte order mark.
        encoding: whose units columns count.
        version: a number that no other content of this document has.
    """

    path: str
    root: str
    within: bool
    data: bytes
    hidden: int
    encoding: str
    version: int


class Lint(NamedTuple):
    """Asks for the findings of a post; the answer is a `Report`."""

    post: Post


class Act(NamedTuple):
    """Asks for what can be done about the findings in a part of a post; the answer is a list of `Action`."""

    post: Post
    place: Range
    fixes: bool
    ignores: bool


class FixAll(NamedTuple):
    """Asks for the edits of all safe fixes; the answer is a tuple of `Replacement`."""

    post: Post


class Manual(NamedTuple):
    """Asks for a rule's manual; the answer is Markdown."""

    code: str


class Link(NamedTuple):
    """Another place of a finding; `path` is `None` in the same document."""

    path: str | None
    range: Range
    message: str


class Mark(NamedTuple):
    """A finding as an editor shows it; `severity` is 1 for an error, 2 for a warning and 3 for a note."""

    row: int
    column: int
    end_row: int
    end_column: int
    severity: int
    code: str
    url: str
    message: str
    links: tuple[Link, ...]

    @property
    def range(self) -> Range:
        """The place."""
        return Range(Point(self.row, self.column), Point(self.end_row, self.end_column))


class Report(NamedTuple):
    """What was found in a post.

    Parameters:
        trouble: why it could not be linted; empty if it was.
        settings: the paths of files that decided on it.
    """

    marks: tuple[Mark, ...]
    trouble: str = ""
    settings: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        # Of a thousand marks, plain tuples take a tenth of the time.
        return _report, (tuple(map(tuple, self.marks)), self.trouble, self.settings)


def _report(marks: tuple[Any, ...], trouble: str, settings: tuple[str, ...]) -> Report:
    return Report(tuple(map(Mark._make, marks)), trouble, settings)


class Replacement(NamedTuple):
    """An edit of a document."""

    range: Range
    content: str


class Action(NamedTuple):
    """What can be done about a finding.

    Parameters:
        mark: the finding.
        is_fix: whether it mends it; else it hides it.
        is_safe: whether the meaning certainly stays.
    """

    title: str
    edits: tuple[Replacement, ...]
    mark: Mark
    is_fix: bool
    is_safe: bool


class Failed(NamedTuple):
    """The answer if something went wrong."""

    reason: str


def packed(message: object) -> bytes:
    """Return a message with its length before it."""
    data = pickle.dumps(message)
    return LENGTH.pack(len(data)) + data


def unpacked(data: bytes) -> Any:  # noqa: ANN401 - whatever was sent
    """Return the message in some bytes, without its length."""
    return pickle.loads(data)  # noqa: S301 - from a process of our own


def read(stream: BinaryIO) -> Any:  # noqa: ANN401 - whatever was sent
    """Read a message; raise EOFError if there are no more."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (size,) = LENGTH.unpack(head)
    return unpacked(stream.read(size))
