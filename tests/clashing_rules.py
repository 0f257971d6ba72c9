"""A plug-in whose rules have the code of another."""

from collections.abc import Iterator

from lint.rule import Document, Issue, rule
from lint.rules.dte.epoch_nan import epoch_nan

__all__ = ["clashing", "epoch_nan"]


@rule("DTE006", severity="info")
def clashing(document: Document) -> Iterator[Issue]:
    """Take a code that is taken."""
    yield Issue(document.body, "x")
