"""What a sample of a site's posts shows: their schema, keys, source field and timezone."""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Self

from lint.config.dialects import SCHEMAS

# Where most people live who have this offset; the tz database has others.
_ZONES = {
    -8: "America/Los_Angeles", -5: "America/New_York", -3: "America/Sao_Paulo", 1: "Europe/Berlin",
    2: "Europe/Kyiv", 3: "Europe/Moscow", 7: "Asia/Bangkok", 8: "Asia/Shanghai", 9: "Asia/Tokyo",
    10: "Australia/Sydney",
}  # fmt: skip


class Evidence(NamedTuple):
    """What a sample of a site's posts shows.

    Parameters:
        posts: how many of them have a front matter that can be read.
        schema: the name of the built-in schema that fits.
        schema_reason: why, in words.
        common: the keys that most of them have, each with the kind of value that most of these hold.
        used: the keys that more than a few of them have.
        source: the key that has the URL of the original in nearly all of them; `None` if there is none.
        source_posts: how many of them have a URL there.
        offsets: the hours from UTC in which nearly all of their file names and dates agree, in order; none if
            they do in UTC, or it is unclear.
        offset_posts: how many of them agree there.
        dated: how many have both a date with a timezone and a date in their name.
        empty_lists: the keys that more than a few of them have with an empty list.
        names: how many files were sampled, with a front matter or without.
        forbidden: the characters that Windows forbids but many of their names contain, and how many do.
    """

    posts: int = 0
    schema: str = "plain"
    schema_reason: str = ""
    common: Mapping[str, str] = MappingProxyType({})
    used: frozenset[str] = frozenset()
    source: str | None = None
    source_posts: int = 0
    offsets: Sequence[int] = ()
    offset_posts: int = 0
    dated: int = 0
    empty_lists: frozenset[str] = frozenset()
    names: int = 0
    forbidden: Mapping[str, int] = MappingProxyType({})

    @property
    def deciding(self) -> str:
        """The part that findings depend on, as text; the numbers of posts are not."""
        return repr(
            (
                self.schema,
                sorted(self.common.items()),
                sorted(self.used),
                self.source,
                tuple(self.offsets),
                sorted(self.empty_lists),
                sorted(self.forbidden),
            )
        )

    @property
    def timezone(self) -> str | None:
        """A timezone with such an offset: in the middle of those where many people live, if there are any."""
        likely = [offset for offset in self.offsets if offset in _ZONES] or self.offsets
        if not likely:
            return None
        offset = likely[(len(likely) - 1) // 2]
        return _ZONES.get(offset) or f"Etc/GMT{-offset:+d}"

    @property
    def timezone_reason(self) -> str:
        """How many file names agree in the offset, or in UTC, in words."""
        zone = " to ".join(
            f"UTC{offset:+d}" for offset in dict.fromkeys((*self.offsets[:1], *self.offsets[-1:]))
        )
        return f"{self.offset_posts:,} of {self.dated:,} sampled file names are dated in {zone or 'UTC'}"

    @property
    def forbidden_reason(self) -> str:
        """How many file names contain each of the characters, in words."""
        signs = ", ".join(
            f"{count:,} of {self.names:,} sampled file names contain {sign!r}"
            for sign, count in sorted(self.forbidden.items())
        )
        return f"{signs}, which Windows forbids"

    @property
    def source_reason(self) -> str:
        """How many posts have the URL of their source, in words."""
        return (
            f"`{self.source}` has a URL of its own in {self.source_posts:,} of {self.posts:,} sampled posts"
        )

    def to_json(self) -> str:
        """Return the evidence as JSON."""
        values = {
            **self._asdict(),
            "common": dict(self.common),
            "used": sorted(self.used),
            "empty_lists": sorted(self.empty_lists),
            "forbidden": dict(self.forbidden),
        }
        return json.dumps(values)

    @classmethod
    def from_json(cls, text: str) -> Self | None:
        """Return the evidence in a JSON text; `None` if it is not what `to_json` wrote."""
        try:
            values = json.loads(text)
            common = {str(key): str(kind) for key, kind in values["common"].items()}
            forbidden = {str(sign)[:1]: int(count) for sign, count in values["forbidden"].items()}
            sets = {key: frozenset(map(str, values[key])) for key in ("used", "empty_lists")}
            read = cls(**{**values, **sets, "common": common, "forbidden": forbidden})
            numbers = (read.posts, read.source_posts, read.offset_posts, read.dated, read.names)
            # Nothing stored may name a module to import.
            sound = (
                all(isinstance(each, int) for each in numbers)
                and read.schema in SCHEMAS
                and isinstance(read.schema_reason, str)
                and isinstance(read.source, str | None)
                and set(read.offsets) <= set(range(-12, 15))
            )
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            return None
        return read if sound else None
