"""The first pass over an archive: what posts say is collected, in whichever process."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from lint.archive.discovery import Target
from lint.engine.archive_rules import Collectors
from lint.post.web_facts import web_urls
from lint.primitives.errors import UserError
from lint.primitives.files import UncheckedError, read
from lint.primitives.source import Source
from lint.rule import registry
from lint.run import cache_key
from lint.run.budget import UNWATCHED, Watch
from lint.run.cache import Row
from lint.run.chunk import Chunk
from lint.run.index_rows import Post
from lint.run.known_files import KnownFiles, encoded

if TYPE_CHECKING:  # they are given
    from lint.engine.linter import Linter
    from lint.engine.scope import Scope
    from lint.post.document import Document


class Found(NamedTuple):
    """What the first pass found in some files.

    Parameters:
        posts: what they say.
        rows: what rules observed in those that were linted, each with the key to store it under.
        crashed: the files in which a collector crashed.
        files: how many were read.
    """

    posts: list[Post]
    rows: list[tuple[bytes, Row]]
    crashed: list[bytes]
    files: int


class Reader:
    """Reads files, collects their facts, and lints those that the run is about.

    Parameters:
        linter: lints a file.
        targets: the files.
        made_by: the key of the settings of a target's facts, by its path.
        contents: bytes to read instead of a file's own, by path.
        linted: the key under which to store what rules observe, by path; of other files only facts are kept.
        files: makes rows; `None` if nothing is linted.
        kinds: those of the facts that are collected.
    """

    def __init__(
        self,
        linter: Linter,
        targets: Sequence[Target],
        made_by: Mapping[str, bytes],
        *,
        contents: Mapping[str, bytes],
        linted: Mapping[str, bytes],
        files: KnownFiles | None = None,
        kinds: frozenset[str],
    ) -> None:
        self._linter = linter
        self._targets = targets
        self._made_by = made_by
        self._contents = contents
        self._linted = linted
        self._files = files
        self._collectors = Collectors(registry.load(), (web_urls,))
        self._kinds = kinds

    def lint(self, chunk: Chunk, watch: Watch = UNWATCHED) -> Found:
        """Read the files of a chunk; the watch is told of each.

        What the chunk knows of a file is the digest of its content, and the key of the settings of its facts.
        """
        found = Found([], [], [], chunk.place.stop - chunk.place.start)
        cwd = os.path.join(os.getcwd(), "")
        for index, target in enumerate(self._targets[chunk.place], chunk.place.start):
            path = os.fsencode(cache_key.absolute(target.path, cwd))
            if index in chunk.skipped:
                found.posts.append(Post(path, "", b"", b""))
                continue
            watch.begin(index)
            try:
                self._read(target, path, found, partial(watch.begin, index), chunk)
            except UncheckedError:  # a run over it says so
                found.posts.append(Post(path, "", b"", b""))
            except (KeyboardInterrupt, UserError):
                raise
            except BaseException as error:
                if isinstance(error, MemoryError) and watch is not UNWATCHED:
                    raise  # the process ends, and another one goes on
                found.posts.append(Post(path, "", b"", b""))
        return found

    def _read(
        self, target: Target, path: bytes, found: Found, begin: Callable[[int], None], chunk: Chunk
    ) -> None:
        scope = self._linter.scope_of(target)
        stamp = cache_key.file_stamp(target.path)  # before it is read
        data = self._contents.get(target.path)
        if data is None:
            data = read(target.path, scope.config.max_file_size, self._linter.configs.bounds)
        source = Source(target.filename, data, target.path)
        made_by = self._made_by[target.path]
        if chunk.known.get(os.fsdecode(path)) == (source.digest, made_by):
            return
        begin(len(data))
        key = self._linted.get(target.path)
        if key is None:
            document = self._linter.document(source, scope)
        else:
            document = self._lint(source, scope, (path, stamp), key, found)
        facts, crashes = self._collectors.of(document, self._kinds)
        if crashes:
            found.crashed.append(path)
            if found.rows and found.rows[-1][1].path == path:
                found.rows.pop()  # the second pass reports it
        found.posts.append(Post.of(path, source.digest, b"" if crashes else made_by, facts))

    def _lint(
        self, source: Source, scope: Scope, about: tuple[bytes, str], key: bytes, found: Found
    ) -> Document:
        """Lint a file, and keep what rules observed in it."""
        linted = self._linter.lint_source(source, scope)
        document, files = linted.document, self._files
        if document.lasting and document.front_matter is not None and files is not None:
            observations, comments = linted.observations, linted.comments
            rules = files.rules(linted.scope.judge, observations, comments=bool(comments), ran=0)
            row = Row(*about, source.digest, rules, encoded(document, observations, comments))
            found.rows.append((key, row))
        return document
