"""The evidence of each site of a run: gathered once, and kept in the cache."""

import os
from collections.abc import Iterator

from lint.archive.builders.site import Site
from lint.archive.evidence import Evidence
from lint.config.config import Config
from lint.run.budget import DEFAULT, UNWATCHED, Budget, Watch
from lint.run.cache import Cache
from lint.run.chunk import Chunk


class _Gatherer:
    """Gathers the evidence of a site; returns it, and the posts that were not read with the reason."""

    def __init__(self, config: Config, site: Site) -> None:
        self._config = config
        self._site = site

    def lint(self, chunk: Chunk, watch: Watch = UNWATCHED) -> tuple[Evidence, list[tuple[str, str]]]:
        from lint.archive.sample import sample
        from lint.engine.evidence import gather  # reads posts

        def begin(index: int) -> bool:
            watch.begin(index)
            return index not in chunk.skipped

        evidence = gather(self._config, self._site, begin)
        paths = enumerate(sample(self._site.root)) if chunk.skipped else ()
        return evidence, [(path, chunk.skipped[index]) for index, path in paths if index in chunk.skipped]


_KIND = "evidence"


class EvidenceFinder:
    """Returns the evidence of a site.

    Parameters:
        cache: where evidence is kept between runs; `None` to gather it anew.
        budget: the time that a post of the sample may take.
    """

    def __init__(self, cache: Cache | None = None, budget: Budget = DEFAULT) -> None:
        self._cache = cache
        self._budget = budget
        self._skipped: list[tuple[str, str]] = []
        self._found: dict[tuple[Config, str, str], tuple[Site, Evidence]] = {}

    def __call__(self, config: Config, site: Site) -> Evidence:
        """Return what a sample of the site's posts shows."""
        key = (config, site.root, site.name)
        if key not in self._found:
            self._found[key] = site, self._find(config, site)
        return self._found[key][1]

    def _find(self, config: Config, site: Site) -> Evidence:
        signature = b""
        if self._cache is not None:
            from lint.run.cache_key import evidence_key

            signature = evidence_key(config, site)
            known = Evidence.from_json(self._cache.note(_KIND, signature) or "")
            if known is not None:
                return known
        from lint.archive.sample import SIZE
        from lint.run import pool

        ((evidence, skipped),) = pool.each(SIZE, _Gatherer(config, site), self._budget, size=SIZE, jobs=1)
        self._skipped += skipped
        if self._cache is not None and not skipped:
            self._cache.write_note(_KIND, signature, evidence.to_json())
        return evidence

    def found(self) -> Iterator[tuple[Config, Site, Evidence]]:
        """Yield what was found so far: for other machines, which need not read the samples again."""
        for (config, _, _), (site, evidence) in self._found.items():
            yield config, site, evidence

    def advice(self) -> Iterator[str]:
        """Yield what is said once for a site: settings that the evidence suggests, defects of many posts."""
        for path, reason in self._skipped:
            yield f"{os.path.relpath(path)}: not in the sample that the settings are told from: {reason}"
        for (config, root, _), (site, evidence) in self._found.items():
            place = os.path.relpath(root)
            where = "" if place == "." else f" in {place}"
            if evidence.forbidden:
                yield f"{evidence.forbidden_reason}{where}"
            if evidence.timezone is not None and config.timezone is None and site.timezone is None:
                setting = f'timezone = "{evidence.timezone}"'
                yield f"{evidence.timezone_reason}{where}; to settle it, write {setting} in lint.toml"
