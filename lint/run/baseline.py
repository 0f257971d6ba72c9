"""The findings that an archive has already: a later run reports only what is new.

`.lint-baseline.jsonl` holds one line a finding, sorted, so that branches merge: its path, its rule, its
fingerprint, and what its post's content is known by, which finds a renamed post again.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from lint.primitives.errors import UserError
from lint.primitives.files import canonical
from lint.primitives.finding import CRASH_CODE, Finding
from lint.primitives.fingerprint import digest, fingerprints
from lint.primitives.source import Source
from lint.report import Reporter
from lint.report.json_lines import encode

_CONFLICT = re.compile(r"<{7} |\|{7}( |$)|={7}$|>{7} ")


class BaselineError(UserError):
    """A baseline that cannot be read: it names the file, the line and what was expected."""


class Entry(NamedTuple):
    """One finding that is known.

    Parameters:
        path: the post's, from the baseline's folder, `/`-separated.
        content: what the post's content was known by when it was written.
    """

    path: str
    code: str
    fingerprint: str
    content: str


class Split(NamedTuple):
    """A file's findings: what is new, what is known, and how many entries nothing needs any more.

    `renamed` is the path that a renamed post has in the baseline.
    """

    new: list[Finding]
    known: list[Finding]
    stale: int
    renamed: str | None


class Baseline:
    """What is known, by file.

    Parameters:
        path: the baseline's file; the paths in it start from its folder.
        entries: what it holds.
    """

    def __init__(self, path: str, entries: Iterable[Entry] = ()) -> None:
        self.path = path
        self.root = os.path.dirname(canonical(path))
        self.entries: dict[str, set[tuple[str, str]]] = {}
        self.contents: dict[str, set[str]] = {}
        for entry in entries:
            self.entries.setdefault(entry.path, set()).add((entry.code, entry.fingerprint))
            self.contents.setdefault(entry.content, set()).add(entry.path)

    def name(self, path: str) -> str:
        """Give a file's path as the baseline has it."""
        return os.path.relpath(canonical(path), self.root).replace(os.sep, "/")

    def split(self, source: Source, findings: list[Finding], ran: Collection[str]) -> Split:
        """Tell a file's new findings from the known ones.

        Parameters:
            ran: the codes of the rules that ran; entries of others are neither used nor stale.
        """
        name = self.name(source.path)
        known = self.entries.get(name)
        renamed = None
        if known is None:
            renamed = self._renamed(source) if findings else None
            if renamed is None:
                return Split(findings, [], 0, None)
            known = self.entries[renamed]
        new: list[Finding] = []
        covered: list[Finding] = []
        for finding, fingerprint in zip(findings, fingerprints(source, findings), strict=True):
            (covered if (finding.code, fingerprint) in known else new).append(finding)
        judged = sum(code in ran for code, _ in known)
        return Split(new, covered, judged - len(covered), renamed)

    def _renamed(self, source: Source) -> str | None:
        if not self.contents:
            return None
        paths = self.contents.get(digest(source.data), ())
        return next((path for path in sorted(paths) if not self.has(path)), None)

    def has(self, path: str) -> bool:
        """Say whether the file of an entry is still there."""
        return os.path.lexists(os.path.join(self.root, path))

    def gone(self, checked: Iterable[str], renamed: Iterable[str]) -> dict[str, int]:
        """Give the paths whose post is no longer there, each with its count of entries.

        Parameters:
            checked: the paths that were linted.
            renamed: those whose post has another name now.
        """
        left = self.entries.keys() - set(checked) - set(renamed)
        return {path: len(self.entries[path]) for path in sorted(left) if not self.has(path)}


class BaselineReporter(Reporter):
    """Writes a baseline's lines instead of a report; `options.path` is the baseline's file."""

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Give a file's lines, sorted."""
        name = Baseline(self.options.path or "").name(source.path)
        findings = [finding for finding in findings if finding.code != CRASH_CODE]
        content = digest(source.data)
        keys = zip((finding.code for finding in findings), fingerprints(source, findings), strict=True)
        return "".join(_line(Entry(name, code, fingerprint, content)) for code, fingerprint in sorted(keys))


def _line(entry: Entry) -> str:
    return encode(dict(entry._asdict())) + "\n"


def read(path: str, *, merge: bool = False) -> tuple[Baseline, Mapping[str, list[str]]]:
    """Read a baseline; gives its lines by path as well.

    Parameters:
        merge: whether the marks of a merge conflict are passed over, so that both sides count.

    Raises:
        BaselineError: when it cannot be read, or a line is invalid.
    """
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    entries = []
    by_path: dict[str, list[str]] = {}
    for row, line in enumerate(text.split("\n"), 1):
        if not line or (merge and _CONFLICT.match(line)):
            continue
        if _CONFLICT.match(line):
            raise BaselineError(
                f"{path}:{row}: a merge left a conflict: run 'lint baseline --prune' to settle it"
            )
        try:
            entry = Entry(**json.loads(line))
        except (ValueError, TypeError, RecursionError):
            entry = None
        if entry is None or not all(isinstance(each, str) for each in entry):
            raise BaselineError(
                f"{path}:{row}: {line[:60]!r}: expected an object with path, code, fingerprint and content"
            )
        entries.append(entry)
        by_path.setdefault(entry.path, []).append(line + "\n")
    return Baseline(path, entries), by_path
