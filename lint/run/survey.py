"""A survey of all posts of an archive: their fields, its proxies, and how often rules fire."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lint.archive.targets import Target
from lint.config.toml import to_toml
from lint.engine.linter import Linted, Linter
from lint.engine.scope import Scope
from lint.post.document import Document
from lint.primitives.files import UncheckedError
from lint.primitives.text import shortened
from lint.run import pool
from lint.run.budget import DEFAULT, UNWATCHED, Budget, Watch
from lint.run.chunk import Chunk
from lint.values.kinds import kind_of

_MOST_VALUES = 20
_LONGEST_VALUE = 60


@dataclass(slots=True)
class FieldSurvey:
    """One field: how many posts have it, its types, and its values as TOML; `None` if there are too many."""

    posts: int = 0
    types: Counter[str] = field(default_factory=Counter)
    values: Counter[str] | None = field(default_factory=Counter)

    def merge(self, other: "FieldSurvey") -> None:
        """Add what was seen in other posts."""
        self.posts += other.posts
        self.types += other.types
        if self.values is None or other.values is None:
            self.values = None
            return
        self.values += other.values
        if len(self.values) > _MOST_VALUES:
            self.values = None


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

    def merge(self, other: "Survey") -> None:
        """Add what was seen in other posts, which come later."""
        self.posts += other.posts
        self.readable += other.readable
        for name, each in other.fields.items():
            self.fields.setdefault(name, FieldSurvey()).merge(each)
        self.proxies += other.proxies
        self.rules += other.rules
        self.sites += other.sites
        self.unread += other.unread


def survey(
    targets: Sequence[Target],
    linter: Linter,
    progress: Callable[[int], None] | None = None,
    budget: Budget = DEFAULT,
) -> tuple[Survey, dict[str, Scope]]:
    """Read an archive; return what was seen, and the settings of each site by its folder.

    Parameters:
        targets: the files.
        linter: lints a file.
        progress: called with the number of files that were read since the last call.
        budget: the time that a file may take.

    Raises:
        ProcessError: when processes end again and again.
    """
    found = [linter.scope_of(target) for target in targets]
    seen = Survey()
    for part in pool.each(len(targets), _Surveyor(targets, linter), budget):
        seen.merge(part)
        if progress is not None:
            progress(part.posts)
    return seen, {scope.site.root: scope for scope in found if scope.site.root in seen.sites}


class _Surveyor:
    def __init__(self, targets: Sequence[Target], linter: Linter) -> None:
        self._targets = targets
        self._linter = linter

    def lint(self, chunk: Chunk, watch: Watch = UNWATCHED) -> Survey:
        seen = Survey()
        for index, target in enumerate(self._targets[chunk.place], chunk.place.start):
            if index in chunk.skipped:
                seen.unread.append((target.filename, chunk.skipped[index]))
                continue
            watch.begin(index)
            scope = self._linter.scope_of(target)
            try:
                source = self._linter.read(target, scope)
            except UncheckedError as error:
                seen.unread.append((target.filename, str(error)))
                continue
            watch.begin(index, len(source.data))
            _see(seen, self._linter.lint_source(source, scope))
        return seen


def _see(seen: Survey, linted: Linted) -> None:
    scope, document = linted.scope, linted.document
    seen.posts += 1
    seen.sites[scope.site.root] += 1
    seen.rules.update({finding.code for finding in linted.findings})
    _see_fields(seen, document)
    if document.source.undecodable is None:
        for link in document.links:
            url = document.resolve(link.value)
            for each in document.proxies(url) if url is not None else ():
                seen.proxies[each.proxy.name] += 1


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
