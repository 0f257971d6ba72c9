"""Pieces of messages."""

from __future__ import annotations


def many(count: int, noun: str, ending: str = "s") -> str:
    """Give a count with its noun: `1 file`, `2,000 files`.

    Parameters:
        ending: what the plural adds.
    """
    return f"{count:,} {noun}{'' if count == 1 else ending}"


def one_line(text: str, most: int = 60) -> str:
    """Give a text as a message shows it: each run of white space as one space, and shortened."""
    return shortened(" ".join(text.split()), most)


def shortened(text: str, most: int) -> str:
    """Give a text of at most so many characters; an ellipsis stands for what was cut."""
    return text if len(text) <= most else text[: most - 1] + "…"
