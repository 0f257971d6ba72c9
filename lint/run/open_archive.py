"""An archive that a program opens: its posts are read once, and then any number of questions are answered."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Self

from lint.archive.discovery import Discovery, find, shown_name
from lint.archive.targets import Target
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.config.reader import check_values
from lint.engine.linter import Linter
from lint.primitives.files import UncheckedError
from lint.primitives.finding import Finding
from lint.primitives.import_path import WithoutWorkingFolder
from lint.primitives.source import Source
from lint.report import Reporter, Summary
from lint.run.budget import Budget
from lint.run.evidence import EvidenceFinder
from lint.run.options import RunOptions

if TYPE_CHECKING:  # not before it is opened
    from lint.run.archives import Archives
    from lint.run.cache import Cache
    from lint.run.cached_results import CachedResults

_ONE_PROCESS = RunOptions((), jobs=1)


class Archive:
    """The posts of some files and folders, each compared with all others of its archive.

    Use it as a context manager, in one thread. The posts are read when it is opened; what changes then counts
    after `refresh`.

    Parameters:
        paths: as on the command line.
        config: used for every file; by default each file uses the nearest configuration file above it.
        trust: whether the archive's own configuration may name code, such as a schema `package.module:Model`.
        folder: a folder of the program's own, where what was read is kept for the next time; by default, a
            temporary one until the archive is closed.

    Raises, when it is opened:
        FileNotFoundError: when a path does not exist.
        UncheckedError: when a folder cannot be listed.
        UserError: when a configuration, schema, selector, image proxy or plug-in is invalid.
    """

    def __init__(
        self,
        *paths: str,
        config: Config | None = None,
        trust: bool = False,
        folder: str | None = None,
    ) -> None:
        self._paths = paths or (".",)
        self._config = config
        self._trust = trust
        self._folder = os.path.abspath(folder) if folder is not None else None
        self._open = ExitStack()
        self._cache: Cache | None = None
        self._found = Discovery([], [], [])
        self._linter: Linter
        self._archives: Archives

    def __enter__(self) -> Self:
        """Read the posts."""
        try:
            with WithoutWorkingFolder():
                self._cache = self._opened(self._folder)
            self.refresh()
        except BaseException:  # Ctrl-C too: what is temporary must not stay
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the databases, and delete the temporary ones."""
        self._open.close()
        self._cache = None

    def refresh(self) -> None:
        """Read the posts that are new or have changed since, and the settings.

        Raises:
            ValueError: when the archive is not open.
            FileNotFoundError, UncheckedError, UserError: as when it is opened.
        """
        cache = self._checked()
        with WithoutWorkingFolder():
            if self._config is not None:
                check_values(self._config)
            self._configs = ConfigCache(self._config, trust=self._trust, index=True)
            self._found = found_in(self._paths, self._configs)
            evidence = EvidenceFinder(cache, Budget(0))
            self._linter = Linter(self._configs, evidence=evidence)
            self._archives = self._made(cache, evidence)
            self._linter.settle(self._found.targets)
            self._archives.cached.prepare(self._found.targets)
            self._archives.update(self._found.targets, lambda: self._linter)
        for name, reason in self._archives.unchecked:
            raise UncheckedError(f"{name}: {reason}")

    @property
    def filenames(self) -> list[str]:
        """The posts' names, relative to the working folder, sorted."""
        return [target.filename for target in self._found.targets]

    def lint(self, *filenames: str) -> Iterator[Finding]:
        """Lint some of the posts, or by default all of them, one after the other.

        Parameters:
            filenames: names as in `filenames`.

        Raises:
            ValueError: when one is not a post of the archive, or this is not open; before anything is linted.
            UncheckedError: when one cannot be read any more.
        """
        self._checked()
        known = {target.filename: target for target in self._found.targets}
        for name in filenames:
            if name not in known:
                raise ValueError(f"{name!r} is not a post of the archive; expected one of its `filenames`")
        return self._each([known[name] for name in filenames] if filenames else self._found.targets)

    def lint_text(self, text: str | bytes, filename: str) -> list[Finding]:
        """Lint a text as if it were the content of a post, which may be new, beside all others.

        Parameters:
            text: the whole post; spans are code-point offsets into it.
            filename: the post's path.

        Returns:
            The findings, sorted by place.

        Raises:
            ValueError: when the archive is not open.
            UserError: when a configuration is invalid.
        """
        self._checked()
        data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        name = shown_name(filename, os.getcwd())
        known = (target for target in self._found.targets if target.filename == name)
        target = next(known, None) or Target.at(name, os.path.abspath(filename), os.getcwd())
        with WithoutWorkingFolder(), self._archives.instead(target, data):
            self._linter.shared = self._archives.shared([target])
            scope = self._linter.scope_of(target)
            return self._linter.lint_source(Source(target.filename, data, target.path), scope).findings

    def report(self, reporter: Reporter, write: Callable[[str], object]) -> Summary:
        """Write a report on all posts as they are now; return the counts.

        Raises:
            ValueError: when the archive is not open.
            UserError: as when it is opened.
        """
        self._checked()
        threshold = gc.get_threshold()
        try:
            with WithoutWorkingFolder():
                from lint.run.run import run

                return run(
                    self._found.targets,
                    self._configs,
                    _ONE_PROCESS._replace(reporters=(reporter,)),
                    [partial(_call, write)],
                    archives=self._archives,
                )
        finally:  # a run is made for a process that ends with it
            gc.set_threshold(*threshold)
            gc.unfreeze()
            reporter.close()

    def _each(self, targets: Sequence[Target]) -> Iterator[Finding]:
        for target in targets:
            with WithoutWorkingFolder():
                self._linter.shared = self._archives.shared([target])
                findings = self._linter.lint(target).findings
            yield from findings

    def _checked(self) -> Cache:
        if self._cache is None:
            raise ValueError("the archive is not open; expected `with Archive(…) as archive:`")
        return self._cache

    def _made(self, cache: Cache, evidence: EvidenceFinder) -> Archives:
        from lint.run.archives import Archives

        budget = Budget(0)
        own = self._results(cache, evidence)
        return Archives(
            own,
            self._configs,
            self._found.sites,
            jobs=1,
            budget=budget,
            lints=False,
            spare=lambda: self._results(self._opened(None), evidence),
        )

    def _results(self, cache: Cache, evidence: EvidenceFinder) -> CachedResults:
        from lint.run.cached_results import CachedResults

        return CachedResults(cache, self._configs, _ONE_PROCESS, evidence, self._found.sites)

    def _opened(self, folder: str | None) -> Cache:
        """Return a database in a folder, or in a temporary one."""
        from lint.run.cache import Cache

        if folder is None:
            temporary = mkdtemp(prefix="archive-lint-")
            self._open.callback(shutil.rmtree, temporary, ignore_errors=True)
            folder = os.path.join(temporary, "cache")
        cache = Cache(folder)
        self._open.callback(cache.close)
        return cache


def found_in(paths: Sequence[str], configs: ConfigCache) -> Discovery:
    """Return the files that some paths name.

    Raises:
        FileNotFoundError: when a path does not exist.
        UncheckedError: when a folder cannot be listed.
    """
    found = find(paths, configs)
    if found.missing:
        raise FileNotFoundError(found.missing[0])
    if found.unreadable:
        folder = found.unreadable[0]
        raise UncheckedError(f"{folder.filename}: {folder.reason}")
    return found


def _call(write: Callable[[str], object], text: str) -> None:
    write(text)
