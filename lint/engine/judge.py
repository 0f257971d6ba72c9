"""Judging what the rules observed in a file: which observations are findings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from lint.config.config import Config
from lint.config.selection import (
    RuleT,
    Selectable,
    SelectedRule,
    check_selectors,
    matching_codes,
    select_rules,
)
from lint.engine.folding import Key, folded
from lint.primitives.errors import UserError
from lint.primitives.finding import (
    CRASH_CODE,
    MISSED_CODE,
    Finding,
    Issue,
    Observation,
    Severity,
    page_of,
    weighs,
)
from lint.primitives.source import Span

if TYPE_CHECKING:
    from lint.post.comments import Suppression, SuppressionComment  # only for a post with comments
    from lint.primitives.ignore_patterns import IgnorePatterns  # only if there are patterns

_SELECTING = ("select", "extend-select", "ignore", "severity")
# What is wrong with a rule, not with a post.
_DEFECTS = {CRASH_CODE: ("rule-crashed", Severity.ERROR), MISSED_CODE: ("rule-misses", Severity.INFO)}
# Returns what rules say about comments.
OfComments = Callable[[Sequence["Suppression"]], Iterable[Observation]]


class Ignore(NamedTuple):
    """An entry of `per-file-ignores`: rules that do not count for some files."""

    files: IgnorePatterns
    codes: frozenset[str]


class Judge:
    """Decides what becomes a finding; needs no post, so that stored observations are judged like new ones.

    Parameters:
        selected: the rules whose observations count.
        names: names by code of all rules that comments in posts may mention; by default the selected ones.
        config: `fail-on` and the folder of `ignores`; by default nothing is configured.
        ignores: rules that do not count for some files.
    """

    def __init__(
        self,
        selected: Iterable[SelectedRule[Selectable]],
        names: Mapping[str, str] | None = None,
        config: Config | None = None,
        ignores: Sequence[Ignore] = (),
    ) -> None:
        self._selected = {each.rule.code: each for each in selected}
        self.codes = frozenset(self._selected)
        self._names = names or {code: each.rule.name for code, each in self._selected.items()}
        self._config = config or Config()
        self._ignores = ignores
        self._weighing = {each for each in Severity if weighs(each, self._config.fail_on)}

    @property
    def wanting(self) -> frozenset[str]:
        """The codes of the rules that look for what the archive must have."""
        return frozenset(code for code, each in self._selected.items() if each.rule.wants)

    def ignored(self, path: str) -> frozenset[str]:
        """Return the codes that do not count for a file."""
        if not self._ignores:
            return frozenset()
        name = os.path.relpath(path, self._config.root).replace(os.sep, "/")
        codes = (ignore.codes for ignore in self._ignores if ignore.files.matches(name))
        return frozenset().union(*codes)

    def ran(self, path: str) -> frozenset[str]:
        """Return the codes of the rules that run on a file and count there."""
        return self.codes - self.ignored(path)

    def failing(self, findings: Iterable[Finding]) -> int:
        """Return how many findings are at least as severe as `fail-on`."""
        return sum(finding.severity in self._weighing for finding in findings)

    def findings(
        self,
        filename: str,
        observations: Sequence[Observation],
        comments: Sequence[SuppressionComment] = (),
        of_comments: OfComments | None = None,
        ignored: frozenset[str] = frozenset(),
    ) -> list[Finding]:
        """Return a file's findings, sorted by place.

        Parameters:
            filename: the file's name in the findings.
            observations: what rules reported; those that are not selected do not count.
            comments: the comments that hide findings.
            of_comments: returns what rules say about the comments; by default nothing.
            ignored: codes that do not count for this file.
        """
        issues: dict[Key, Issue] = {}
        findings = before = self._made(filename, observations, issues)
        if comments:
            findings = self._uncommented(filename, findings, comments, of_comments)
        if ignored:
            findings, before = (
                [finding for finding in some if finding.code not in ignored] for some in (findings, before)
            )
        if len(findings) > 1:
            findings = _sorted_unique(findings)
        return folded(findings, issues, before) if issues else findings

    def _made(
        self, filename: str, observations: Iterable[Observation], issues: dict[Key, Issue]
    ) -> list[Finding]:
        findings = []
        shapes: dict[tuple[str | None, bool], Issue] = {}
        for code, issue, location, end_location in observations:
            selected = self._selected.get(code)
            if selected is not None:
                name = selected.rule.name
                own = None if selected.pinned else issue.severity
                severity = own if own is not None else selected.severity
            elif code in _DEFECTS:
                name, severity = _DEFECTS[code]
            else:
                continue
            findings.append(
                Finding(
                    code, name, issue.message, severity, filename, issue.span, location, end_location,
                    issue.fix, page_of(code), issue.related,
                )
            )  # fmt: skip
            if issue.cause is not None or issue.holds or issue.apart:
                # Thousands with one cause are told apart by their place alone.
                alike = issue if issue.holds else shapes.setdefault((issue.cause, issue.apart), issue)
                issues.setdefault((code, issue.span), alike)
        return findings

    def _uncommented(
        self,
        filename: str,
        findings: list[Finding],
        comments: Sequence[SuppressionComment],
        of_comments: OfComments | None,
    ) -> list[Finding]:
        from lint.engine.suppression import suppress  # only for a post with comments

        crashes = [finding for finding in findings if finding.code == CRASH_CODE]
        findings, suppressions = suppress(comments, findings, self._names, self.codes)
        findings = [finding for finding in findings if finding.code != CRASH_CODE]
        judged = of_comments(suppressions) if of_comments is not None else ()
        return findings + self._made(filename, judged, {}) + crashes


def judge_of(config: Config, rules: Sequence[Selectable]) -> Judge:
    """Return the judge of a configuration; raise SelectorError for a selector that matches no rule."""
    selectors = {name: getattr(config, name.replace("-", "_")) or () for name in _SELECTING}
    for key, selector in ((key, each) for key, several in selectors.items() for each in several):
        with errors_at(config.place(key, selector)):
            check_selectors([selector], rules)
    for path, codes in config.per_file_ignores.items():
        with errors_at(config.place(f'per-file-ignores."{path}"', path)):
            check_selectors(codes, rules)
    for entry in config.overrides:
        judge_of(config.overridden([entry]), rules)  # it may hold for no file, and yet be wrong
    ignores = [
        Ignore(patterns_of((pattern,)), matching_codes(codes, rules))
        for pattern, codes in config.per_file_ignores.items()
    ]
    return Judge(selected_by(config, rules), {rule.code: rule.name for rule in rules}, config, ignores)


def selected_by(config: Config, rules: Sequence[RuleT]) -> list[SelectedRule[RuleT]]:
    """Return the rules that a configuration selects; those on the archive only if it has an index."""
    selected = select_rules(
        rules,
        select=config.select,
        extend_select=config.extend_select,
        ignore=config.ignore,
        severity=config.severity,
    )
    return selected if config.index else [each for each in selected if not each.rule.comparing]


@contextmanager
def errors_at(place: str) -> Iterator[None]:
    """Put the place of the configuration before the message of an error."""
    try:
        yield
    except UserError as error:
        raise type(error)(f"{place}: {error}") from error


def patterns_of(texts: tuple[str, ...]) -> IgnorePatterns:
    """Return patterns as in `.gitignore`."""
    from lint.primitives.ignore_patterns import IgnorePatterns  # only if there are patterns

    return IgnorePatterns.of_texts(texts)


def _sorted_unique(findings: Iterable[Finding]) -> list[Finding]:
    found: list[Finding] = []
    for finding in sorted(findings, key=_place):
        if not found or _place(found[-1]) != _place(finding):
            found.append(finding)
    return found


def _place(finding: Finding) -> tuple[Span, str]:
    return finding.span, finding.code
