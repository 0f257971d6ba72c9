"""One file from its path to its findings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from lint.archive.site import Sites, neighbours_have_front_matter
from lint.engine.add_ignores import add_ignores
from lint.engine.fix import repair
from lint.engine.scope import Tree, settle
from lint.post.document import Document
from lint.primitives.files import canonical, read
from lint.primitives.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from lint.archive.discovery import Target
    from lint.archive.site import Site
    from lint.config.config import Config
    from lint.config.nearest import ConfigCache
    from lint.engine.fix import Check, Repair
    from lint.primitives.finding import Finding


class Checked(NamedTuple):
    """A file that was linted: what it is, what was found, and under which settings.

    `document` is `None` where the findings were known and nothing was parsed.
    """

    source: Source
    findings: list[Finding]
    tree: Tree
    document: Document | None = None


class Linter:
    """Lints files, each under the settings of its tree.

    Parameters:
        configs: gives the configuration of a folder.
        now: the clock, for dates in the future; the present when omitted.
        contents: bytes that count instead of the file's own, by canonical path.
        guesses: the schemas that are known already, with the reason, by the configuration's
            identity, the site's folder and its dialect.
    """

    def __init__(
        self,
        configs: ConfigCache,
        now: datetime | None = None,
        contents: Mapping[str, bytes] | None = None,
        guesses: Mapping[tuple[int, str, str], tuple[str, str]] | None = None,
    ) -> None:
        self.configs = configs
        self._guesses = guesses or {}
        self.contents = contents
        self.now = now
        self._sites = Sites(configs.listings)
        self._trees: dict[tuple[int, str, str], Tree] = {}
        self._folders: dict[tuple[str, str], Tree] = {}

    def tree(self, folder: str, top: str) -> Tree:
        """Give the settled settings of a folder.

        Parameters:
            folder: as `open` would take it.
            top: where an archive without any mark of a site begins.

        Raises:
            UserError: for an invalid configuration, schema, selector, image proxy or plug-in.
        """
        tree = self._folders.get((folder, top))
        if tree is None:
            absolute = os.path.abspath(folder)
            config = self.configs.for_folder(absolute)
            tree = self._settle(config, self._sites.of(absolute, top, config))
            self._folders[folder, top] = tree
        return tree

    def _settle(self, config: Config, site: Site) -> Tree:
        key = (id(config), site.root, site.dialect)
        if key not in self._trees:
            self._trees[key] = settle(config, site, self.now, self._guesses.get(key))
        return self._trees[key]

    def check(self, target: Target) -> Checked:
        """Read and lint one file.

        Raises:
            UncheckedError: when it cannot be read.
        """
        tree = self.tree(os.path.dirname(target.path), target.top)
        return self.check_source(self.read(target, tree), tree)

    def read(self, target: Target, tree: Tree) -> Source:
        """Read one file.

        Raises:
            UncheckedError: when it cannot be read.
        """
        data = self.contents.get(canonical(target.path)) if self.contents else None
        if data is None:
            data = read(target.path, tree.config.max_file_size)
        return Source(target.filename, data, target.path)

    def check_source(self, source: Source, tree: Tree) -> Checked:
        """Lint what has been read."""
        document = self.document(source, tree)
        return Checked(source, tree.checker.check(document, tree.ignored(source.path)), tree, document)

    def document(self, source: Source, tree: Tree) -> Document:
        """Read a file's text under the settings of its tree."""
        path = source.path
        return Document(
            source,
            tree.settings,
            is_post=tree.is_post(path),
            neighbours_have_front_matter=lambda: neighbours_have_front_matter(path),
        )

    def repair(self, checked: Checked, *, unsafe: bool) -> Repair:
        """Apply the fixes of a file's findings, in memory.

        Parameters:
            unsafe: whether unsafe fixes are applied as well.
        """
        document = checked.document or self.document(checked.source, checked.tree)
        return repair(document, checked.findings, self._again(checked), unsafe=unsafe)

    def ignore(self, checked: Checked) -> Repair:
        """Write suppressions for a file's findings, in memory."""
        document = checked.document or self.document(checked.source, checked.tree)
        return add_ignores(document, checked.findings, self._again(checked))

    def _again(self, checked: Checked) -> Check:
        def again(source: Source) -> tuple[Document, list[Finding]]:
            document = self.document(source, checked.tree)
            return document, checked.tree.checker.check(document, checked.tree.ignored(source.path))

        return again
