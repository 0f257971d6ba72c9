"""The known findings of an archive: a later run reports only new ones.

`.lint-baseline.jsonl` has one line per finding, sorted so that branches merge: the path, the rule, the
finding's fingerprint, and a digest of the post, which identifies the post after it is renamed.
"""

import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Self

from lint.primitives.bounds import Bounds
from lint.primitives.errors import UserError
from lint.primitives.files import UncheckedError, canonical, read_named, read_setting
from lint.primitives.finding import CRASH_CODE, Finding, Related
from lint.primitives.fingerprint import fingerprints
from lint.primitives.patterns import regex
from lint.primitives.source import Source, digest
from lint.report import Reporter
from lint.report.json_lines import encode

# Some 2 million findings.
_LARGEST = 1 << 28
# A line as it is written, unless something in it is escaped. To read all of them at once takes a tenth of the
# time of one after the other.
_TEXT = r'"([^"\\\x00-\x1f]*)"'
_USUAL = rf'\{{"path": {_TEXT}, "code": {_TEXT}, "fingerprint": {_TEXT}, "content": {_TEXT}\}}\n'
_LINE = regex(rf"(?m)^(?:({_USUAL})|(.+\n?))")
_CONFLICT = regex(r"<{7} |\|{7}( |$)|={7}$|>{7} ")


class BaselineError(UserError):
    """A baseline cannot be read."""


class Entry(NamedTuple):
    """One known finding.

    Parameters:
        path: the post's path relative to the baseline's folder, `/`-separated.
        content: the digest of the post when the entry was written.
    """

    path: str
    code: str
    fingerprint: str
    content: str


class Split(NamedTuple):
    """A file's new and known findings, how many entries are stale, and the former path of a renamed post."""

    new: list[Finding]
    known: list[Finding]
    stale: int
    renamed: str | None


class Baseline:
    """The known findings, by file; paths in a baseline are relative to the folder of its file, `path`.

    `digest` is that of the file's text.
    """

    def __init__(self, path: str, entries: Iterable[Entry] = (), digest: str = "") -> None:
        self.path = path
        self.digest = digest
        self.root = os.path.dirname(canonical(path))
        self._folders: dict[str, str] = {}
        self.entries: dict[str, set[tuple[str, str]]] = {}
        self.contents: dict[str, set[str]] = {}
        for entry in entries:
            self.entries.setdefault(entry.path, set()).add((entry.code, entry.fingerprint))
            self.contents.setdefault(entry.content, set()).add(entry.path)

    def based_on(self, root: str) -> Self:
        """Have the paths be relative to a folder; only before any is asked for."""
        self.root = root
        return self

    def name(self, path: str) -> str:
        """Return a file's path as the baseline writes it."""
        folder, name = os.path.split(path)
        prefix = self._folders.get(folder)
        if prefix is None:
            below = os.path.relpath(canonical(os.path.join(folder, "x")), self.root)
            prefix = self._folders[folder] = below.replace(os.sep, "/")[:-1]
        return prefix + name

    def split(self, source: Source, findings: list[Finding], ran: Collection[str]) -> Split:
        """Separate new findings from known ones; entries of rules that did not run are not used or stale."""
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
        keys = _keys(source, findings)
        for finding, key in zip(findings, keys, strict=False):
            (covered if key in known else new).append(finding)
        stale = sum(code in ran for code, _ in known.difference(keys))
        return Split(new, covered, stale, renamed)

    def _renamed(self, source: Source) -> str | None:
        paths = self.contents.get(source.digest, ()) if self.contents else ()
        return next((path for path in sorted(paths) if not self.has(path)), None)

    def may_be_renamed(self, source: Source) -> bool:
        """Return whether it depends on other files what is known of a file: on whether they still exist."""
        return source.digest in self.contents and self.name(source.path) not in self.entries

    def has(self, path: str) -> bool:
        """Return whether the file of an entry still exists."""
        return os.path.lexists(os.path.join(self.root, path))

    def gone(self, checked: Iterable[str], renamed: Iterable[str]) -> dict[str, int]:
        """Return the deleted posts, neither checked nor renamed, each with its number of entries."""
        left = self.entries.keys() - set(checked) - set(renamed)
        return {path: len(self.entries[path]) for path in sorted(left) if not self.has(path)}


class BaselineReporter(Reporter):
    """Writes the lines of a baseline; `options.path` is the baseline's file."""

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Return a file's lines, sorted."""
        name = Baseline(self.options.path or "").name(source.path)
        findings = [finding for finding in findings if finding.code != CRASH_CODE]
        content = source.digest
        folded = sum(each.code == finding.code for finding in findings for each in finding.inside)
        keys = _keys(source, findings)
        # Places with the same cause are found together by whichever rules run.
        entries = (Entry(name, *key, content) for key in sorted(keys[: len(keys) - folded]))
        return "".join(f"{encode(entry._asdict())}\n" for entry in entries)


def _keys(source: Source, findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """Return code and fingerprint of each finding, then of what follows from them, then of other places.

    What follows from a finding is one of its own for a run without that finding's rule.
    """
    others = [(each, each.code == finding.code) for finding in findings for each in finding.inside]
    others.sort(key=lambda other: other[1])
    everything: list[Finding | Related] = [*findings, *(each for each, _ in others)]
    return list(zip((each.code for each in everything), fingerprints(source, everything), strict=True))


def read(
    path: str, bounds: Bounds | None = None, *, merge: bool = False
) -> tuple[Baseline, Mapping[str, list[str]]]:
    """Read a baseline.

    Parameters:
        bounds: the archive that it was found in; `None` if the user named it.
        merge: whether to skip conflict markers.

    Returns:
        The baseline, and its lines by path.

    Raises:
        BaselineError: when it cannot be read, or a line is not valid.
    """
    try:
        data = (
            read_named(path, _LARGEST)
            if bounds is None
            else read_setting(path, bounds, owned=True, largest=_LARGEST)
        )
        text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except (UncheckedError, UnicodeDecodeError) as error:
        hint = "; to use it all the same, add --baseline" if bounds is not None else ""
        raise BaselineError(f"{path}: cannot be read: {error}{hint}") from error
    found = []
    for line, *entry, other in _LINE.findall(text):
        if line:
            found.append((Entry(*entry), line))
        elif (read := _entry(other)) is not None:
            found.append((read, other.rstrip("\n") + "\n"))
        elif not (merge and _CONFLICT.match(other)):
            raise BaselineError(_complaint(path, text, other.rstrip("\n")))
    by_path: dict[str, list[str]] = {}
    for entry, line in found:
        by_path.setdefault(entry.path, []).append(line)
    return Baseline(path, (entry for entry, _ in found), digest(text.encode("utf-8"))), by_path


def _entry(line: str) -> Entry | None:
    """Read a line; return `None` if it is not an entry."""
    try:
        entry = Entry(**json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return None
    return entry if all(isinstance(each, str) for each in entry) else None


def _complaint(path: str, text: str, line: str) -> str:
    row = text.split("\n").index(line) + 1
    place = f"{path}:{row}"
    if _CONFLICT.match(line):
        return f"{place}: unresolved merge conflict; run 'lint baseline --prune' to resolve it"
    return (
        f"{place}: {line[:60]!r} is not a valid entry;"
        " expected an object with path, code, fingerprint and content"
    )
