"""The judge of each folder's posts, from what the cache knows of the rules."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.config.selection import SelectedRule
from lint.engine.judge import Judge, judge_of, selected_by
from lint.run.cache import Cache
from lint.run.catalogue import Catalogue, ListedRule

if TYPE_CHECKING:  # not needed if no post has anything in common with others
    from lint.engine.archive_rules import ArchiveRules

_RULES = "rules"


class FolderJudge(NamedTuple):
    """How the posts of a folder are judged.

    Parameters:
        judge: decides what is a finding.
        wanted: the number that stands for its rules on single posts.
        comparing: its rules on the archive.
        largest: the size in bytes above which a file is not read.
    """

    judge: Judge
    wanted: int
    largest: int
    comparing: tuple[SelectedRule[ListedRule], ...] = ()


class Judges:
    """Returns the judge of a folder, as its configuration selects rules."""

    def __init__(self, configs: ConfigCache, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.configs = configs
        self._of_folders: dict[str, FolderJudge] = {}
        self._of_configs: dict[Config, FolderJudge] = {}

    def of(self, folder: str) -> FolderJudge:
        """Return a folder's judge.

        Raises:
            UserError: for an invalid selector.
        """
        found = self._of_folders.get(folder)
        if found is None:
            found = self._of_folders[folder] = self.of_config(
                self.configs.for_folder(os.path.abspath(folder))
            )
        return found

    def of_file(self, path: str) -> FolderJudge:
        """Return the judge of a file: that of its folder, with the overrides that hold for it."""
        return self.of_config(self.configs.for_file(path))

    def of_config(self, config: Config) -> FolderJudge:
        """Return the judge of the files that a configuration holds for."""
        found = self._of_configs.get(config)
        if found is None:
            judge = judge_of(config, self.catalogue.rules)
            selected = selected_by(config, self.catalogue.rules)
            found = self._of_configs[config] = FolderJudge(
                judge,
                self.catalogue.mask(judge.codes) & ~self.catalogue.comparing,
                config.max_file_size,
                tuple(each for each in selected if each.rule.comparing),
            )
        return found

    def kinds_of(self, folder: str) -> frozenset[str]:
        """Return the kinds of facts that the rules which a folder selects use, and those of the whole run."""
        comparing = self.of(folder).comparing
        return self.configs.facts.union(kind for each in comparing for kind in each.rule.kinds.split())

    def codes_without(self, config: Config, root: str) -> list[str]:
        """Return the rules on the archive that are selected without what they need at the root."""
        kinds = self.kinds_of(root)
        comparing = self.of_config(config).comparing
        return [each.rule.code for each in comparing if not kinds.issuperset(each.rule.kinds.split())]


def judges_of(configs: ConfigCache, cache: Cache, packages: bytes) -> Judges:
    """Return the judges of a run; the cache knows the rules of the installed packages."""
    catalogue = Catalogue.from_json(cache.note(_RULES, packages))
    if catalogue is None:
        catalogue = Catalogue.installed()
        cache.write_note(_RULES, packages, catalogue.to_json())
    return Judges(configs, catalogue)


def archive_rules(folder: FolderJudge) -> ArchiveRules | None:
    """Return a folder's rules on the archive, imported alone; `None` if one of them has options."""
    from importlib import import_module

    from lint.engine.archive_rules import ArchiveRules
    from lint.rule.definition import Rule

    rules: list[SelectedRule[Rule]] = []
    for each in folder.comparing:
        module = vars(import_module(each.rule.comparing))
        found = (rule for rule in module.values() if isinstance(rule, Rule) and rule.code == each.rule.code)
        rule = next(found, None)
        if rule is None or rule.options is not None:
            return None
        rules.append(SelectedRule(rule, each.severity, each.pinned))
    return ArchiveRules(rules)
