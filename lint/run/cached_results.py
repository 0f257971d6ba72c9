"""The results of earlier runs, for the files of this one."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from lint.archive.builders.site import Site
from lint.archive.sites import Sites
from lint.archive.targets import Target, Targets
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.report import Summary
from lint.run import cache_key, outcome
from lint.run.cache import Cache, Piece, Row, Stored, Table, record, stored
from lint.run.chunk import ChunkResult, Keys
from lint.run.evidence import EvidenceFinder
from lint.run.fresh import Fresh
from lint.run.options import RunOptions
from lint.run.unchanged import Unchanged

if TYPE_CHECKING:  # not needed if every part of the report is known
    from lint.report import RuleText
    from lint.run.judges import Judges
    from lint.run.known_files import KnownFiles

_AT_ONCE = 1024
_FEW = 400
_LEAST = 512
_ASKED, _CLOCK, _PLUGINS = "asked", "clock", "plug-ins"
# Clocks of several machines that share a folder differ a little.
_SECONDS_APART = 5


class Lookup(NamedTuple):
    """What the cache holds about some files.

    Parameters:
        keys: the keys of the results of each file's folder; `None` if they are not stored.
        pieces: the parts of the report of unchanged files, by path.
        rows: what is stored of other files, by path; whether they are unchanged is not known yet.
    """

    keys: list[Keys | None]
    pieces: dict[str, Piece]
    rows: dict[str, Stored]


class CachedResults:
    """Looks up the results of earlier runs, and stores those of this one.

    Parameters:
        cache: where they are stored.
        configs: returns the configuration of a folder.
        options: the options of this run; a file's part of a report is stored under its `report_key`.
        evidence: returns the evidence of a site.
        sites: those found so far.

    Attributes:
        state_of: returns the state of a post's archive, if its part of a report may depend on other posts; it
            is given the post and its absolute path.
        stamp_of: returns the stamp of a file that this run has looked at, by its absolute path; else nothing.
        is_known: returns whether what is stored of a post may count; else it is linted, and not stored.
        kept: how many files have a part of the report that is stored.
        just_read: the paths of a few files that another process has linted in this run, so that they need no
            process of their own to be judged.
    """

    def __init__(
        self,
        cache: Cache,
        configs: ConfigCache,
        options: RunOptions,
        evidence: EvidenceFinder,
        sites: Sites | None = None,
    ) -> None:
        self.cache = cache
        self._configs = configs
        self.options = options
        self.evidence = evidence
        self._sites = sites or Sites(configs.listings)
        self._keys: dict[tuple[str, str], Keys | None] = {}
        self._site_keys: dict[tuple[Config, Site, bytes], Keys | None] = {}
        # The key of the part of a report that depends on other posts, by path.
        self._shared: dict[bytes, bytes] = {}
        self._of_states: dict[tuple[bytes, bytes], bytes] = {}
        self._reached: dict[tuple[str, bytes], tuple[bytes, bytes]] = {}
        self._new_rows: list[tuple[bytes, Row]] = []
        self._new_pieces: list[tuple[bytes, Piece]] = []
        self._old_pieces: list[tuple[bytes, bytes]] = []
        self._cwd = os.path.join(os.getcwd(), "")
        self._packages = self._code = b""
        self._are_few = self._keeps_pieces = True
        self._has_stamped = False
        self._unchanged = Unchanged(configs, trusts_stamps=True)
        self.state_of: Callable[[Target, bytes], bytes | None] = lambda *_: None
        self.stamp_of: Callable[[bytes], str] = lambda _: ""
        self.is_known: Callable[[Target], bool] = lambda _: True
        self.kept = 0
        self.just_read: set[str] = set()
        self._fresh_rows = Fresh[Row]()
        self._fresh_pieces = Fresh[Piece]()

    def prepare(self, targets: Sequence[Target]) -> bool:
        """Compute the keys of the results of some files.

        Return whether runs under all of them were completed, which shows that the settings are valid.

        Raises:
            UserError: for an invalid selector.
        """
        self._packages = cache_key.installed_packages(self.cache)
        files = self.cache.note(_PLUGINS, self._packages)
        if files is None:
            files = cache_key.plugin_files()
            self.cache.write_note(_PLUGINS, self._packages, files)
        self._code = cache_key.code(self._packages, files)
        self._are_few = len(targets) <= _FEW
        self._check_clock()
        places = sorted(Targets.of(targets).places())
        folders: dict[Keys | None, str] = {}
        for folder, top in places:
            folders.setdefault(self.keys_of_folder(folder, top), folder)
        for target in targets if self._configs.has_overrides else ():
            folders.setdefault(self.keys_of(target), target.folder)
        if not all(keys is not None and self.cache.is_used("results", keys.results) for keys in folders):
            return False
        for keys, folder in folders.items():
            if self._configs.has_overrides:
                self._judges.of(folder)  # an entry that holds for no file may still be wrong
            if keys is None or keys.pieces is None or not self.cache.is_used("pieces", keys.pieces):
                self._judges.of(folder)  # which also checks the selectors
                if not self._are_few and keys is not None and keys.pieces is not None and not self._is_costly:
                    self._keeps_pieces = self._was_asked(keys.pieces) and self._keeps_pieces
        return True

    def _was_asked(self, key: bytes) -> bool:
        """Return whether a report was asked for before. One of many known files is stored the second time."""
        asked = self.cache.note(_ASKED, key) is not None
        if not asked:
            self.cache.write_note(_ASKED, key, "once")
        return asked

    @property
    def _is_costly(self) -> bool:
        """Whether a report reads known files: it is stored the first time."""
        return any(reporter.inventory for reporter in self.options.reporters)

    @property
    def has_overrides(self) -> bool:
        """Whether files of one folder may have other settings."""
        return self._configs.has_overrides

    @property
    def trusts_stamps(self) -> bool:
        """Whether a file with the times and the size of before is unchanged; after `prepare`."""
        return self._unchanged.trusts_stamps

    @cached_property
    def _judges(self) -> Judges:
        from lint.run.judges import judges_of  # not needed if every part of the report is known

        return judges_of(self._configs, self.cache, self._packages)

    def kinds_of(self, folder: str) -> frozenset[str]:
        """Return the kinds of facts that are wanted of a folder's posts."""
        return self._judges.kinds_of(folder)

    def codes_without(self, config: Config, root: str) -> list[str]:
        """Return the rules on the archive that are selected without what they need at the root."""
        return self._judges.codes_without(config, root)

    def known_files(self) -> KnownFiles:
        """Return what judges the files that are known."""
        from lint.run.known_files import KnownFiles  # as above

        return KnownFiles(self._judges, self._unchanged)

    def manuals(self) -> Mapping[str, RuleText]:
        """Return what reports say about each rule, by code; after `prepare`."""
        from lint.run import manuals  # few reports describe rules

        return manuals.known(self.cache, self._code) if self._code else manuals.installed()

    def _check_clock(self) -> None:
        """Have files compared by their content if the clock was set back: their times may come again."""
        before = self.cache.note(_CLOCK, b"")
        if before is not None and before.isdecimal() and time.time() < int(before) - _SECONDS_APART:
            self._unchanged = Unchanged(self._configs, trusts_stamps=False)
            self.cache.distrust_stamps()
            self._has_stamped = True

    def look_up(self, targets: Sequence[Target]) -> Lookup:
        """Look up some files."""
        found = Lookup([], {}, {})
        by_key: dict[Keys, dict[bytes, str]] = {}
        for target in targets:
            keys = self.keys_to_keep(target) if self.is_known(target) else None
            found.keys.append(keys)
            if keys is not None:
                name = os.fsencode(cache_key.absolute(target.path, self._cwd))
                by_key.setdefault(self._own_keys(target, name, keys), {})[name] = target.path
        for keys, some in by_key.items():
            files = some
            if keys.pieces is not None:
                found.pieces.update(self._pieces(keys.pieces, files))
                files = {name: path for name, path in some.items() if path not in found.pieces}
            if files:
                rows = self._rows(keys.results, files)
                found.rows.update({path: rows[name] for name, path in files.items() if name in rows})
        return found

    def _own_keys(self, target: Target, name: bytes, keys: Keys) -> Keys:
        """Return the keys of a post, whose part of a report depends on others if it shares anything."""
        state = self.state_of(target, name) if keys.pieces is not None else None
        if state is None or keys.pieces is None:
            return keys
        pieces = self._of_states.get((keys.pieces, state))
        if pieces is None:
            pieces = self._of_states[keys.pieces, state] = cache_key.joined(keys.pieces, state)
        self._shared[name] = pieces
        return keys._replace(pieces=pieces)

    def _rows(self, key: bytes, files: Mapping[bytes, str]) -> dict[bytes, Stored]:
        """Return what is stored of files, by their absolute paths."""
        fresh = self._fresh_rows.take(key, files)
        rows = {name: stored(key, row) for name, row in fresh.items()}
        left = {name: path for name, path in files.items() if name not in rows}
        return {**rows, **self._stored(self.cache.results, key, left)} if left else rows

    def _pieces(self, key: bytes, files: Mapping[bytes, str]) -> dict[str, Piece]:
        """Return the pieces of those files that are unchanged, by path."""
        pieces: dict[str, Piece] = {}
        restamped = []
        fresh = self._fresh_pieces.take(key, files)
        left = {name: path for name, path in files.items() if name not in fresh}
        rows = self._stored(self.cache.pieces, key, left) if left else {}
        for name, path in files.items() if rows or fresh else ():
            known = fresh.get(name)
            if known is None and name in rows:
                known = record(rows[name], Piece)
            if known is None or outcome.read(known.outcome) is None:
                continue
            piece = self._unchanged.record(path, known, self.stamp_of(name))
            if piece is not None:
                pieces[path] = piece
                if piece.stamp != known.stamp:
                    restamped.append((piece.stamp, key, name))
        if restamped:
            self._has_stamped = True
            self.cache.pieces.restamp(restamped)
        return pieces

    def _stored(self, table: Table, key: bytes, names: Mapping[bytes, str]) -> dict[bytes, Stored]:
        """Read what is stored of some files, and forget deleted files between them."""
        first, last = min(names), max(names)
        lowest, highest = self._reached.get((table.name, key), (first, first))
        self._reached[table.name, key] = min(lowest, first), max(highest, last)
        if not self._are_few:
            # Start where the last lookup ended, so that records of files deleted in between are found too.
            found = table.between(key, min(highest, first), last, _LEAST + 2 * len(names))
            if found is not None:
                self._forget([name for name in found if name not in names])
                return found
        return table.some(key, names)

    def _forget(self, names: Iterable[bytes]) -> None:
        gone = [name for name in names if not os.path.lexists(name)]
        if gone:
            self.cache.forget(gone)

    def store(self, rows: Sequence[tuple[bytes, Row]], pieces: Sequence[tuple[bytes, Piece]]) -> None:
        """Store what was found in files that were just read, and will be looked up."""
        self.cache.store(rows, pieces)
        self._fresh_rows.keep(rows)
        self._fresh_pieces.keep(pieces)

    def result(
        self, targets: Sequence[Target], found: Lookup, linted: ChunkResult | None = None
    ) -> ChunkResult:
        """Return the result of some files whose part of the report is known.

        Parameters:
            linted: the result of the others of these files.
        """
        summary = Summary()
        texts = []
        # Most posts have the same few findings, so equal outcomes are added up at once.
        alike: Counter[str] = Counter()
        for index, target in enumerate(targets):
            piece = found.pieces.get(target.path)
            if piece is None:
                text = linted.between.get(index) if linted is not None else None
                if text:
                    texts.append(text)
                continue
            summary.files += 1
            if piece.outcome:
                alike[piece.outcome] += 1
            if piece.text:
                texts.append(piece.text.decode("utf-8", "surrogatepass"))
        self.kept += summary.files
        for outcome_text, files in alike.items():
            read = outcome.read(outcome_text)
            assert read is not None  # noqa: S101 - the record is sound
            read.add_to(summary, files)
        (reporter,) = self.options.reporters
        pieces = [reporter.separator.join(texts)]
        if linted is None:
            return ChunkResult(pieces, summary)
        summary.merge(linted.summary)
        return linted._replace(pieces=pieces, summary=summary, between={})

    def keep(self, result: ChunkResult) -> None:
        """Store a new result; an interrupted run has stored most of its results."""
        if result.keys is not None:
            results, pieces = result.keys
            self._new_rows += [(results, row) for row in result.rows]
            if result.restamped:
                self._has_stamped = True
                self.cache.results.restamp([(stamp, results, name) for stamp, name in result.restamped])
            for piece in result.stored_pieces:
                if pieces is None:
                    break
                key = self._shared.get(piece.path, pieces)
                self._new_pieces.append((key, piece))
                if key != pieces:  # what was made when it was read is not looked up
                    self._old_pieces.append((pieces, piece.path))
            self.kept += len(result.stored_pieces)
            if len(self._new_rows) + len(self._new_pieces) >= _AT_ONCE:
                self._store()

    def _store(self) -> None:
        if self._new_rows or self._new_pieces:
            self._has_stamped = True
            self.cache.store(self._new_rows, self._new_pieces, self._old_pieces)
        self._new_rows, self._new_pieces, self._old_pieces = [], [], []

    def close(self, keep: Callable[[], None] | None = None) -> None:
        """Store what is left, then what `keep` does, and close the cache."""
        self._store()
        if keep is not None:
            keep()
        if self._has_stamped:
            self.cache.write_note(_CLOCK, b"", str(int(time.time())))
        for table in (self.cache.results, self.cache.pieces):
            for (name, key), (first, last) in self._reached.items():
                if name == table.name:
                    self._forget(table.beside(key, first, last))
        used = {keys for keys in self._site_keys.values() if keys is not None}
        self.cache.close(
            sorted({keys.results for keys in used}),
            sorted(
                {
                    key
                    for key in (*(keys.pieces for keys in used), *self._of_states.values())
                    if key is not None and self._keeps_pieces
                }
            ),
        )

    def know_keys(self, targets: Sequence[Target]) -> None:
        """Find the keys of the results of some files, for processes that will be asked for them."""
        for folder, top in Targets.of(targets).places():
            self.keys_of_folder(folder, top)
        for target in targets if self._configs.has_overrides else ():
            self.keys_of(target)

    def keys_of(self, target: Target) -> Keys | None:
        """Return under which keys the results of a file are stored; after `prepare`."""
        folder = target.folder
        if not self._configs.has_overrides:
            return self.keys_of_folder(folder, target.top)
        config = self._configs.for_file(target.path)
        return self._key(config, os.path.abspath(folder), target.top)

    def keys_to_keep(self, target: Target, *, pieces: bool = True) -> Keys | None:
        """Return the same, without that of its part of the report if this run stores none.

        Parameters:
            pieces: whether parts are wanted.
        """
        keys = self.keys_of(target)
        if keys is not None and not (pieces and self._keeps_pieces):
            keys = keys._replace(pieces=None)
        return keys

    def keys_of_folder(self, folder: str, top: str) -> Keys | None:
        """Return the same for the files of a folder that no override holds for."""
        if (folder, top) not in self._keys:
            absolute = cache_key.absolute(folder, self._cwd)
            self._keys[folder, top] = self._key(self._configs.for_folder(absolute), absolute, top)
        return self._keys[folder, top]

    def _key(self, config: Config, folder: str, top: str) -> Keys | None:
        of_folder = self._configs.for_folder(folder)
        site = self._sites.of(folder, top, of_folder)
        nearby = site.fingerprint_of(folder)
        if (config, site, nearby) not in self._site_keys:
            evidence = self.evidence(of_folder, site)
            results = cache_key.result_key(config, site, nearby, evidence, self._code)
            report, keys = self.options.report_key, None
            if results is not None:
                gated = sorted(self.options.gated)
                pieces = cache_key.piece_key(results, config, report, gated) if report else None
                keys = Keys(results, pieces)
            self._site_keys[config, site, nearby] = keys
        return self._site_keys[config, site, nearby]
