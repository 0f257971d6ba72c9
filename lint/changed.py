"""What changed, by git: the files, and the lines of each."""

from __future__ import annotations

import os
import re
import subprocess
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from lint.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lint.finding import Finding
    from lint.source import Source

_HUNK = re.compile(rb"@@ -[0-9,]+ \+([0-9]+)(?:,([0-9]+))? @@")
_DIFF = (
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--no-renames",
    "--diff-filter=d",
    "--ignore-submodules",
)


class ChangedError(UserError):
    """Git cannot say what changed, and why."""


class Changes(NamedTuple):
    """What changed.

    Parameters:
        files: absolute paths, sorted.
        rows: for `--changed-lines`, the changed rows of each file as ranges in order, both ends
            included, counted as git does: a line ends at a line feed. A file that is new has none here,
            since all of it changed.
        staged: the staged content of files whose working copy differs from it.
    """

    files: list[str]
    rows: Mapping[str, Sequence[tuple[int, int]]]
    staged: Mapping[str, bytes]

    def touches(self, source: Source, finding: Finding) -> bool:
        """Say whether a finding stands on a changed line."""
        rows = self.rows.get(os.path.abspath(source.path))
        if rows is None:
            return True
        first = source.text.count("\n", 0, finding.span.start) + 1
        last = first + source.text.count(
            "\n", finding.span.start, max(finding.span.end - 1, finding.span.start)
        )
        at = bisect_right(rows, (last, 1 << 62))
        return at > 0 and rows[at - 1][1] >= first


def changes(*, since: str | None, lines: bool) -> Changes:
    """Ask git what changed in the repository of the working directory.

    Parameters:
        since: a revision that the working tree is compared with; `None` for what is staged.
        lines: whether the changed rows are wanted as well.

    Raises:
        ChangedError: without git, a repository or such a revision.
    """
    top = os.fsdecode(_git("rev-parse", "--show-toplevel").rstrip(b"\n"))
    against = ["--cached"] if since is None else [_revision(since)]
    names = _names(_git("-C", top, "diff", *_DIFF, "--name-only", "-z", *against))
    new = set(_names(_git("-C", top, "diff", *_DIFF, "--name-only", "--diff-filter=A", "-z", *against)))
    staged = {}
    if since is None:
        differing = set(_names(_git("-C", top, "diff", *_DIFF, "--name-only", "-z"))) & set(names)
        staged = {
            os.path.join(top, name): _git("-C", top, "cat-file", "blob", f":./{name}") for name in differing
        }
    else:
        untracked = _names(_git("-C", top, "ls-files", "--others", "--exclude-standard", "-z"))
        names, new = sorted({*names, *untracked}), {*new, *untracked}
    known = [name for name in names if name not in new]
    rows = _rows(top, against, known) if lines and known else {}
    return Changes(sorted(os.path.join(top, name) for name in names), rows, staged)


def _revision(name: str) -> str:
    try:
        return (
            _git("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}").decode().strip()
        )
    except ChangedError as error:
        raise ChangedError(f"--since {name}: expected a commit that git knows") from error


def _rows(top: str, against: Sequence[str], names: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    patches = _git("-C", top, "diff", *_DIFF, "--unified=0", *against)
    listed = _names(_git("-C", top, "diff", *_DIFF, "--name-only", "-z", *against))
    rows: dict[str, list[tuple[int, int]]] = {}
    wanted = set(names)
    at = -1
    for line in patches.split(b"\n"):
        # Lines of content begin with a sign of their own: these two are git's.
        if line.startswith(b"diff --git "):
            at += 1
            if listed[at] in wanted:
                rows[os.path.join(top, listed[at])] = []
        elif (hunk := _HUNK.match(line)) and listed[at] in wanted:
            start, count = int(hunk[1]), int(hunk[2] or 1)
            if count:
                rows[os.path.join(top, listed[at])].append((start, start + count - 1))
    return rows


def _names(listing: bytes) -> list[str]:
    return [os.fsdecode(name) for name in listing.split(b"\0") if name]


def _git(*arguments: str) -> bytes:
    try:
        run = subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S603, S607 - the user's own git
    except OSError as error:
        raise ChangedError(f"git cannot be run: {error.strerror}") from error
    if run.returncode:
        reason = run.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise ChangedError(f"git {arguments[0]} failed: {reason or run.returncode}")
    return run.stdout
