"""What earlier runs found, for the files of this one."""

from __future__ import annotations

import os
import time
from functools import cached_property
from typing import TYPE_CHECKING

from lint import cached_findings
from lint.cache_key import (
    file_stamp,
    guess_key,
    installed_code,
    installed_packages,
    plugin_files,
    result_key,
)
from lint.finding import Severity, weighs
from lint.plan import Known, Part
from lint.report import Summary
from lint.site import Sites

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lint.cache import Cache, Row
    from lint.config import ConfigCache
    from lint.discover import Target
    from lint.linter import Linter
    from lint.plan import Plan
    from lint.site import Site


class Answers:
    """Looks up results, and keeps new ones.

    Parameters:
        cache: where they are kept.
        configs: gives the configuration of a folder.
        plan: what is done with what is found; a piece of a report is kept for its `format`.
    """

    def __init__(self, cache: Cache, configs: ConfigCache, plan: Plan) -> None:
        self.cache = cache
        self.configs = configs
        self.plan = plan
        self.findings: dict[str, Known] = {}
        self._sites = Sites(configs.listings)
        self._guesses: dict[tuple[int, str, str], tuple[str, str]] = {}
        self._keys: dict[tuple[str, str], bytes | None] = {}
        self._site_keys: dict[tuple[int, Site], bytes | None] = {}
        self._path_keys: dict[bytes, bytes] = {}
        self._known: dict[str, Row] = {}
        self._restamped: list[tuple[bytes, Row]] = []
        self._new: list[Row] = []
        self._installed: bytes | None = None

    @cached_property
    def linter(self) -> Linter:
        """Lints what is not known, under the schemas that are known."""
        from lint.linter import Linter  # a run that knows everything needs none

        return Linter(self.configs, guesses=self._guesses)

    def look_up(self, targets: Sequence[Target]) -> None:
        """Find out what is known of some files."""
        self._installed = installed_code(self.cache)
        if self._installed is None:
            self.cache.store_plugins(installed_packages(), plugin_files())
            self._installed = installed_code(self.cache)
        by_key: dict[bytes, list[Target]] = {}
        place, key = ("", ""), None
        for target in targets:
            # They are sorted: most stand in the folder of the one before.
            now = (os.path.dirname(target.path), target.top)
            if now != place or key is None:
                place, key = now, self._key(*now)
            if key is not None:
                by_key.setdefault(key, []).append(target)
        cwd = os.path.join(os.getcwd(), "")
        for key, some in by_key.items():
            paths = [os.fsencode(_absolute(target.path, cwd)) for target in some]
            self._path_keys.update(dict.fromkeys(paths, key))
            rows = self.cache.rows(key, paths)
            if len(rows) > len(paths):
                # All of the key's were read: what is gone from the disk need not be kept.
                others = rows.keys() - set(paths)
                self.cache.forget(key, [path for path in others if not os.path.lexists(path)])
            if rows:
                for target, path in zip(some, paths, strict=True):
                    row = rows.get(path)
                    if row is not None:
                        self._compare(key, target, row)

    def _compare(self, key: bytes, target: Target, row: Row) -> None:
        if not cached_findings.is_sound(row):
            return
        stamp = file_stamp(target.path)
        if stamp != row.stamp or not stamp:
            folder = os.path.abspath(os.path.dirname(target.path))
            if _content(target.path, self.configs.for_folder(folder).max_file_size) != row.content:
                return
            row = row._replace(stamp=stamp)
            if stamp:
                self._restamped.append((key, row))
        if self.plan.format and (row.format == self.plan.format or row.tallies == cached_findings.NOTHING):
            self._known[target.path] = row
        else:
            self.findings[target.path] = Known(row.content, row.findings)

    def is_known(self, target: Target) -> bool:
        """Say whether a file's part of the report is known."""
        return target.path in self._known

    def part(self, targets: Sequence[Target]) -> Part:
        """Give what is known of some files."""
        summary = Summary(files=len(targets))
        pieces = []
        # Most posts have the same few findings: what is counted is decoded once.
        alike: dict[tuple[str, str], int] = {}
        folder, fail_on = "", ""
        for target in targets:
            row = self._known[target.path]
            if row.tallies == cached_findings.NOTHING:
                continue
            if (now := os.path.dirname(target.path)) != folder or not fail_on:
                folder = now
                fail_on = self.configs.for_folder(os.path.abspath(folder)).fail_on
            key = (row.tallies, fail_on)
            alike[key] = alike.get(key, 0) + 1
            if row.piece:
                pieces.append(row.piece.decode("utf-8", "surrogatepass"))
        for (tallies, limit), files in alike.items():
            counts = cached_findings.read_counts(tallies)
            assert counts is not None  # noqa: S101 - only sound rows are known
            summary.add_alike(counts, files)
            for code, _, severity, _, number in counts.rules:
                if code not in self.plan.gated and weighs(Severity(severity), limit):
                    summary.failing += number * files
        return Part([self.plan.reporters[0].separator.join(pieces)], summary, [])

    def keep(self, rows: Iterable[Row]) -> None:
        """Keep what was found now."""
        self._new += rows

    def close(self) -> None:
        """Write what is new, and close the cache."""
        by_key: dict[bytes, list[Row]] = {}
        for key, row in self._restamped:
            by_key.setdefault(key, []).append(row)
        for row in self._new:
            found = self._path_keys.get(row.path)
            if found is not None:
                by_key.setdefault(found, []).append(row)
        for key, rows in by_key.items():
            self.cache.store(key, rows)
        used = {key for key in self._keys.values() if key is not None}
        self.cache.close(sorted(used), int(time.time()))

    def _key(self, folder: str, top: str) -> bytes | None:
        known = self._keys.get((folder, top), b"")
        if known != b"":
            return known
        absolute = os.path.abspath(folder)
        config = self.configs.for_folder(absolute)
        site = self._sites.of(absolute, top, config)
        place = (id(config), site.root, site.dialect)
        if place not in self._guesses:
            self._guesses[place] = self._guess(folder, top)
        mark = (id(config), site)
        if mark not in self._site_keys:
            schema = self._guesses[place][0]
            self._site_keys[mark] = result_key(config, site, schema, self._installed or b"")
        key = self._site_keys[mark]
        self._keys[folder, top] = key
        return key

    def _guess(self, folder: str, top: str) -> tuple[str, str]:
        config = self.configs.for_folder(os.path.abspath(folder))
        if config.schema != "auto":
            return config.schema, "configured"
        site = self._sites.of(os.path.abspath(folder), top, config)
        signature = guess_key(config, site)
        guessed = self.cache.guess(signature)
        if guessed is None:
            from lint.tree import guess_schema  # reads posts

            guessed = guess_schema(config, site)
            self.cache.store_guess(signature, guessed)
        return guessed


def _absolute(path: str, cwd: str) -> str:
    """Give an absolute path; most are plain ones below the working folder."""
    return os.path.abspath(path) if path[:1] in ("/", ".") or "/." in path or "//" in path else cwd + path


def _content(path: str, largest: int) -> str:
    from lint.files import UncheckedError, read  # most files are as they were
    from lint.fingerprint import digest

    try:
        return digest(read(path, largest))
    except UncheckedError:
        return ""
