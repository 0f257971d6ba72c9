"""Text for messages: counts with their noun, and long values made short."""

from collections.abc import Iterable


def counted(count: int, noun: str, ending: str = "s") -> str:
    """Give a count with its noun: `1 file`, `2,000 files`.

    Parameters:
        ending: what the plural adds.
    """
    return f"{count:,} {noun}{'' if count == 1 else ending}"


def one_line(text: str, most: int = 60) -> str:
    """Give a text as a message shows it: each run of white space as one space, and shortened."""
    return shortened(" ".join(text.split()), most)


def shortened(text: str, most: int) -> str:
    """Give a text of at most `most` characters; an ellipsis replaces what was cut."""
    return text if len(text) <= most else text[: most - 1] + "…"


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Give what a message adds for a name that is nearly one of some; empty when it is near none."""
    from difflib import get_close_matches  # only for a mistake

    near = get_close_matches(name, list(names), 1)
    return f"; did you mean {near[0]!r}?" if near else ""
