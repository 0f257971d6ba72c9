"""Text for messages: counts with their noun, shortened values, suggestions."""

from collections.abc import Iterable


def counted(count: int, noun: str, ending: str = "s") -> str:
    """Return a count with its noun, such as `1 file` or `2,000 files`; `ending` forms the plural."""
    return f"{count:,} {noun}{'' if count == 1 else ending}"


def one_line(text: str, most: int = 60) -> str:
    """Return text cut to at most `most` characters, each run of whitespace as one space."""
    return shortened(" ".join(text.split()), most)


def shortened(text: str, most: int) -> str:
    """Return text cut to at most `most` characters; an ellipsis replaces the rest."""
    return text if len(text) <= most else text[: most - 1] + "…"


def shown_key(key: str) -> str:
    """Return a key of a configuration for a message: on one line, and cut."""
    return one_line(key, 100)


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return the end of a message that suggests the most similar name; empty when none is similar."""
    from difflib import get_close_matches  # only after a mistake

    near = get_close_matches(name, list(names), 1)
    return f"; did you mean {near[0]!r}?" if near else ""
