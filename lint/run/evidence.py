"""Evidence from an archive: its fields, the timezone of its dates, its proxies, and how often rules fire."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import NoneType

from lint.archive.discovery import Target
from lint.config.toml import to_toml
from lint.engine.linter import Linter
from lint.engine.scope import Scope
from lint.post.document import Document
from lint.primitives.files import UncheckedError
from lint.primitives.text import shortened

_NAME_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})-")
_OFFSETS = range(-12, 15)
_TYPES: Mapping[type, str] = {
    NoneType: "empty", bool: "boolean", int: "number", float: "number", date: "date", datetime: "date",
    str: "text", list: "list", dict: "mapping",
}  # fmt: skip
_MOST_VALUES = 20
_LONGEST_VALUE = 60


@dataclass(slots=True)
class FieldEvidence:
    """One field: how many posts have it, its types, and its values as TOML; `None` if there are too many."""

    posts: int = 0
    types: Counter[str] = field(default_factory=Counter)
    values: Counter[str] | None = field(default_factory=Counter)


@dataclass(slots=True)
class Evidence:
    """The evidence, with numbers of posts unless stated otherwise.

    Parameters:
        posts: all that were read.
        readable: those whose front matter parses.
        fields: the fields by name, in order of first appearance.
        offsets: for each whole hour from UTC, those whose date falls on the file name's day at that offset.
        dated: those with a timezone in their date, and a date in their name.
        telling: those of them whose date in UTC is not the one in their name.
        proxies: how many links go through each image proxy.
        rules: those in which a rule fired, by code.
        sites: those of each site, by its folder.
        unread: files that could not be read, with the reason.
    """

    posts: int = 0
    readable: int = 0
    fields: dict[str, FieldEvidence] = field(default_factory=dict)
    offsets: Counter[int] = field(default_factory=Counter)
    dated: int = 0
    telling: int = 0
    proxies: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    unread: list[tuple[str, str]] = field(default_factory=list)

    @property
    def offset(self) -> int | None:
        """The offset from UTC, in hours, of the dates in file names; `None` if it is unclear.

        It is clear if UTC does not explain all names, and exactly one offset explains at least 99 % of them.
        """
        if not self.telling or not self.offsets:
            return None
        best, count = max(self.offsets.items(), key=lambda item: (item[1], -abs(item[0])))
        unique = sum(each == count for each in self.offsets.values()) == 1
        return best if unique and count * 100 >= self.dated * 99 else None


def gather(
    targets: Sequence[Target], linter: Linter, progress: Callable[[int], None] | None = None
) -> tuple[Evidence, dict[str, Scope]]:
    """Read an archive; return the evidence, and the settings of each site by its folder."""
    seen = Evidence()
    scopes: dict[str, Scope] = {}
    for target in targets:
        try:
            source, findings, scope, document = linter.lint(target)
        except UncheckedError as error:
            seen.unread.append((target.filename, str(error)))
            continue
        seen.posts += 1
        seen.sites[scope.site.root] += 1
        scopes[scope.site.root] = scope
        seen.rules.update({finding.code for finding in findings})
        document = document or linter.document(source, scope)
        _see_fields(seen, document)
        _see_date(seen, document)
        if document.source.undecodable is None:
            for link in document.links:
                url = document.resolve(link.value)
                for each in document.proxies(url) if url is not None else ():
                    seen.proxies[each.proxy.name] += 1
        if progress is not None:
            progress(1)
    return seen, scopes


def _see_fields(seen: Evidence, document: Document) -> None:
    seen.readable += document.root is not None
    for name, each in document.fields.items():
        known = seen.fields.setdefault(name, FieldEvidence())
        known.posts += 1
        value = each.value
        known.types[_TYPES.get(type(value), type(value).__name__)] += 1
        if known.values is not None and value is not None:
            text = to_toml(shortened(value, _LONGEST_VALUE) if isinstance(value, str) else value)
            known.values[text] += 1
            too_long = len(text) > _LONGEST_VALUE and not isinstance(value, str)
            if len(known.values) > _MOST_VALUES or too_long:
                known.values = None


def _see_date(seen: Evidence, document: Document) -> None:
    match = _NAME_DATE.match(document.source.name)
    moment = document.date
    if match is None or moment is None or not moment.zoned or moment.precision == "day":
        return
    try:
        named = date(*map(int, match.groups()))
        utc = moment.when.astimezone(UTC)
        days = {offset: (utc + timedelta(hours=offset)).date() for offset in _OFFSETS}
    except (ValueError, OverflowError):
        return
    seen.dated += 1
    seen.telling += days[0] != named
    seen.offsets.update(offset for offset, day in days.items() if day == named)
