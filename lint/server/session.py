"""Linting the documents of one folder, as the command in that folder would lint them."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple

from lint.archive.conventions import SUFFIXES
from lint.archive.discovery import found_below, is_excluded, shown_name
from lint.archive.targets import Target
from lint.config.nearest import ConfigCache
from lint.engine.linter import Linted, Linter
from lint.primitives.files import canonical
from lint.primitives.finding import CRASH_CODE, Finding
from lint.primitives.source import Source
from lint.run.budget import Budget
from lint.run.evidence import EvidenceFinder
from lint.server.messages import Post

if TYPE_CHECKING:
    from lint.run.archives import Archives
    from lint.run.baseline import Baseline

# How many documents are kept as they were linted: code actions ask about the one in front.
_KEPT = 4
# As the command names standard input.
_NAMELESS = "-"


class Ways(NamedTuple):
    """How the options of the command are understood.

    Parameters:
        configs: returns the configurations.
        baseline: returns the known findings, which are not shown; `None` if there are none.
        archives: opens what posts have in common with others, with some contents instead of files; `None`
            where posts are not compared.
    """

    configs: Callable[[], ConfigCache]
    baseline: Callable[[ConfigCache], Baseline | None]
    archives: Callable[[ConfigCache, Mapping[str, bytes]], AbstractContextManager[Archives | None]] | None
    budget: Budget


class TooLargeError(Exception):
    """A document is larger than what is linted."""


class Shown(NamedTuple):
    """A linted document, and those of its findings that are shown."""

    linted: Linted
    findings: list[Finding]


class Session:
    """Lints documents from one folder; the working folder must be that one.

    Parameters:
        root: the folder, an absolute path.

    Attributes:
        is_settled: whether a document was linted before: what that needs has been read.
    """

    def __init__(self, root: str, ways: Ways) -> None:
        self.is_settled = False
        self._root = root
        self._ways = ways
        self._configs = ways.configs()
        self._configs.bounds.name(root)
        self.linter = Linter(self._configs, evidence=EvidenceFinder(budget=ways.budget))
        self._baseline = ways.baseline(self._configs)
        self._targets: dict[tuple[str, bool], Target | None] = {}
        self._kept: OrderedDict[tuple[str, int], Shown] = OrderedDict()
        self._dropped: list[object] = []

    def lint(self, post: Post, *, anew: bool = False) -> Shown | None:
        """Lint a document, or return how it was linted before; `None` if it is no post.

        Parameters:
            anew: whether to lint it again although it is the same: others may have changed.

        Raises:
            UserError: for invalid settings.
            TooLargeError: for a document that is larger than what is linted.
        """
        key = (post.path, post.version)
        if key in self._kept and not anew:
            self._kept.move_to_end(key)
            return self._kept[key]
        target = self._target(post)
        if target is None:
            return None
        linted = self._linted(post, target)
        self.is_settled = True
        shown = self._kept[key] = Shown(linted, self._new(linted))
        if len(self._kept) > _KEPT:
            self._dropped.append(self._kept.popitem(last=False))
        return shown

    def tidy(self) -> None:
        """Forget documents that are no longer kept, which takes a while: not before an answer is given."""
        self._dropped.clear()

    def settings(self, linted: Linted) -> tuple[str, ...]:
        """Return the paths of files that decide how a document is linted, besides those found by name."""
        site, config = linted.scope.site, linted.scope.config
        names = [os.path.join(site.root, site.configuration.file)] if site.configuration.file else []
        files = [layer.path for layer in config.layers]
        return (*names, *files, *([config.path] if config.path is not None else []))

    def _target(self, post: Post) -> Target | None:
        if not post.path:
            return Target.at(_NAMELESS, _NAMELESS, self._root)
        key = (post.path, post.within)
        if key not in self._targets:
            self._targets[key] = self._find(*key)
        return self._targets[key]

    def _find(self, path: str, within: bool) -> Target | None:  # noqa: FBT001 - the key of a table
        if within:
            return found_below(self._root, path, self._configs)
        name = shown_name(path, self._root)
        if not name.lower().endswith(SUFFIXES) or is_excluded(name, self._configs):
            return None
        return Target.at(name, name, self._root)

    def _linted(self, post: Post, target: Target) -> Linted:
        linter = self.linter
        scope = linter.scope_of(target)
        if len(post.data) > scope.config.max_file_size:
            raise TooLargeError(
                f"it has {len(post.data):,} bytes; `max-file-size` is {scope.config.max_file_size:,}"
            )
        source = Source(target.filename, post.data, target.path)
        if self._ways.archives is None or not post.path:
            return linter.lint_source(source, scope)
        with self._ways.archives(self._configs, {canonical(target.path): post.data}) as archives:
            if archives is not None:
                archives.cached.prepare([target])
                archives.update([target], lambda: linter)
                linter.shared = archives.shared([target])
            try:
                return linter.lint_source(source, scope)
            finally:
                linter.shared = {}

    def _new(self, linted: Linted) -> list[Finding]:
        """Return the findings that the baseline does not have; a rule's crash always counts."""
        if self._baseline is None:
            return linted.findings
        findings = [each for each in linted.findings if each.code != CRASH_CODE]
        ran = linted.scope.judge.ran(linted.source.path)
        new = self._baseline.split(linted.source, findings, ran).new
        return [each for each in linted.findings if each.code == CRASH_CODE] + new
