"""Choose the built-in schema that fits an archive."""

from collections.abc import Mapping, Sequence

_MIRROR = frozenset(("layout", "title", "date", "author", "from", "tags"))
_SHARE = 0.8


def guess(samples: Sequence[Mapping[str, object]], schema: str, builder: str) -> tuple[str, str]:
    """Choose the built-in schema for an archive.

    Parameters:
        samples: the front matter of some of its posts.
        schema: the builder's own schema, if the posts are no mirror's.
        builder: the builder's name for people.

    Returns:
        The schema's name, and the reason in words.
    """
    mirrors = sum(sample.keys() >= _MIRROR for sample in samples)
    count = f"{mirrors} of {len(samples)} sampled posts"
    if samples and mirrors >= _SHARE * len(samples):
        return "news-mirror", f"{count} have {', '.join(sorted(_MIRROR))}"
    return schema, f"the schema for {builder}; {count} look like a news mirror"
