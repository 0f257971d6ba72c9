"""Gather the evidence of a site from a sample of its posts."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from lint.archive.builders.site import Site
from lint.archive.evidence import Evidence
from lint.archive.sample import LARGEST, SIZE, sample
from lint.config.config import Config
from lint.post.front_matter import reader
from lint.post.front_matter.nodes import Node
from lint.primitives.files import UncheckedError, read
from lint.primitives.patterns import regex
from lint.primitives.source import Source
from lint.schema import BUILT_IN, guess
from lint.values.kinds import kind_of

# The keys in which scripts write where a post came from, the most certain first.
SOURCES = (
    "from", "source", "source_url", "sourceUrl", "source-url", "original_url", "originalUrl", "original",
    "original_link", "orig_url", "blogger_orig_url", "wordpress_url", "medium_url", "origin_url",
    "canonical_url", "canonicalUrl", "canonicalURL", "canonical", "guid", "link",
)  # fmt: skip
_FEWEST = 5  # posts from which a habit can be told
_NEARLY_ALL = 0.9
_ALMOST_ALL = 0.95
_MOST = 0.5
_NEARLY_NONE = 0.02
_MANY = 0.1
FORBIDDEN = ':?|"*\\<>'  # https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_NAME_DATE = regex(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})-")
_URL = regex(r"\s*https?://[^/\s.]+\.[^/\s]+", re.IGNORECASE)
_OFFSETS = range(-12, 15)


class _Sampled(NamedTuple):
    name: str
    data: Mapping[str, object]
    root: Node


def gather(config: Config, site: Site, begin: Callable[[int], bool] = lambda _: True) -> Evidence:
    """Return the evidence of a site; what the configuration says is not looked for.

    Parameters:
        config: the configuration of the site.
        site: the site.
        begin: called with the number of each post before it is read; returns whether it may be read.
    """
    posts, names = _sampled(config, site, begin)
    samples = [post.data for post in posts]
    schema, reason = guess(samples, site.schema, site.title)
    counts = Counter(key for data in samples for key in data)
    enough = len(posts) >= _FEWEST
    source, source_posts = _source(samples, site) if enough else (None, 0)
    offsets, agreeing, dated = _offsets(posts, site)
    empty = Counter(key for data in samples for key, value in data.items() if value == [])
    forbidden = Counter(sign for name in names for sign in set(name).intersection(FORBIDDEN))
    return Evidence(
        len(posts),
        schema,
        reason,
        {key: _kind(key, samples) for key, count in counts.items() if enough and count > len(posts) * _MOST},
        frozenset(key for key, count in counts.items() if count > max(1, len(posts) * _NEARLY_NONE)),
        source,
        source_posts,
        offsets,
        agreeing,
        dated,
        frozenset(key for key, count in empty.items() if enough and count > len(posts) * _MANY),
        len(names),
        {sign: count for sign, count in forbidden.items() if count > max(_FEWEST, len(names) * _MANY)},
    )


def _kind(key: str, samples: Sequence[Mapping[str, object]]) -> str:
    """Return the kind of value that most posts have at a key."""
    kinds = Counter(kind_of(data[key]) for data in samples if key in data)
    return max(sorted(kinds), key=lambda kind: kinds[kind])


def _sampled(
    config: Config, site: Site, begin: Callable[[int], bool]
) -> tuple[Sequence[_Sampled], Sequence[str]]:
    """Return the posts of the sample that have a front matter, and the names of all of them."""
    version = config.yaml if config.yaml != "auto" else site.yaml
    posts = []
    names: list[str] = []
    for index, path in enumerate(sample(site.root, config.bounds)):
        if not begin(index):
            continue
        try:
            source = Source(path, read(path, LARGEST, config.bounds))
        except UncheckedError:
            continue  # linting reports it
        front_matter = reader.read(source.text, version, site) if source.undecodable is None else None
        if front_matter is not None and front_matter.root is not None:
            posts.append(_Sampled(source.name, front_matter.data, front_matter.root))
        names.append(source.name)
        if len(names) == SIZE:
            break
    return posts, names


def _source(samples: Sequence[Mapping[str, object]], site: Site) -> tuple[str | None, int]:
    """Return the key of the source and how many posts have a URL of their own there."""
    for key in SOURCES:
        urls = [value for data in samples if isinstance(value := data.get(key), str) and _URL.match(value)]
        if len(urls) >= _NEARLY_ALL * len(samples) and len(set(urls)) >= _NEARLY_ALL * len(urls):
            own = site.own_host
            if own is None or sum(own in url for url in urls) <= len(urls) * (1 - _NEARLY_ALL):
                return key, len(urls)
    return None, 0


def _offsets(posts: Sequence[_Sampled], site: Site) -> tuple[Sequence[int], int, int]:
    """Return the hours from UTC in which dates and file names agree, how many do, and of how many."""
    key = BUILT_IN[site.schema].roles.get("date", "date")
    fitting: Counter[int] = Counter()
    dated = 0
    for post in posts:
        days = _days(post, key, site)
        if days is not None:
            dated += 1
            fitting.update(days)
    if dated < _FEWEST or fitting[0] >= dated * _ALMOST_ALL:
        return (), fitting[0], dated
    most = max(fitting.values(), default=0)
    if most < dated * _ALMOST_ALL or fitting[0] == most:
        return (), fitting[0], dated
    return sorted(offset for offset in fitting if fitting[offset] == most), most, dated


def _days(post: _Sampled, key: str, site: Site) -> list[int] | None:
    """Return the offsets at which a post's date is the day in its name; `None` without both."""
    match = _NAME_DATE.match(post.name)
    entry = post.root.entry(key)
    if match is None or entry is None:
        return None
    moment = site.date(entry.node.value)
    if moment is None or not moment.zoned or moment.precision == "day":
        return None
    try:
        named = date(*map(int, match.groups()))
        utc: datetime = moment.when.astimezone(UTC)
        return [offset for offset in _OFFSETS if (utc + timedelta(hours=offset)).date() == named]
    except (ValueError, OverflowError):
        return None
