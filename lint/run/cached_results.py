"""What earlier runs found, for the files of this one."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lint.archive.discovery import Target
from lint.archive.site import Site, Sites
from lint.config.config import Config
from lint.config.dialects import SCHEMAS
from lint.config.nearest import ConfigCache
from lint.primitives.finding import Severity, weighs
from lint.report import Summary
from lint.run import cached_findings
from lint.run.cache import Cache, Row
from lint.run.cache_key import (
    file_stamp,
    guess_key,
    installed_code,
    installed_packages,
    plugin_files,
    result_key,
)
from lint.run.chunk import ChunkResult
from lint.run.options import RunOptions

_AT_ONCE = 1024
_FEW = 400
_LEAST = 512


class Lookup(NamedTuple):
    """What is known of some files.

    Parameters:
        keys: what each file's results are kept under; `None` where they are not.
        rows: those that answer for a file, its part of the report included, by path.
        findings: those that hold the findings of another file, if its content is still the same, by path.
    """

    keys: list[bytes | None]
    rows: dict[str, Row]
    findings: dict[str, Row]


class CachedResults:
    """Looks up what earlier runs found, and keeps what this one finds.

    Parameters:
        cache: where it is kept.
        configs: gives the configuration of a folder.
        options: how this run is done; a file's part of a report is kept for its `report_key`.
    """

    def __init__(self, cache: Cache, configs: ConfigCache, options: RunOptions) -> None:
        self.cache = cache
        self._configs = configs
        self._options = options
        self._sites = Sites(configs.listings)
        self._keys: dict[tuple[str, str], bytes | None] = {}
        self._site_keys: dict[tuple[Config, Site], bytes | None] = {}
        self._guesses: dict[tuple[Config, str, str], tuple[str, str]] = {}
        self._reached: dict[bytes, tuple[bytes, bytes]] = {}
        self._new: list[tuple[bytes, Row]] = []
        self._installed: bytes | None = None
        self._are_few = True

    def prepare(self, targets: Sequence[Target]) -> bool:
        """Settle what the results of some files are kept under.

        Gives whether a whole run has been made under the same settings everywhere, so that they are known to
        mean something.
        """
        self._installed = installed_code(self.cache)
        if self._installed is None:
            self.cache.store_plugins(installed_packages(), plugin_files())
            self._installed = installed_code(self.cache)
        self._are_few = len(targets) <= _FEW
        places = {(os.path.dirname(target.path), target.top) for target in targets}
        keys = {self._key(*place) for place in sorted(places)}
        return all(key is not None and self.cache.is_used(key) for key in keys)

    def look_up(self, targets: Sequence[Target]) -> Lookup:
        """Find out what is known of some files."""
        found = Lookup([], {}, {})
        by_key: dict[bytes, list[Target]] = {}
        for target in targets:
            key = self._key(os.path.dirname(target.path), target.top)
            found.keys.append(key)
            if key is not None:
                by_key.setdefault(key, []).append(target)
        cwd = os.path.join(os.getcwd(), "")
        for key, some in by_key.items():
            paths = [os.fsencode(_absolute(target.path, cwd)) for target in some]
            first, last = min(paths), max(paths)
            lowest, highest = self._reached.get(key, (first, first))
            self._reached[key] = min(lowest, first), max(highest, last)
            # From where the last look ended: what is gone in between need not be kept.
            start, most = min(highest, first), _LEAST + 2 * len(paths)
            rows = (
                None
                if self._are_few
                else self.cache.rows_between(key, start, last, self._options.report_key, most)
            )
            if rows is None:
                rows = self.cache.rows(key, paths, self._options.report_key)
            else:
                self._forget(key, rows.keys() - set(paths))
            changed = []
            for target, path in zip(some, paths, strict=True) if rows else ():
                row = rows.get(path)
                if row is not None:
                    stamp = self._compare(found, target, row)
                    if stamp != row.stamp:
                        changed.append((stamp, key, path))
            if changed:
                self.cache.restamp(changed)
        return found

    def _forget(self, key: bytes, paths: Iterable[bytes]) -> None:
        gone = [path for path in paths if not os.path.lexists(path)]
        if gone:
            self.cache.forget(key, gone)

    def _compare(self, found: Lookup, target: Target, row: Row) -> str:
        """Take what is known of a file, if it is the same; gives the stamp to keep."""
        if not cached_findings.is_sound(row):
            return row.stamp
        stamp = file_stamp(target.path)
        if stamp != row.stamp or not stamp:
            folder = os.path.abspath(os.path.dirname(target.path))
            if _content(target.path, self._configs.for_folder(folder).max_file_size) != row.content:
                return row.stamp
        if self._options.report_key and (
            row.report_key == self._options.report_key or row.tallies == cached_findings.NOTHING
        ):
            found.rows[target.path] = row
        else:
            found.findings[target.path] = row
        return stamp or row.stamp

    def result(self, targets: Sequence[Target], found: Lookup) -> ChunkResult:
        """Give what came of some files, all of which rows answer for."""
        summary = Summary(files=len(targets))
        pieces = []
        # Most posts have the same few findings: what is counted is decoded once.
        alike: dict[tuple[str, str], int] = {}
        folder, fail_on = "", ""
        for target in targets:
            row = found.rows[target.path]
            if row.tallies == cached_findings.NOTHING:
                continue
            if (now := os.path.dirname(target.path)) != folder or not fail_on:
                folder = now
                fail_on = self._configs.for_folder(os.path.abspath(folder)).fail_on
            key = (row.tallies, fail_on)
            alike[key] = alike.get(key, 0) + 1
            if row.piece:
                pieces.append(row.piece.decode("utf-8", "surrogatepass"))
        for (tallies, limit), files in alike.items():
            counts = cached_findings.read_counts(tallies)
            assert counts is not None  # noqa: S101 - only sound rows are known
            summary.add_alike(counts, files)
            for code, _, severity, _, number in counts.rules:
                if code not in self._options.gated and weighs(Severity(severity), limit):
                    summary.failing += number * files
        (reporter,) = self._options.reporters
        return ChunkResult([reporter.separator.join(pieces)], summary)

    def keep(self, result: ChunkResult) -> None:
        """Keep what was found now; a run that is stopped has kept most of it."""
        if result.key is not None:
            self._new += [(result.key, row) for row in result.rows]
            if len(self._new) >= _AT_ONCE:
                self.cache.store(self._new)
                self._new = []

    def close(self) -> None:
        """Write what is new, and close the cache."""
        if self._new:
            self.cache.store(self._new)
        for key, (first, last) in self._reached.items():
            self._forget(key, self.cache.beside(key, first, last))
        used = {key for key in self._keys.values() if key is not None}
        self.cache.close(sorted(used), int(time.time()))

    def _key(self, folder: str, top: str) -> bytes | None:
        if (folder, top) not in self._keys:
            absolute = os.path.abspath(folder)
            config = self._configs.for_folder(absolute)
            self._keys[folder, top] = self._site_key(config, self._sites.of(absolute, top, config))
        return self._keys[folder, top]

    def _site_key(self, config: Config, site: Site) -> bytes | None:
        if (config, site) not in self._site_keys:
            schema, _ = self.guess_schema(config, site)
            self._site_keys[config, site] = result_key(config, site, schema, self._installed or b"")
        return self._site_keys[config, site]

    def guess_schema(self, config: Config, site: Site) -> tuple[str, str]:
        """Give what `lint.engine.scope.guess_schema` gives, from what earlier runs guessed where they did."""
        place = (config, site.root, site.dialect)
        if place not in self._guesses:
            self._guesses[place] = self._guess(config, site)
        return self._guesses[place]

    def _guess(self, config: Config, site: Site) -> tuple[str, str]:
        if config.schema != "auto":
            return config.schema, config.origin("schema")
        signature = guess_key(config, site)
        guessed = self.cache.guess(signature)
        # Nothing that is stored may name a module to import.
        if guessed is None or guessed[0] not in SCHEMAS:
            from lint.engine.scope import guess_schema  # reads posts

            guessed = guess_schema(config, site)
            self.cache.store_guess(signature, guessed)
        return guessed


def _absolute(path: str, cwd: str) -> str:
    """Give an absolute path; most are plain ones below the working folder."""
    return os.path.abspath(path) if path[:1] in ("/", ".") or "/." in path or "//" in path else cwd + path


def _content(path: str, largest: int) -> str:
    from lint.primitives.files import UncheckedError, read  # most files are as they were
    from lint.primitives.fingerprint import digest

    try:
        return digest(read(path, largest))
    except UncheckedError:
        return ""
