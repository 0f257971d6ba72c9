"""Which built-in schema fits an archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_MIRROR = frozenset(("layout", "title", "date", "author", "from", "tags"))
_SHARE = 0.8


def guess(samples: Sequence[Mapping[str, object]], dialect: str) -> tuple[str, str]:
    """Choose the built-in schema for an archive.

    Parameters:
        samples: the front matter of some of its posts.
        dialect: the site builder, `jekyll`, `hugo` or `plain`.

    Returns:
        The schema's name, and the reason in words.
    """
    mirrors = sum(1 for sample in samples if sample.keys() >= _MIRROR)
    if samples and mirrors >= _SHARE * len(samples):
        return "news-mirror", f"{mirrors} of {len(samples)} sampled posts have {', '.join(sorted(_MIRROR))}"
    return (
        dialect,
        f"the {dialect} dialect; {mirrors} of {len(samples)} sampled posts look like a news mirror",
    )
