"""The first pass over an archive: what posts say is collected, in whichever process."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from lint.archive.targets import Target
from lint.engine.archive_rules import Collectors
from lint.post.web_facts import web_urls
from lint.primitives.errors import UserError
from lint.primitives.files import UncheckedError, read
from lint.primitives.source import Source
from lint.rule import registry
from lint.run import cache_key
from lint.run.budget import UNWATCHED, Watch
from lint.run.cache import Piece, Row
from lint.run.chunk import Chunk, Keys
from lint.run.index_entries import Entries
from lint.run.index_rows import Post
from lint.run.judged import Judged
from lint.run.just_linted import early_piece, judged_of
from lint.run.known_files import KnownFiles
from lint.run.options import RunOptions

if TYPE_CHECKING:  # they are given
    from lint.engine.linter import Linter
    from lint.engine.scope import Scope
    from lint.post.document import Document

# How many bytes of files are linted before their facts are collected; parsed, they take 40 times as much.
_TOGETHER = 1 << 20

Made = TypeVar("Made")


class Found(NamedTuple):
    """What the first pass found in some files.

    Parameters:
        posts: what they say.
        entries: by what they are found, if the archive was given.
        rows: what rules observed in those that were linted, each with the key to store it under.
        pieces: their parts of the report if they have nothing in common with others, in the same way.
        crashed: the files in which a collector crashed.
        files: how many were read.
    """

    posts: list[Post]
    entries: Entries
    rows: list[tuple[bytes, Row]]
    pieces: list[tuple[bytes, Piece]]
    crashed: list[bytes]
    files: int


class _Read(NamedTuple):
    """A file that was read.

    Parameters:
        at: the file's index in the run.
        path: its absolute path.
        stamp: its times and size, from before it was read.
        made_by: the key of the settings of its facts.
        keys: where to store what rules observe; `None` if only its facts are kept.
    """

    at: int
    path: bytes
    stamp: str
    source: Source
    scope: Scope
    made_by: bytes
    keys: Keys | None


class _Linted(NamedTuple):
    """A file that was linted, or only parsed."""

    read: _Read
    document: Document
    judged: Judged | None


class Reader:
    """Reads files, collects their facts, and lints those that the run is about.

    Parameters:
        linter: lints a file.
        targets: the files.
        made_by: returns the key of the settings of a target's facts.
        contents: bytes to read instead of a file's own, by path.
        keys: returns under which keys to store what rules observe, and the part of the report, by a target's
            index and itself; `None` for files of which only facts are kept.
        files: makes rows; `None` if nothing is linted.
        options: how parts of the report are made; needed if one is to be stored.
        kinds: those of the facts that are collected.
        archive: the archive in which posts are found by number; `None` if they are not stored there.
    """

    def __init__(  # noqa: PLR0913 - the parts of a run
        self,
        linter: Linter,
        targets: Sequence[Target],
        made_by: Callable[[Target], bytes],
        *,
        contents: Mapping[str, bytes],
        keys: Callable[[int, Target], Keys | None],
        files: KnownFiles | None = None,
        options: RunOptions | None = None,
        kinds: frozenset[str],
        archive: bytes | None = None,
    ) -> None:
        self._linter = linter
        self._targets = targets
        self._made_by = made_by
        self._contents = contents
        self._keys = keys
        self._files = files
        self._options = options
        self._collectors = Collectors(registry.load(), (web_urls,))
        self._kinds = kinds
        self._archive = archive

    def lint(self, chunk: Chunk, watch: Watch = UNWATCHED) -> Found:
        """Read the files of a chunk; the watch is told of each.

        What the chunk knows of a file is the digest of its content, and the key of the settings of its facts.

        Facts are collected once all of them are linted. To do both with one after the other takes a tenth
        longer, as a processor keeps too little at hand for all that this needs.
        """
        found = Found([], Entries.of_nothing(), [], [], [], chunk.place.stop - chunk.place.start)
        cwd = os.path.join(os.getcwd(), "")
        linted: list[_Linted] = []
        size = 0
        for index, target in enumerate(self._targets[chunk.place], chunk.place.start):
            path = os.fsencode(cache_key.absolute(target.path, cwd))
            if index in chunk.skipped:
                found.posts.append(Post(path, "", b"", b""))
                continue
            watch.begin(index)
            read = _tried(partial(self._read, index, target, path, chunk), path, found, watch)
            if read is None:
                continue
            size += len(read.source.data)
            if size > _TOGETHER:
                self._collect(linted, found, watch)
                linted, size = [], len(read.source.data)
            watch.begin(index, len(read.source.data))
            each = _tried(partial(self._lint, read), path, found, watch)
            if each is not None:
                linted.append(each)
        self._collect(linted, found, watch)
        return found

    def _read(self, index: int, target: Target, path: bytes, chunk: Chunk) -> _Read | None:
        """Read a file; return `None` if its facts are known."""
        scope = self._linter.scope_of(target)
        stamp = cache_key.file_stamp(target.path)  # before it is read
        data = self._contents.get(target.path)
        if data is None:
            data = read(target.path, scope.config.max_file_size, self._linter.configs.bounds)
        source = Source(target.filename, data, target.path)
        made_by = self._made_by(target)
        if chunk.known.get(os.fsdecode(path)) == (source.digest, made_by):
            return None
        return _Read(index, path, stamp, source, scope, made_by, self._keys(index, target))

    def _lint(self, read: _Read) -> _Linted:
        """Lint a file, if it is to be linted."""
        if read.keys is None:
            return _Linted(read, self._linter.document(read.source, read.scope), None)
        linted = self._linter.lint_source(read.source, read.scope)
        return _Linted(read, linted.document, judged_of(linted, self._files))

    def _collect(self, linted: Sequence[_Linted], found: Found, watch: Watch) -> None:
        """Find what files say, and keep what was observed in them."""
        for each in linted:
            watch.begin(each.read.at, len(each.read.source.data))
            _tried(partial(self._collect_from, each, found), each.read.path, found, watch)

    def _collect_from(self, linted: _Linted, found: Found) -> None:
        _, path, stamp, source, _, made_by, keys = linted.read
        facts, crashes = self._collectors.of(linted.document, self._kinds)
        if crashes:  # the second pass reports it
            found.crashed.append(path)
        elif keys is not None and linted.judged is not None:
            self._keep(linted.judged, (path, stamp, source.digest), keys, found)
        post = Post.of(path, source.digest, b"" if crashes else made_by, facts)
        if self._archive is not None:
            found.entries.add(self._archive, path, facts)  # here, where the facts are not packed yet
        found.posts.append(post)

    def _keep(self, judged: Judged, about: tuple[bytes, str, str], keys: Keys, found: Found) -> None:
        """Keep what rules observed in a file that was linted, and its part of the report."""
        if not judged.lasting or judged.observed is None:
            return
        found.rows.append((keys.results, Row(*about, *judged.observed())))
        if keys.pieces is not None and self._options is not None:
            piece = early_piece(judged, about, self._options)
            if piece is not None:
                found.pieces.append((keys.pieces, piece))


def _tried(step: Callable[[], Made | None], path: bytes, found: Found, watch: Watch) -> Made | None:
    """Take a step with a file; if that fails, nothing is known of it, which a run over it reports."""
    try:
        return step()
    except UncheckedError:
        pass
    except (KeyboardInterrupt, UserError):
        raise
    except BaseException as error:
        if isinstance(error, MemoryError) and watch is not UNWATCHED:
            raise  # the process ends, and another one goes on
    found.posts.append(Post(path, "", b"", b""))
    return None
