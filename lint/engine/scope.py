"""The settings of posts, determined from the configuration and from evidence."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from lint.archive.builders.site import Site
from lint.archive.sample import LARGEST, SIZE, sample
from lint.config.config import Config
from lint.config.reader import ConfigError
from lint.engine.rule_runner import RuleRunner
from lint.post.front_matter import reader
from lint.post.settings import Settings
from lint.primitives.errors import UserError
from lint.primitives.files import UncheckedError, read
from lint.primitives.finding import Finding, weighs
from lint.primitives.source import Source
from lint.proxies import load as load_proxies
from lint.rule import registry
from lint.rule.definition import Rule
from lint.rule.options import read_options
from lint.rule.selection import check_selectors, matching_codes, rule_named, select_rules
from lint.schema import guess
from lint.schema import load as load_schema

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec  # only if there are patterns

_SELECTING = ("select", "extend-select", "ignore", "severity")


class Ignore(NamedTuple):
    """An entry of `per-file-ignores`: rules that do not count for some files."""

    files: GitIgnoreSpec
    codes: frozenset[str]


@dataclass(frozen=True)
class Scope:
    """Posts with the same settings.

    Parameters:
        config: the user's configuration.
        site: the site's folder and its builder.
        settings: the settings for documents.
        runner: runs the rules.
        ignores: rules that do not count for some files.
        posts: the patterns of posts; `None` to follow the site builder's conventions.
        reasons: where each setting comes from, for `--show-settings`.
    """

    config: Config
    site: Site
    settings: Settings
    runner: RuleRunner
    ignores: tuple[Ignore, ...]
    posts: GitIgnoreSpec | None
    reasons: Mapping[str, str]

    def ignored(self, path: str) -> frozenset[str]:
        """Return the codes that do not count for a file."""
        if not self.ignores:
            return frozenset()
        name = self._relative(path)
        return frozenset().union(*(ignore.codes for ignore in self.ignores if ignore.files.match_file(name)))

    def ran(self, path: str) -> frozenset[str]:
        """Return the codes of the rules that run on a file and count there."""
        return self.runner.codes - self.ignored(path)

    def failing(self, findings: Iterable[Finding]) -> int:
        """Return how many findings are at least as severe as `fail-on`."""
        return sum(weighs(finding.severity, self.config.fail_on) for finding in findings)

    def is_post(self, path: str) -> bool:
        """Return whether a file is a post, by the configuration or the site builder's conventions."""
        return self.posts.match_file(self._relative(path)) if self.posts else self.site.is_post(path)

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self.config.root).replace(os.sep, "/")


def settle(
    config: Config, site: Site, now: datetime | None = None, guessed: tuple[str, str] | None = None
) -> Scope:
    """Determine the settings of one scope.

    Parameters:
        now: the time that dates in the future are compared with; by default the current time.
        guessed: the result of `guess_schema`, if known.

    Raises:
        UserError: for an invalid table or option in `[rules]`, selector, schema, image proxy or plug-in.
    """
    version = _version(config, site)
    reasons = {
        "dialect": site.reason,
        "yaml": config.origin("yaml") if config.yaml != "auto" else f"as {site.title} reads it",
    }
    name, reasons["schema"] = guessed or guess_schema(config, site)
    with _errors_at(config.place("schema")):
        schema = load_schema(
            name,
            fields=config.fields,
            roles=config.roles,
            forbid_extra=config.extra == "forbid",
            root=config.root,
        )
    with _errors_at(config.place("proxies")):
        proxies = load_proxies(config.proxies)
    rules = registry.load()
    settings = Settings(
        schema=schema,
        site=site,
        yaml=version,
        timezone=_zone(config.timezone) if config.timezone else _zone_of(site),
        now=now or datetime.now(UTC),
        tags=frozenset(config.tags) if config.tags else None,
        proxies=proxies,
    )
    options = _options(config, rules, settings)
    selectors = {name: getattr(config, name.replace("-", "_")) or () for name in _SELECTING}
    selectors |= {f'per-file-ignores."{path}"': codes for path, codes in config.per_file_ignores.items()}
    for key, selector in ((key, each) for key, several in selectors.items() for each in several):
        with _errors_at(config.place(key, selector)):
            check_selectors([selector], rules)
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
    runner = RuleRunner([each._replace(options=options.get(each.rule.code)) for each in active], names)
    return Scope(config, site, settings, runner, ignores, posts, reasons)


@contextmanager
def _errors_at(place: str) -> Iterator[None]:
    """Put the place of the configuration before the message of an error."""
    try:
        yield
    except UserError as error:
        raise type(error)(f"{place}: {error}") from error


def _options(config: Config, rules: Sequence[Rule], settings: Settings) -> dict[str, object]:
    """Return each rule's options by its code; those in the configuration override the defaults."""
    tables: dict[str, tuple[str, Mapping[str, object]]] = {}
    for name, table in config.rules.items():
        rule = rule_named(name, rules)
        place = config.place(f"rules.{name}")
        if rule is None:
            with _errors_at(place):
                check_selectors([name], rules)
            raise ConfigError(f"{place}: {name!r} matches more than one rule; expected a code or a name")
        if rule.code in tables:
            raise ConfigError(f"{place}: {rule.code} already has a table")
        tables[rule.code] = (place, table)
    options = {}
    for rule in rules:
        place, table = tables.get(rule.code, ("", {}))
        if place or rule.options is not None:
            options[rule.code] = read_options(rule.options, table, settings, place)
    return options


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    from zoneinfo import ZoneInfo  # only if one is configured

    return ZoneInfo(name)


def _zone_of(site: Site) -> tzinfo | None:
    """Return the timezone of the site's own configuration; a name that does not exist is no error of ours."""
    try:
        return _zone(site.timezone or None)
    except (ValueError, KeyError, OSError):
        return None


def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # only if there are patterns

    return GitIgnoreSpec.from_lines(patterns)


def guess_schema(config: Config, site: Site) -> tuple[str, str]:
    """Return the name of a site's schema, configured or guessed from a sample, and the reason."""
    if config.schema != "auto":
        return config.schema, config.origin("schema")
    samples = []
    found = 0
    for path in sample(site.root):
        try:
            text = Source(path, read(path, LARGEST)).text
        except UncheckedError:
            continue  # linting reports it
        front_matter = reader.read(text, _version(config, site), site)
        if front_matter is not None and front_matter.root is not None:
            samples.append(front_matter.data)
        found += 1
        if found == SIZE:
            break
    return guess(samples, site.schema, site.title)


def _version(config: Config, site: Site) -> str:
    return config.yaml if config.yaml != "auto" else site.yaml
