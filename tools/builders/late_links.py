"""Late sites for rows of the kind `link`, drawn by chance after lint's readers were written."""

from collections.abc import Sequence


def links(builder: str, first: Sequence[str]) -> list[str]:
    """Return late sites of a builder: half as many as its first ones."""
    del builder, first
    return []
