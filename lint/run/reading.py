"""The first pass over an archive: what posts say is collected, in whichever process."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lint.archive.targets import Target
from lint.engine.archive_rules import Collectors
from lint.post.web_facts import web_urls
from lint.primitives.errors import UserError
from lint.primitives.files import read
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
    from lint.primitives.fact import KnownFact

# How many bytes of files go through the steps together; parsed, they take some 40 times as much.
_TOGETHER = 1 << 20


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


class _File:
    """A file on its way through the steps of the first pass, each of which adds what it finds.

    Parameters:
        at: its index in the run.
        path: its absolute path.
        stamp: its times and size, from before it was read.
        made_by: the key of the settings of its facts.
        keys: where to store what rules observe; `None` if only its facts are kept.
    """

    document: Document
    judged: Judged | None
    facts: tuple[KnownFact, ...]

    def __init__(
        self,
        at: int,
        path: bytes,
        stamp: str,
        source: Source,
        scope: Scope,
        *,
        made_by: bytes,
        keys: Keys | None,
    ) -> None:
        self.at = at
        self.path = path
        self.stamp = stamp
        self.source = source
        self.scope = scope
        self.made_by = made_by
        self.keys = keys


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

        Each step is taken with all of them before the next one. One file after the other takes a fifth more:
        a processor keeps too little at hand for all that the steps need.
        """
        found = Found([], Entries.of_nothing(), [], [], [], chunk.place.stop - chunk.place.start)
        cwd = os.path.join(os.getcwd(), "")
        files: list[_File] = []
        size = 0
        for at, target in enumerate(self._targets[chunk.place], chunk.place.start):
            path = os.fsencode(cache_key.absolute(target.path, cwd))
            if at in chunk.skipped:
                found.posts.append(Post(path, "", b"", b""))
                continue
            watch.begin(at)
            file = None
            with _Step(path, found, watch):
                file = self._read(at, target, path)
            if file is None or chunk.known.get(os.fsdecode(path)) == (file.source.digest, file.made_by):
                continue
            size += len(file.source.data)
            if size > _TOGETHER:
                self._go_through(files, found, watch)
                files, size = [], len(file.source.data)
            files.append(file)
        self._go_through(files, found, watch)
        return found

    def _read(self, at: int, target: Target, path: bytes) -> _File:
        scope = self._linter.scope_of(target)
        stamp = cache_key.file_stamp(target.path)  # before it is read
        data = self._contents.get(target.path)
        if data is None:
            data = read(target.path, scope.config.max_file_size, self._linter.configs.bounds)
        source = Source(target.filename, data, target.path)
        made_by, keys = self._made_by(target), self._keys(at, target)
        return _File(at, path, stamp, source, scope, made_by=made_by, keys=keys)

    def _go_through(self, files: Sequence[_File], found: Found, watch: Watch) -> None:
        """Take each step with all files; one with which a step fails takes no other.

        A file has its time for each step.
        """
        for step in (self._parse, self._lint, self._collect, self._keep, self._number):
            done = []
            for file in files:
                watch.begin(file.at, len(file.source.data))
                with _Step(file.path, found, watch):
                    step(file, found)
                    done.append(file)
            files = done

    def _parse(self, file: _File, _: Found) -> None:
        file.document = self._linter.document(file.source, file.scope)
        if file.keys is not None:
            file.scope.runner.parse(file.document)

    def _lint(self, file: _File, _: Found) -> None:
        """Lint a file, unless only its facts are wanted."""
        file.judged = None
        if file.keys is not None:
            linted = self._linter.lint_document(file.document, file.scope)
            file.judged = judged_of(linted, self._files)

    def _collect(self, file: _File, found: Found) -> None:
        file.facts, crashes = self._collectors.of(file.document, self._kinds)
        if crashes:  # the second pass reports it
            found.crashed.append(file.path)
            file.judged, file.made_by = None, b""

    def _keep(self, file: _File, found: Found) -> None:
        """Keep what rules observed in a file that was linted, and its part of the report."""
        judged, keys = file.judged, file.keys
        if judged is None or keys is None or not judged.lasting or judged.observed is None:
            return
        about = file.path, file.stamp, file.source.digest
        row = Row(*about, *judged.observed())
        piece = None
        if keys.pieces is not None and self._options is not None:
            piece = early_piece(judged, about, self._options)
        found.rows.append((keys.results, row))
        if piece is not None and keys.pieces is not None:
            found.pieces.append((keys.pieces, piece))

    def _number(self, file: _File, found: Found) -> None:
        """Keep what a file says, and what it is found by."""
        post = Post.of(file.path, file.source.digest, file.made_by, file.facts)
        if self._archive is not None:
            # Here, where the facts are not packed yet.
            found.entries.add(self._archive, file.path, file.facts)
        found.posts.append(post)


class _Step:
    """A context in which a step is taken with a file: if it fails, nothing is known of the file.

    A run over it says why.
    """

    def __init__(self, path: bytes, found: Found, watch: Watch) -> None:
        self._path = path
        self._found = found
        self._watch = watch

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        if error is None or isinstance(error, KeyboardInterrupt | UserError):
            return False
        if isinstance(error, MemoryError) and self._watch is not UNWATCHED:
            return False  # the process ends, and another one goes on
        self._found.posts.append(Post(self._path, "", b"", b""))
        return True
