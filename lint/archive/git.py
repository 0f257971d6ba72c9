"""The files and lines that changed, from git."""

import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from lint.archive.git_command import GitError, git
from lint.primitives.files import canonical
from lint.primitives.finding import Finding
from lint.primitives.patterns import regex
from lint.primitives.source import Source, Span

_HUNK = regex(rb"^@@ -[0-9,]+ \+([0-9]+)(?:,([0-9]+))? @@", re.MULTILINE)
_ROW_END = regex("\n")
_DIFF = ("diff", "--no-ext-diff", "--no-textconv", "--no-color", "--find-renames", "--ignore-submodules")
# Git may treat a post as binary; its lines count all the same.
# How many deleted files are asked what they were.
_MOST_GONE = 1000
_LINES = ("--text", "--unified=0", "--inter-hunk-context=0")


class Changes(NamedTuple):
    """What changed.

    Parameters:
        files: canonical paths, sorted.
        rows: for `--changed-lines`, the changed rows of each file as inclusive ranges, in order, counted as
            git does: a line ends at a line feed. A new file is not listed, since all of it changed.
        staged: the staged content of files whose working copy differs from it or is gone.
        unmerged: files with a merge conflict, which have no staged content.
        gone: the content of files that were deleted or renamed, by the path that they had.
        linking: canonical paths of files that have not changed, but link to those that are gone: only what
            they want counts.
    """

    files: list[str]
    rows: Mapping[str, Sequence[tuple[int, int]]]
    staged: Mapping[str, bytes]
    unmerged: list[str]
    gone: Mapping[str, bytes] = {}
    linking: frozenset[str] = frozenset()

    def touched(self, source: Source, findings: Sequence[Finding], wanting: Container[str]) -> list[Finding]:
        """Return the findings of a file that have a place on a changed line.

        Parameters:
            wanting: the codes of rules on what the archive must have.
        """
        path = canonical(source.path)
        if path in self.linking:
            return [finding for finding in findings if finding.code in wanting]
        rows = self.rows.get(path)
        if rows is None:
            return list(findings)
        # Where each row ends; a place is on the row with the first end at or after it.
        ends = [match.start() for match in _ROW_END.finditer(source.text)]

        def is_touched(span: Span) -> bool:
            start, end = span
            first, last = (bisect_left(ends, offset) + 1 for offset in (start, max(end - 1, start)))
            at = bisect_right(rows, (last, 1 << 62))
            return at > 0 and rows[at - 1][1] >= first

        return [
            finding
            for finding in findings
            if is_touched(finding.span) or any(is_touched(each.span) for each in finding.inside)
        ]


def changes(*, since: str | None, lines: bool) -> Changes:
    """Ask git what changed in the repository of the working directory.

    Parameters:
        since: a revision, to compare the working tree with its merge base; `None` for the staged changes.
        lines: whether to determine the changed rows too.

    Raises:
        GitError: when there is no git, no repository or no such revision.
    """
    top = os.path.realpath(os.fsdecode(git("rev-parse", "--show-toplevel").rstrip(b"\n")))
    against = ["--cached"] if since is None else [_merge_base(since)]
    statuses = list(_statuses(top, against))
    olds = {name: old for name, old in statuses if name}
    unmerged = _names(git("-C", top, "diff", "--name-only", "--diff-filter=U", "-z"))
    for name in unmerged:
        olds.pop(name, None)
    staged = {}
    if since is None:
        for name in olds.keys() & _names(git("-C", top, "diff", "--name-only", "-z")):
            staged[os.path.join(top, name)] = git("-C", top, "cat-file", "blob", f":./{name}")
    else:
        untracked = _names(git("-C", top, "ls-files", "--others", "--exclude-standard", "-z"))
        olds.update(dict.fromkeys(untracked))
    known = {name: old for name, old in olds.items() if lines and old is not None}
    rows = {os.path.join(top, name): _rows(top, against, name, old) for name, old in known.items()}
    files = sorted(os.path.join(top, name) for name in olds)
    gone = [old for name, old in statuses if old is not None and old != name]
    before = "HEAD" if since is None else against[0]
    contents = {
        os.path.join(top, name): git("-C", top, "cat-file", "blob", f"{before}:./{name}")
        for name in gone[:_MOST_GONE]
        if not os.path.lexists(os.path.join(top, name))
    }
    return Changes(files, rows, staged, [os.path.join(top, name) for name in unmerged], contents)


def _merge_base(name: str) -> str:
    """Return the merge base of a revision and this branch; the revision itself when there is none."""
    try:
        found = git("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
    except GitError as error:
        raise GitError(f"--since is {name!r}; expected a commit that git knows") from error
    commit = found.decode().strip()
    try:
        return git("merge-base", commit, "HEAD").decode().strip()
    except GitError:
        return commit


def _statuses(top: str, against: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Yield each changed file with its previous name; `None` for a new one, and no name for a deleted one."""
    fields = iter(_names(git("-C", top, *_DIFF, "--name-status", "-z", *against)))
    for status in fields:
        name = next(fields)
        if status[0] == "R":
            yield next(fields), name
        elif status[0] == "C":
            yield next(fields), None
        elif status[0] == "D":
            yield "", name
        else:
            yield name, None if status[0] == "A" else name


def _rows(top: str, against: Sequence[str], name: str, old: str) -> list[tuple[int, int]]:
    paths = [f":(top,literal){path}" for path in dict.fromkeys((old, name))]
    patch = git("-C", top, *_DIFF, *_LINES, *against, "--", *paths)
    # Content lines begin with a sign, so a line that begins with @@ is a header.
    found = ((int(hunk[1]), int(hunk[2] or 1)) for hunk in _HUNK.finditer(patch))
    return [(start, start + count - 1) for start, count in found if count]


def _names(listing: bytes) -> list[str]:
    return [os.fsdecode(name) for name in listing.split(b"\0") if name]
