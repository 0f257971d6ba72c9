"""A survey of all posts of an archive: their fields, its proxies, and how often rules fire."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lint.archive.discovery import Target
from lint.config.toml import to_toml
from lint.engine.linter import Linter
from lint.engine.scope import Scope
from lint.post.document import Document
from lint.primitives.files import UncheckedError
from lint.primitives.text import shortened
from lint.values.kinds import kind_of

_MOST_VALUES = 20
_LONGEST_VALUE = 60


@dataclass(slots=True)
class FieldSurvey:
    """One field: how many posts have it, its types, and its values as TOML; `None` if there are too many."""

    posts: int = 0
    types: Counter[str] = field(default_factory=Counter)
    values: Counter[str] | None = field(default_factory=Counter)


@dataclass(slots=True)
class Survey:
    """What was seen, with numbers of posts unless stated otherwise.

    Parameters:
        posts: all that were read.
        readable: those whose front matter parses.
        fields: the fields by name, in order of first appearance.
        proxies: how many links go through each image proxy.
        rules: those in which a rule fired, by code.
        sites: those of each site, by its folder.
        unread: files that could not be read, with the reason.
    """

    posts: int = 0
    readable: int = 0
    fields: dict[str, FieldSurvey] = field(default_factory=dict)
    proxies: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    unread: list[tuple[str, str]] = field(default_factory=list)


def survey(
    targets: Sequence[Target], linter: Linter, progress: Callable[[int], None] | None = None
) -> tuple[Survey, dict[str, Scope]]:
    """Read an archive; return what was seen, and the settings of each site by its folder."""
    seen = Survey()
    scopes: dict[str, Scope] = {}
    for target in targets:
        try:
            linted = linter.lint(target)
        except UncheckedError as error:
            seen.unread.append((target.filename, str(error)))
            continue
        scope, document = linted.scope, linted.document
        seen.posts += 1
        seen.sites[scope.site.root] += 1
        scopes[scope.site.root] = scope
        seen.rules.update({finding.code for finding in linted.findings})
        _see_fields(seen, document)
        if document.source.undecodable is None:
            for link in document.links:
                url = document.resolve(link.value)
                for each in document.proxies(url) if url is not None else ():
                    seen.proxies[each.proxy.name] += 1
        if progress is not None:
            progress(1)
    return seen, scopes


def _see_fields(seen: Survey, document: Document) -> None:
    seen.readable += document.root is not None
    for name, each in document.fields.items():
        known = seen.fields.setdefault(name, FieldSurvey())
        known.posts += 1
        value = each.value
        known.types[kind_of(value)] += 1
        if known.values is not None and value is not None:
            text = to_toml(shortened(value, _LONGEST_VALUE) if isinstance(value, str) else value)
            known.values[text] += 1
            too_long = len(text) > _LONGEST_VALUE and not isinstance(value, str)
            if len(known.values) > _MOST_VALUES or too_long:
                known.values = None
