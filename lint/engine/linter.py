"""Linting one file, from its path to its findings."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from lint.archive.builders.site import Site
from lint.archive.evidence import Evidence
from lint.archive.sites import Sites, neighbours_have_front_matter
from lint.archive.targets import Target, Targets
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.engine.evidence import gather
from lint.engine.rule_runner import comments_in
from lint.engine.scope import Scope, settle
from lint.post.comments import SuppressionComment
from lint.post.document import Document
from lint.primitives.files import canonical, read
from lint.primitives.finding import MOST_FIXED, Finding, Observation, is_rest, most_places
from lint.primitives.shared import NOTHING_SHARED, Shared
from lint.primitives.source import Source

if TYPE_CHECKING:
    from lint.engine.fix import Lint, Repair


class Linted(NamedTuple):
    """A linted file: its findings and settings, and what led to them."""

    source: Source
    findings: list[Finding]
    scope: Scope
    document: Document
    observations: Sequence[Observation] = ()
    comments: Sequence[SuppressionComment] = ()


class Linter:
    """Lints files, each under the settings of its scope.

    Parameters:
        configs: returns the configuration of a folder.
        now: the time that dates in the future are compared with; by default the current time.
        contents: bytes to lint instead of a file's own, by canonical path.
        evidence: returns what a sample of a site's posts shows.
    """

    def __init__(
        self,
        configs: ConfigCache,
        now: datetime | None = None,
        contents: Mapping[str, bytes] | None = None,
        evidence: Callable[[Config, Site], Evidence] = gather,
    ) -> None:
        self.configs = configs
        self._evidence = evidence
        self.contents = contents
        self.now = now
        # What posts have in common with others, by path; what is not there has nothing.
        self.shared: Mapping[str, Shared] = {}
        self._sites = Sites(configs.listings)
        self._scopes: dict[tuple[Config, str, str], Scope] = {}
        self._folders: dict[tuple[str, str], Scope] = {}

    def scope(self, folder: str, top: str) -> Scope:
        """Return the settings of a folder.

        Parameters:
            folder: its path, absolute or relative to the working directory.
            top: the root of an archive that does not look like a site.

        Raises:
            UserError: for an invalid configuration, schema, selector, image proxy or plug-in.
        """
        scope = self._folders.get((folder, top))
        if scope is None:
            absolute = os.path.abspath(folder)
            config = self.configs.for_folder(absolute)
            site = self._sites.of(absolute, top, config)
            scope = self._folders[folder, top] = self._settled(config, config, site)
        return scope

    def scope_of(self, target: Target) -> Scope:
        """Return the settings of a file: those of its folder, with the overrides that hold for it."""
        scope = self.scope(os.path.dirname(target.path), target.top)
        if not scope.config.overrides:
            return scope
        config = self.configs.for_file(target.path)
        return self._settled(config, scope.config, scope.site)

    def settle(self, targets: Sequence[Target]) -> None:
        """Determine the settings of files, before other processes inherit them; raise UserError as above."""
        for folder, top in Targets.of(targets).places():
            self.scope(folder, top)
        if self.configs.has_overrides:
            for target in targets:
                self.scope_of(target)

    def _settled(self, config: Config, of_folder: Config, site: Site) -> Scope:
        key = (config, site.root, site.name)
        if key not in self._scopes:
            # A sample of the site is the same for all its files.
            evidence = self._evidence(of_folder, site)
            self._scopes[key] = settle(config, site, self.now, evidence, self.configs.answers)
        return self._scopes[key]

    def lint(self, target: Target) -> Linted:
        """Read and lint one file, or raise UncheckedError."""
        scope = self.scope_of(target)
        return self.lint_source(self.read(target, scope), scope)

    def lint_more(
        self, target: Target, codes: frozenset[str], content: str, known: Sequence[Observation]
    ) -> Linted | None:
        """Lint one file with some rules, and add what others observed; raise UncheckedError.

        Parameters:
            codes: those of the rules that have not run.
            content: the digest of the content that `known` was observed in; `None` is returned for any other.
        """
        scope = self.scope_of(target)
        source = self.read(target, scope)
        if source.digest != content:
            return None
        document = self.document(source, scope)
        observations = [*known, *scope.runner.only(codes).observe(document)]
        return self._judged(document, scope, observations)

    def read(self, target: Target, scope: Scope) -> Source:
        """Read one file, or raise UncheckedError."""
        data = self.contents.get(canonical(target.path)) if self.contents else None
        if data is None:
            data = read(target.path, scope.config.max_file_size, self.configs.bounds)
        return Source(target.filename, data, target.path)

    def lint_source(self, source: Source, scope: Scope) -> Linted:
        """Lint a file that has been read."""
        return self.lint_document(self.document(source, scope), scope)

    def lint_document(self, document: Document, scope: Scope) -> Linted:
        """Lint a document, with the settings that it was made with."""
        return self._judged(document, scope, scope.runner.observe(document))

    def _judged(self, document: Document, scope: Scope, observations: Sequence[Observation]) -> Linted:
        source, comments = document.source, comments_in(document)
        ignored = scope.judge.ignored(source.path)
        findings = scope.runner.judged(document, observations, comments, ignored)
        return Linted(source, findings, scope, document, observations, comments)

    def document(self, source: Source, scope: Scope) -> Document:
        """Return a file's document under the settings of its scope."""
        path = source.path
        document = Document(
            source,
            scope.settings,
            is_post=scope.is_post(path),
            neighbours_have_front_matter=lambda: neighbours_have_front_matter(path),
        )
        document.shared = self.shared.get(path, NOTHING_SHARED)
        return document

    def repair(self, linted: Linted, *, unsafe: bool) -> Repair:
        """Apply the safe fixes of a file's findings in memory, and with `unsafe` the others too."""
        from lint.engine.fix import repair  # few runs fix

        if not any(is_rest(finding.message) for finding in linted.findings):
            return repair(linted.document, linted.findings, self._again(linted), unsafe=unsafe)
        # Few rounds need many places; what is left is reported as any file is.
        run, ignored = linted.scope.runner.run, linted.scope.judge.ignored(linted.source.path)
        findings = run(linted.document, ignored, MOST_FIXED)
        done = repair(linted.document, findings, self._again(linted, MOST_FIXED), unsafe=unsafe)
        if not done.rounds:
            return done._replace(findings=linted.findings)
        places = sum(1 + len(finding.inside) for finding in done.findings)
        if places > most_places(0):
            done = done._replace(findings=run(done.document, ignored))
        return done

    def why_not(self, linted: Linted, finding: Finding) -> str:
        """Return why the fix of one finding, alone, would not make a file better; empty if it would."""
        from lint.engine.single_fix import why_not  # only an editor asks

        return why_not(linted.document, linted.findings, finding, self._again(linted))

    def ignore(self, linted: Linted) -> Repair:
        """Write suppression comments for a file's findings, in memory."""
        from lint.engine.add_ignores import add_ignores  # as above

        return add_ignores(linted.document, linted.findings, self._again(linted))

    def _again(self, linted: Linted, most: int = 0) -> Lint:
        def again(source: Source) -> tuple[Document, list[Finding]]:
            document = self.document(source, linted.scope)
            ignored = linted.scope.judge.ignored(source.path)
            return document, linted.scope.runner.run(document, ignored, most)

        return again
