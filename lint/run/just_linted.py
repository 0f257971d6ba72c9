"""A file that was just linted: what to store of it, and of its part of a report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from lint.primitives.finding import Finding
from lint.run.cache import Piece
from lint.run.judged import Judged, report
from lint.run.known_files import KnownFiles, encoded
from lint.run.options import RunOptions
from lint.run.outcome import Outcome

if TYPE_CHECKING:  # not needed if every file is known
    from lint.engine.linter import Linted
    from lint.post.document import Document


def judged_of(linted: Linted, files: KnownFiles | None, ran: int = 0) -> Judged:
    """Return a linted file with what to store of it.

    Parameters:
        files: makes what is stored; `None` if nothing is.
        ran: the rules that had run before.
    """
    document, judge = linted.document, linted.scope.judge

    def observed() -> tuple[str, bytes]:
        assert files is not None  # noqa: S101 - nothing is stored without
        observations, comments = linted.observations, linted.comments
        rules = files.rules(judge, observations, comments=bool(comments), ran=ran)
        return rules, encoded(document, observations, comments)

    return Judged(
        linted.source,
        linted.findings,
        judge,
        lambda: document,
        partial(groups_of, document),
        # Whether missing front matter is a defect depends on the neighbouring files.
        document.lasting and document.front_matter is not None,
        observed,
    )


def groups_of(document: Document, findings: Sequence[Finding], by: str) -> list[str]:
    """Return the group of each finding."""
    from lint.post.finding_groups import groups  # few formats group findings

    return groups(document, findings, by)


def piece_of(about: tuple[bytes, str, str], outcome: Outcome, text: str) -> Piece:
    """Return a file's part of a report as it is stored.

    Parameters:
        about: its path, its stamp and the digest of its content.
        text: the part.
    """
    return Piece(*about, outcome.to_json(), text.encode("utf-8", "surrogatepass"))


def early_piece(judged: Judged, about: tuple[bytes, str, str], options: RunOptions) -> Piece | None:
    """Return the part of a file that has nothing in common with others; `None` if it cannot be told yet.

    Whatever is wrong with it is reported when the file's turn comes.
    """
    if options.baseline is not None and options.baseline.may_be_renamed(judged.source):
        return None
    try:
        outcome, (text,) = report(judged, options)
        return piece_of(about, outcome, text)
    except MemoryError:
        raise  # the file needs more than it may have
    except Exception:  # noqa: BLE001 - as said above
        return None
