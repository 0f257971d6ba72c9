"""What posts are judged under: the settings of each tree, settled from configuration and evidence."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from lint import registry
from lint.check import Checker
from lint.document import frontmatter
from lint.files import UncheckedError, read
from lint.finding import Severity
from lint.proxies import load as load_proxies
from lint.schema import guess
from lint.schema import load as load_schema
from lint.select import check_selectors, matching_codes, select_rules
from lint.settings import Settings
from lint.site import is_post
from lint.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import tzinfo

    from pathspec import GitIgnoreSpec

    from lint.config import Config
    from lint.finding import Finding
    from lint.schema import Validator
    from lint.site import Site

_SAMPLE = 40
_FOLDERS = 200
_LARGEST = 1_000_000
_SUFFIXES = (".md", ".markdown", ".html")
_POSTS_FOLDERS = ("_posts", "content", "archived")
_YAML = {"jekyll": "1.1", "hugo": "1.2", "plain": "1.1"}


class Ignore(NamedTuple):
    """Rules that do not count for some files: one entry of `per-file-ignores`."""

    files: GitIgnoreSpec
    codes: frozenset[str]


@dataclass(frozen=True)
class Tree:
    """A folder of posts that share their settings.

    Parameters:
        config: what the user wrote.
        site: the folder and its builder.
        settings: what documents are read under.
        checker: the rules that run.
        reasons: why each setting is what it is, for `--show-settings`.
    """

    config: Config
    site: Site
    settings: Settings
    checker: Checker
    ignores: tuple[Ignore, ...]
    posts: GitIgnoreSpec | None
    reasons: Mapping[str, str]

    def ignored(self, path: str) -> frozenset[str]:
        """Give the codes that do not count for a file."""
        if not self.ignores:
            return frozenset()
        name = self._relative(path)
        return frozenset().union(*(ignore.codes for ignore in self.ignores if ignore.files.match_file(name)))

    def failing(self, findings: Iterable[Finding]) -> int:
        """Give how many findings weigh as much as `fail-on`, or more."""
        if self.config.fail_on == "never":
            return 0
        limit = Severity(self.config.fail_on).rank
        return sum(finding.severity.rank <= limit for finding in findings)

    def is_post(self, path: str) -> bool:
        """Say whether a file is a post: as configured, else as its site's builder has it."""
        return self.posts.match_file(self._relative(path)) if self.posts else is_post(path, self.site)

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self.config.root).replace(os.sep, "/")


def settle(config: Config, site: Site, now: datetime | None = None) -> Tree:
    """Settle the settings of one tree.

    Parameters:
        now: the clock, for dates in the future; the present when omitted.

    Raises:
        SelectorError: for a selector that names no rule.
        SchemaError: for a schema that does not exist or load.
        ProxyError: for an image proxy that means nothing.
        RegistryError: for a plug-in that does not load.
    """
    dialect = site.dialect
    version = config.yaml if config.yaml != "auto" else _YAML[dialect]
    reasons = {
        "dialect": site.reason,
        "yaml": "configured" if config.yaml != "auto" else f"the {dialect} dialect",
    }
    schema, reasons["schema"] = _schema(config, site, version)
    settings = Settings(
        schema=schema,
        dialect=dialect,
        yaml=version,
        timezone=_zone(config.timezone),
        now=now or datetime.now(UTC),
        tags=frozenset(config.tags) if config.tags else None,
        options=config.rules,
        proxies=load_proxies(config.proxies),
    )
    rules = registry.load()
    check_selectors(
        [*config.rules, *(code for codes in config.per_file_ignores.values() for code in codes)], rules
    )
    active = select_rules(
        rules,
        select=config.select,
        extend_select=config.extend_select,
        ignore=config.ignore,
        severity=config.severity,
    )
    ignores = tuple(
        Ignore(_spec((pattern,)), matching_codes(codes, rules))
        for pattern, codes in config.per_file_ignores.items()
    )
    posts = _spec(config.posts) if config.posts is not None else None
    names = {rule.code: rule.name for rule in rules}
    return Tree(config, site, settings, Checker(active, names), ignores, posts, reasons)


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - only where one is configured

    return ZoneInfo(name)


def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only where there are patterns

    return GitIgnoreSpec.from_lines(patterns)


def _schema(config: Config, site: Site, version: str) -> tuple[Validator, str]:
    name, reason = config.schema, "configured"
    if name == "auto":
        samples = [
            front_matter.data
            for text in _sample(site.root)
            if (front_matter := frontmatter.read(text, version)) is not None and front_matter.root is not None
        ]
        name, reason = guess(samples, site.dialect)
    schema = load_schema(
        name,
        fields=config.fields,
        roles=config.roles,
        forbid_extra=config.extra == "forbid",
        root=config.root,
    )
    return schema, reason


def _sample(root: str) -> Iterator[str]:
    """Give some posts of a site, always the same ones, whatever part of it is being linted."""
    folders = [os.path.join(root, name) for name in _POSTS_FOLDERS]
    queue = [folder for folder in folders if os.path.isdir(folder)] or [root]
    found = 0
    visited = 0
    while queue and visited < _FOLDERS:
        folder = queue.pop(0)
        visited += 1
        names, below = _listing(folder)
        queue += below
        # Spread over the folder: the first posts by name are the oldest, and often of another make.
        for name in names[:: max(len(names) // _SAMPLE, 1)]:
            path = os.path.join(folder, name)
            try:
                yield Source(path, read(path, _LARGEST)).text
            except UncheckedError:
                continue  # linting it says so
            found += 1
            if found == _SAMPLE:
                return


def _listing(folder: str) -> tuple[list[str], list[str]]:
    names: list[str] = []
    below: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(_SUFFIXES):
                    names.append(entry.name)
                elif entry.name[0] != "." and "." not in entry.name and entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
    except OSError:
        pass  # an unreadable folder gives no samples; linting it says so
    return sorted(names), sorted(below)
