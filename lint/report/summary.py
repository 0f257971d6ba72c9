"""Counts of findings, for a file and for a run."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from lint.primitives.finding import Finding, Severity

_NUMBERS = (
    "covered", "failing", "files", "files_with_findings", "fixable", "fixed", "fixed_files", "stale", "unsafe"
)  # fmt: skip


class Counts(NamedTuple):
    """The counts of one file.

    Parameters:
        fixable: the number of findings with a safe fix.
        unsafe: the number of findings with an unsafe fix.
        rules: code, name, severity, URL and number of findings of each rule that fired.
    """

    fixable: int
    unsafe: int
    rules: list[tuple[str, str, str, str, int]]


def count(findings: Sequence[Finding]) -> Counts:
    """Count a file's findings."""
    rules: dict[tuple[str, str, str, str], int] = {}
    fixable = unsafe = 0
    for finding in findings:
        key = (finding.code, finding.name, finding.severity.value, finding.url)
        rules[key] = rules.get(key, 0) + 1
        if finding.fix is not None:
            safe = finding.fix.applicability.value == "safe"
            fixable += safe
            unsafe += not safe
    return Counts(fixable, unsafe, [(*key, number) for key, number in rules.items()])


class Tally:
    """How often one rule fired: its findings, and the files that have at least one."""

    __slots__ = ("files", "findings", "name", "severity", "url")

    def __init__(
        self, name: str, severity: Severity, url: str = "", findings: int = 0, files: int = 0
    ) -> None:
        self.name = name
        self.severity = severity
        self.url = url
        self.findings = findings
        self.files = files


class Summary:
    """The counts of a run, or of a part of one; parts add up.

    Attributes:
        files: the number of files read.
        tallies: by code and severity.
        fixable: the number of findings with a safe fix.
        unsafe: the number of findings with an unsafe fix.
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
        self.fixable = self.unsafe = self.files_with_findings = self.failing = 0
        self.fixed = self.fixed_files = self.covered = self.stale = 0
        self.hides = False
        self.unfixed: list[tuple[str, str]] = []
        self.renamed: set[str] = set()

    @property
    def findings(self) -> int:
        """The number of findings."""
        return sum(tally.findings for tally in self.tallies.values())

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

    def add_alike(self, counts: Counts, files: int) -> None:
        """Count the findings of several files with the same counts; the files themselves are not counted."""
        fixable, unsafe, rules = counts
        self.fixable += fixable * files
        self.unsafe += unsafe * files
        self.files_with_findings += files
        for code, name, severity, url, findings in rules:
            key = (code, Severity(severity))
            tally = self.tallies.get(key)
            if tally is None:
                tally = self.tallies[key] = Tally(name, key[1], url)
            tally.findings += findings * files
            tally.files += files

    def merge(self, other: Self) -> None:
        """Add the counts of another part of the run."""
        for number in _NUMBERS:
            setattr(self, number, getattr(self, number) + getattr(other, number))
        self.hides |= other.hides
        self.unchecked += other.unchecked
        self.unfixed += other.unfixed
        self.renamed |= other.renamed
        for key, tally in other.tallies.items():
            mine = self.tallies.setdefault(key, Tally(tally.name, tally.severity, tally.url))
            mine.findings += tally.findings
            mine.files += tally.files
