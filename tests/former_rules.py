"""A plug-in as it was written before `lint.rule`."""

from lint import Document, rule


@rule("KEEP001", severity="warning")  # type: ignore[operator, untyped-decorator]
def no_shouting(document: Document) -> None:
    """A title shouts."""
