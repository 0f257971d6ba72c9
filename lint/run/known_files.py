"""Files that the cache knows: their stored observations are judged without reading them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from lint.archive.targets import Target
from lint.engine.judge import Judge
from lint.primitives.finding import Finding, Observation
from lint.primitives.source import Source
from lint.run import observations_codec
from lint.run.cache import Row, Stored, record
from lint.run.judges import FolderJudge, Judges
from lint.run.observations_codec import Known
from lint.run.unchanged import Unchanged

if TYPE_CHECKING:  # not needed if every file is known
    from lint.engine.rule_runner import RuleRunner
    from lint.post.comments import Suppression, SuppressionComment
    from lint.post.document import Document


class KnownFiles:
    """Decodes and encodes what rules observed.

    Parameters:
        judges: returns the judge of a folder.
        unchanged: compares files with their records.

    Attributes:
        differ: whether files of one folder may be judged differently, by `[[overrides]]`.
    """

    def __init__(self, judges: Judges, unchanged: Unchanged) -> None:
        self._judges = judges
        self.differ = judges.configs.has_overrides
        self._unchanged = unchanged
        self._catalogue = judges.catalogue
        self._masks: dict[frozenset[str], int] = {}  # by selection, of which a run has few

    def of(self, folder: str) -> FolderJudge:
        """Return how the files of a folder are judged."""
        return self._judges.of(folder)

    def of_file(self, path: str) -> FolderJudge:
        """Return how a file is judged."""
        return self._judges.of_file(path)

    def row(self, path: str, stored: Stored) -> Row | None:
        """Return an unchanged file's row, with its present stamp; `None` if it is damaged or has changed."""
        row = record(stored, Row)
        return self._unchanged.record(path, row) if row is not None else None

    def rules(self, judge: Judge, observations: Iterable[Observation], *, comments: bool, ran: int) -> str:
        """Return what a row says about rules: which have run, and which have observed something."""
        # Rules on comments are asked each time, those that need the document by linting the post again.
        on_comments = self._catalogue.alone | self._catalogue.with_document
        selected = self._masks.get(judge.codes)
        if selected is None:
            selected = self._masks[judge.codes] = self._catalogue.mask(judge.codes)
        ran |= selected | on_comments
        observed = self._catalogue.mask(each.code for each in observations)
        if comments:
            observed |= on_comments
        return f"{ran:x} {observed:x}"

    def codes(self, rules: int) -> frozenset[str]:
        """Return the codes of the rules that a number stands for."""
        return self._catalogue.codes(rules)

    def decoded(
        self, target: Target, row: Row, judged: FolderJudge, codes: Collection[str] | None
    ) -> Known | None:
        """Return what is known of a file; `None` if that is not enough, or was not written by a run.

        Parameters:
            codes: those of the observations that are needed; `None` for all.
        """
        about = (target.filename, target.path, row.content, judged.largest)
        try:
            known = observations_codec.decode(row.observed, *about, codes)
        except ValueError:
            return None
        if known.comments and judged.wanted & self._catalogue.with_document:
            return None
        return known


def rules_of(row: Row) -> tuple[int, int]:
    """Return the numbers that stand for the rules which have run on a file, and which observed something."""
    done, _, observed = row.rules.partition(" ")
    try:
        return int(done, 16), int(observed, 16)
    except ValueError:
        return 0, 0


def findings_of(target: Target, known: Known, judge: Judge) -> list[Finding]:
    """Return the findings of a known file."""
    of_comments = _of_comments(known.source) if known.comments else None
    ignored = judge.ignored(target.path)
    return judge.findings(target.filename, known.observations, known.comments, of_comments, ignored)


def encoded(
    document: Document, observations: Sequence[Observation], comments: Sequence[SuppressionComment]
) -> bytes:
    """Return what to store of a linted file."""

    def groups() -> observations_codec.Groups:
        from lint.post import finding_groups

        hosts = finding_groups.hosts(document, [each.issue.span for each in observations])
        return observations_codec.Groups(
            finding_groups.month(document), finding_groups.source(document), list(hosts)
        )

    return observations_codec.encode(document.source, observations, comments, groups)


def group_of(known: Known, findings: Sequence[Finding], by: str) -> list[str]:
    """Return the group of each finding of a known file."""
    if by == "host":
        places = (each.issue.span for each in known.observations)
        hosts = dict(zip(places, known.groups.hosts, strict=True))
        return [hosts.get(finding.span, "-") for finding in findings]
    if by == "folder":
        filename = known.source.filename
        return [os.path.dirname(filename) or "."] * len(findings)
    return [known.groups.month if by == "month" else known.groups.source] * len(findings)


def _of_comments(source: Source) -> Callable[[Sequence[Suppression]], list[Observation]]:
    return lambda suppressions: _comment_rules().observe_comments(suppressions, source)


@cache
def _comment_rules() -> RuleRunner:
    from lint.config.selection import SelectedRule  # only for a post with comments
    from lint.engine.rule_runner import RuleRunner
    from lint.rule import registry

    rules = (rule for rule in registry.load() if rule.trigger.subject == "suppression")
    return RuleRunner([SelectedRule(rule, rule.severity) for rule in rules])
