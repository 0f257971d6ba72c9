"""The results of earlier runs, for the files of this one."""

import os
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lint.archive.builders.site import Site
from lint.archive.discovery import Target
from lint.archive.sites import Sites
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.primitives.finding import Severity, weighs
from lint.report import Summary
from lint.run import cache_key, findings_codec
from lint.run.cache import Cache, Row
from lint.run.chunk import ChunkResult
from lint.run.evidence import EvidenceFinder
from lint.run.options import RunOptions

_AT_ONCE = 1024
_FEW = 400
_LEAST = 512


class Lookup(NamedTuple):
    """What the cache holds about some files.

    Parameters:
        keys: the key of each file's results; `None` if they are not stored.
        rows: the rows that are up to date and have the file's part of the report, by path.
        findings: other rows, whose findings are valid if the content is unchanged, by path.
    """

    keys: list[bytes | None]
    rows: dict[str, Row]
    findings: dict[str, Row]


class CachedResults:
    """Looks up the results of earlier runs, and stores those of this one.

    Parameters:
        cache: where they are stored.
        configs: returns the configuration of a folder.
        options: the options of this run; a file's part of a report is stored under its `report_key`.
        evidence: returns the evidence of a site.
    """

    def __init__(
        self, cache: Cache, configs: ConfigCache, options: RunOptions, evidence: EvidenceFinder
    ) -> None:
        self.cache = cache
        self._configs = configs
        self._options = options
        self.evidence = evidence
        self._sites = Sites(configs.listings)
        self._keys: dict[tuple[str, str], bytes | None] = {}
        self._site_keys: dict[tuple[Config, Site], bytes | None] = {}
        self._reached: dict[bytes, tuple[bytes, bytes]] = {}
        self._new: list[tuple[bytes, Row]] = []
        self._installed: bytes | None = None
        self._are_few = True

    def prepare(self, targets: Sequence[Target]) -> bool:
        """Compute the keys of the results of some files.

        Return whether a run under each key was completed, which shows that the settings are valid.
        """
        self._installed = cache_key.installed_code(self.cache)
        if self._installed is None:
            self.cache.store_plugins(cache_key.installed_packages(), cache_key.plugin_files())
            self._installed = cache_key.installed_code(self.cache)
        self._are_few = len(targets) <= _FEW
        places = {(os.path.dirname(target.path), target.top) for target in targets}
        keys = {self._key(*place) for place in sorted(places)}
        return all(key is not None and self.cache.is_used(key) for key in keys)

    def look_up(self, targets: Sequence[Target]) -> Lookup:
        """Look up some files."""
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
            changed = []
            rows = self._rows(key, paths)
            for target, path in zip(some, paths, strict=True) if rows else ():
                row = rows.get(path)
                if row is not None and (stamp := self._compare(found, target, row)) != row.stamp:
                    changed.append((stamp, key, path))
            if changed:
                self.cache.restamp(changed)
        return found

    def _rows(self, key: bytes, paths: Sequence[bytes]) -> dict[bytes, Row]:
        """Read the rows of some files, and forget those of deleted files between them."""
        first, last = min(paths), max(paths)
        lowest, highest = self._reached.get(key, (first, first))
        self._reached[key] = min(lowest, first), max(highest, last)
        report = self._options.report_key
        if not self._are_few:
            # Start where the last lookup ended, so that rows of files deleted in between are found too.
            start, most = min(highest, first), _LEAST + 2 * len(paths)
            rows = self.cache.rows_between(key, start, last, report, most)
            if rows is not None:
                self._forget(key, rows.keys() - set(paths))
                return rows
        return self.cache.rows(key, paths, report)

    def _forget(self, key: bytes, paths: Iterable[bytes]) -> None:
        gone = [path for path in paths if not os.path.lexists(path)]
        if gone:
            self.cache.forget(key, gone)

    def _compare(self, found: Lookup, target: Target, row: Row) -> str:
        """Add a file's row to what is found if the file is unchanged; return the stamp to store."""
        if not findings_codec.is_sound(row):
            return row.stamp
        stamp = cache_key.file_stamp(target.path)
        if stamp != row.stamp or not stamp:
            folder = os.path.abspath(os.path.dirname(target.path))
            if _content(target.path, self._configs.for_folder(folder).max_file_size) != row.content:
                return row.stamp
        report = self._options.report_key
        if report and (row.report_key == report or row.tallies == findings_codec.NOTHING):
            found.rows[target.path] = row
        else:
            found.findings[target.path] = row
        return stamp or row.stamp

    def result(self, targets: Sequence[Target], found: Lookup) -> ChunkResult:
        """Return the result of some files that all have an up-to-date row."""
        summary = Summary(files=len(targets))
        pieces = []
        # Most posts have the same few findings, so equal tallies are decoded once.
        alike: Counter[tuple[str, str]] = Counter()
        folder, fail_on = "", ""
        for target in targets:
            row = found.rows[target.path]
            if row.tallies == findings_codec.NOTHING:
                continue
            if (now := os.path.dirname(target.path)) != folder or not fail_on:
                folder = now
                fail_on = self._configs.for_folder(os.path.abspath(folder)).fail_on
            alike[row.tallies, fail_on] += 1
            if row.piece:
                pieces.append(row.piece.decode("utf-8", "surrogatepass"))
        for (tallies, limit), files in alike.items():
            counts = findings_codec.read_counts(tallies)
            assert counts is not None  # noqa: S101 - the row is sound
            summary.add_alike(counts, files)
            for each in counts:
                if each.code not in self._options.gated and weighs(Severity(each.severity), limit):
                    summary.failing += each.findings * files
        (reporter,) = self._options.reporters
        return ChunkResult([reporter.separator.join(pieces)], summary)

    def keep(self, result: ChunkResult) -> None:
        """Store a new result; an interrupted run has stored most of its results."""
        if result.key is not None:
            self._new += [(result.key, row) for row in result.rows]
            if len(self._new) >= _AT_ONCE:
                self.cache.store(self._new)
                self._new = []

    def close(self) -> None:
        """Store what is left, and close the cache."""
        if self._new:
            self.cache.store(self._new)
        for key, (first, last) in self._reached.items():
            self._forget(key, self.cache.beside(key, first, last))
        self.cache.close(sorted(self._reached), int(time.time()))

    def _key(self, folder: str, top: str) -> bytes | None:
        if (folder, top) not in self._keys:
            absolute = os.path.abspath(folder)
            config = self._configs.for_folder(absolute)
            site = self._sites.of(absolute, top, config)
            if (config, site) not in self._site_keys:
                evidence = self.evidence(config, site)
                key = cache_key.result_key(config, site, evidence, self._installed or b"")
                self._site_keys[config, site] = key
            self._keys[folder, top] = self._site_keys[config, site]
        return self._keys[folder, top]


def _absolute(path: str, cwd: str) -> str:
    """Return an absolute path; most are plain ones below the working directory."""
    return os.path.abspath(path) if path[:1] in ("/", ".") or "/." in path or "//" in path else cwd + path


def _content(path: str, largest: int) -> str:
    from lint.primitives.files import UncheckedError, read  # most files are unchanged
    from lint.primitives.fingerprint import digest

    try:
        return digest(read(path, largest))
    except UncheckedError:
        return ""
