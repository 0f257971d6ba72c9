"""Where a run keeps what it finds: in the cache of the archive, or for its own time."""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from lint.archive.sites import Sites
from lint.cli.output import ProgressBar, say
from lint.config.nearest import ConfigCache
from lint.run.budget import Budget
from lint.run.evidence import EvidenceFinder
from lint.run.options import RunOptions

if TYPE_CHECKING:  # not every run has them
    from lint.run.archives import Archives
    from lint.run.cache import Cache
    from lint.run.cached_results import CachedResults


class Stores:
    """Opens the databases of a run; as a context manager, it closes them, and deletes temporary ones.

    Attributes:
        evidence: returns the evidence of a site.
    """

    def __init__(
        self, options: argparse.Namespace, configs: ConfigCache, sites: Sites | None, budget: Budget
    ) -> None:
        self._options = options
        self._configs = configs
        self._sites = sites
        self._budget = budget
        self._caches: list[Cache] = []
        self._folders = ExitStack()
        self._own: Cache | None = None
        self.evidence = EvidenceFinder(budget=budget)

    def results(self, options: RunOptions) -> CachedResults | None:
        """Return the results of earlier runs; without a cache, those of the first pass, if there is one."""
        if not self._options.no_cache:
            cache = self._cache()
            if cache is not None:
                return self._results(cache, options)
        return self._results(self._temporary(), options) if self._has_index else None

    def archives(self, options: RunOptions, cached: CachedResults | None) -> Archives | None:
        """Return what posts have in common with others, as far as the configuration wants it."""
        if not self._has_index:
            return None
        from lint.run.archives import Archives

        own = cached
        if own is None:
            cache = None if self._options.no_cache else self._cache()
            own = self._results(cache or self._temporary(), options)

        made = Archives(
            own,
            self._configs,
            self._sites,
            jobs=options.jobs,
            budget=self._budget,
            contents=options.contents,
            lints=cached is not None,
            progress=lambda total: ProgressBar(total).__enter__().update,
            spare=lambda: self._results(self._temporary(), options),
        )
        if cached is not None:
            cached.state_of, cached.stamp_of = made.may_share, made.stamp
        return made

    @property
    def _has_index(self) -> bool:
        return self._configs.index

    def _results(self, cache: Cache, options: RunOptions) -> CachedResults:
        from lint.run.cached_results import CachedResults

        if cache is self._own:
            self.evidence = EvidenceFinder(cache, self._budget)
        return CachedResults(cache, self._configs, options, self.evidence, self._sites)

    def _cache(self) -> Cache | None:
        """Return the cache of the archive, opened once; `None` when there is no place for one."""
        if self._own is None:
            from lint.cli.cache_place import cache_of

            self._own = cache_of(self._options, self._configs)
            if self._own is not None:
                self._caches.append(self._own)
        return self._own

    def _temporary(self) -> Cache:
        """Return a cache for this run alone, in a folder that is deleted however it ends."""
        from lint.primitives.temporary import temporary_folder
        from lint.run.cache import Cache

        folder = self._folders.enter_context(temporary_folder())
        self._caches.append(Cache(os.path.join(folder, "cache")))
        return self._caches[-1]

    def say_troubles(self) -> None:
        """Say what is wrong with the databases."""
        for cache in self._caches:
            if cache.trouble is not None:
                say(f"lint: warning: {cache.trouble}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for cache in self._caches:
            cache.close()
        self._folders.close()
