"""Counts of findings, for a file and for a run."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from lint.primitives.finding import Applicability, Finding, Severity

_NUMBERS = ("covered", "failing", "files", "files_with_findings", "fixed", "fixed_files", "stale")


class RuleCount(NamedTuple):
    """How often one rule fired in a file.

    Parameters:
        code, name, severity, url: the rule's.
        findings: the number of its findings.
        safe: how many of them have a safe fix.
        unsafe: how many of them have an unsafe fix.
    """

    code: str
    name: str
    severity: str
    url: str
    findings: int
    safe: int
    unsafe: int


def count(findings: Sequence[Finding]) -> list[RuleCount]:
    """Count a file's findings by rule and severity."""
    rules: dict[tuple[str, Severity], tuple[Finding, list[int]]] = {}
    for finding in findings:
        key = (finding.code, finding.severity)
        known = rules.get(key)
        if known is None:
            known = rules[key] = finding, [0, 0, 0]
        numbers = known[1]
        numbers[0] += 1
        if finding.fix is not None:
            numbers[1 if finding.fix.applicability is Applicability.SAFE else 2] += 1
    return [
        RuleCount(each.code, each.name, each.severity.value, each.url, *numbers)
        for each, numbers in rules.values()
    ]


class Tally:
    """How often one rule fired: its findings, those with fixes, and the files that have at least one."""

    __slots__ = ("files", "findings", "name", "safe", "severity", "unsafe", "url")

    def __init__(self, name: str, severity: Severity, url: str = "") -> None:
        self.name = name
        self.severity = severity
        self.url = url
        self.findings = self.safe = self.unsafe = self.files = 0

    def add(self, findings: int, safe: int, unsafe: int, files: int) -> None:
        """Add the findings of some files."""
        self.findings += findings
        self.safe += safe
        self.unsafe += unsafe
        self.files += files


class Summary:
    """The counts of a run, or of a part of one; parts add up.

    Attributes:
        files: the number of files read.
        tallies: by code and severity.
        files_with_findings: the number of files with at least one finding.
        unchecked: files that could not be checked, with the reason.
        failing: the number of findings at or above the `fail-on` of their file's configuration.
        fixed: the number of findings fixed, or that would be; `fixed_files`: in how many files.
        hides: whether they are not fixed, but hidden by comments.
        unfixed: files that keep a finding although a fix was asked for, with the reason.
        covered: the number of findings that are in the baseline.
        stale: the number of entries of the baseline that match no finding any more.
        renamed: paths in the baseline of posts that have been renamed.
    """

    def __init__(self, files: int = 0, unchecked: list[tuple[str, str]] | None = None) -> None:
        self.files = files
        self.unchecked = unchecked if unchecked is not None else []
        self.tallies: dict[tuple[str, Severity], Tally] = {}
        self.files_with_findings = self.failing = self.covered = self.stale = 0
        self.fixed = self.fixed_files = 0
        self.hides = False
        self.unfixed: list[tuple[str, str]] = []
        self.renamed: set[str] = set()

    @property
    def findings(self) -> int:
        """The number of findings."""
        return sum(tally.findings for tally in self.tallies.values())

    @property
    def fixable(self) -> int:
        """The number of findings with a safe fix."""
        return sum(tally.safe for tally in self.tallies.values())

    @property
    def unsafe(self) -> int:
        """The number of findings with an unsafe fix."""
        return sum(tally.unsafe for tally in self.tallies.values())

    def count(self, severity: Severity) -> int:
        """Return the number of findings of this severity."""
        return sum(tally.findings for key, tally in self.tallies.items() if key[1] == severity)

    def ranked(self) -> list[tuple[str, Severity, Tally]]:
        """Return code, severity and tally of each rule that fired: errors first, then by frequency."""
        rules = [(code, severity, tally) for (code, severity), tally in self.tallies.items()]
        return sorted(rules, key=lambda rule: (rule[1].rank, -rule[2].findings, rule[0]))

    def add(self, findings: Sequence[Finding]) -> None:
        """Count one file and its findings."""
        self.files += 1
        if findings:
            self.add_alike(count(findings), 1)

    def add_alike(self, counts: Sequence[RuleCount], files: int) -> None:
        """Count the findings of several files with the same counts; the files themselves are not counted."""
        self.files_with_findings += files
        for code, name, severity, url, findings, safe, unsafe in counts:
            tally = self._tally(code, name, Severity(severity), url)
            tally.add(findings * files, safe * files, unsafe * files, files)

    def merge(self, other: Self) -> None:
        """Add the counts of another part of the run."""
        for number in _NUMBERS:
            setattr(self, number, getattr(self, number) + getattr(other, number))
        self.hides |= other.hides
        self.unchecked += other.unchecked
        self.unfixed += other.unfixed
        self.renamed |= other.renamed
        for (code, severity), tally in other.tallies.items():
            mine = self._tally(code, tally.name, severity, tally.url)
            mine.add(tally.findings, tally.safe, tally.unsafe, tally.files)

    def _tally(self, code: str, name: str, severity: Severity, url: str) -> Tally:
        tally = self.tallies.get((code, severity))
        if tally is None:
            tally = self.tallies[code, severity] = Tally(name, severity, url)
        return tally
