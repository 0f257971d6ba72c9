"""The settings of posts, determined from the configuration and from evidence."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from lint.archive.builders.site import Site
from lint.archive.evidence import Evidence
from lint.config.config import Config
from lint.config.reader import ConfigError
from lint.config.selection import check_selectors, rule_named
from lint.config.trust import check_trust
from lint.engine.evidence import gather
from lint.engine.judge import Judge, errors_at, judge_of, patterns_of, selected_by
from lint.engine.rule_runner import RuleRunner
from lint.post.ignored_links import IgnoredLinks
from lint.post.settings import Settings
from lint.primitives.text import shown_key
from lint.proxies import load as load_proxies
from lint.rule import registry
from lint.rule.definition import Rule
from lint.rule.options import read_options
from lint.schema import BUILT_IN
from lint.schema import load as load_schema

if TYPE_CHECKING:
    from lint.primitives.ignore_patterns import IgnorePatterns  # only if there are patterns
    from lint.web.answers import Answered  # only if the web is asked


@dataclass(frozen=True)
class Scope:
    """Posts with the same settings.

    Parameters:
        config: the user's configuration.
        site: the site's folder and its builder.
        settings: the settings for documents.
        runner: runs the rules.
        timezone: the name of the site's timezone, for `--show-settings`.
        posts: the patterns of posts; `None` to follow the site builder's conventions.
        reasons: where each setting comes from, for `--show-settings`.
    """

    config: Config
    site: Site
    settings: Settings
    runner: RuleRunner
    posts: IgnorePatterns | None
    timezone: str | None
    reasons: Mapping[str, str]

    @property
    def judge(self) -> Judge:
        """What decides which observations are findings."""
        return self.runner.judge

    def is_post(self, path: str) -> bool:
        """Return whether a file is a post, by the configuration or the site builder's conventions."""
        return self.posts.matches(self._relative(path)) if self.posts is not None else self.site.is_post(path)

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self.config.root).replace(os.sep, "/")


def settle(
    config: Config,
    site: Site,
    now: datetime | None = None,
    evidence: Evidence | None = None,
    answers: Answered | None = None,
) -> Scope:
    """Determine the settings of one scope.

    Parameters:
        now: the time that dates in the future are compared with; by default the current time.
        evidence: what a sample of the site's posts shows, if known.
        answers: what was said of URLs, if any was asked.

    Raises:
        UserError: for an invalid table or option in `[rules]`, selector, schema, image proxy or plug-in.
    """
    version = _version(config, site)
    reasons = {
        "dialect": site.reason,
        "yaml": config.origin("yaml") if config.yaml != "auto" else f"as {site.title} reads it",
    }
    evidence = evidence or gather(config, site)
    name, reasons["schema"] = evidence.schema, evidence.schema_reason
    if config.schema != "auto":
        name, reasons["schema"] = config.schema, config.origin("schema")
    zone, reasons["timezone"] = _timezone(config, site, evidence)
    roles = _roles(config, name, evidence)
    reasons["source"] = _source_reason(config, name, evidence)
    check_trust(config)
    with errors_at(config.place("schema")):
        schema = load_schema(
            name,
            fields=config.fields,
            roles=roles,
            forbid_extra=config.extra == "forbid",
            root=config.root,
            bounds=config.bounds_of("schema"),
        )
    with errors_at(config.place("proxies")):
        proxies = load_proxies(config.proxies)
    rules = registry.load()
    settings = Settings(
        schema=schema,
        site=site,
        yaml=version,
        timezone=_zone(zone),
        now=now or datetime.now(UTC),
        evidence=evidence,
        tags=frozenset(config.tags) if config.tags else None,
        proxies=proxies,
        ignored_links=IgnoredLinks(config.ignore_links) if config.ignore_links else None,
        answers=answers,
    )
    options = _options(config, rules, settings)
    judge = judge_of(config, rules)
    posts = patterns_of(config.posts) if config.posts else None
    active = (each._replace(options=options.get(each.rule.code)) for each in selected_by(config, rules))
    return Scope(config, site, settings, RuleRunner(active, judge), posts, zone, reasons)


def _options(config: Config, rules: Sequence[Rule], settings: Settings) -> dict[str, object]:
    """Return each rule's options by its code; those in the configuration override the defaults."""
    tables: dict[str, tuple[str, Mapping[str, object]]] = {}
    for name, table in config.rules.items():
        rule = rule_named(name, rules)
        place = config.place(f"rules.{shown_key(name)}", name)
        if rule is None:
            with errors_at(place):
                check_selectors([name], rules)
            raise ConfigError(f"{place}: {name!r} matches more than one rule; expected a code or a name")
        if rule.code in tables:
            raise ConfigError(f"{place}: {rule.code} already has a table")
        tables[rule.code] = (place, table)
    # Rules with the same dataclass share their options; a rule's own table comes first.
    shared = {rule.options: tables[rule.code] for rule in rules if rule.code in tables}
    options = {}
    for rule in rules:
        place, table = (
            tables.get(rule.code) or (shared.get(rule.options) if rule.options else None) or ("", {})
        )
        if place or rule.options is not None:
            options[rule.code] = read_options(rule.options, table, settings, place)
    return options


def _timezone(config: Config, site: Site, evidence: Evidence) -> tuple[str | None, str]:
    """Return the name of the site's timezone, and where it comes from."""
    if config.timezone is not None:
        return config.timezone, config.origin("timezone")
    if site.timezone is not None:
        return site.timezone, f"set in {site.configuration.file}"
    if evidence.timezone is not None:
        return evidence.timezone, evidence.timezone_reason
    return None, "a date without an offset may be in any timezone"


def _roles(config: Config, schema: str, evidence: Evidence) -> Mapping[str, str]:
    """Return the roles that the configuration gives to keys, and the source that the evidence shows."""
    own = BUILT_IN[schema].roles if schema in BUILT_IN else {}
    if evidence.source is None or "source" in own:
        return config.roles
    return {"source": evidence.source, **config.roles}


def _source_reason(config: Config, schema: str, evidence: Evidence) -> str:
    """Return which field has the URL of the source, and why."""
    if "source" in config.roles:
        return f"{config.roles['source']} ({config.origin('roles')})"
    own = BUILT_IN[schema].roles.get("source") if schema in BUILT_IN else None
    if own is not None:
        return f"{own} (the schema {schema})"
    if evidence.source is not None:
        return f"{evidence.source} ({evidence.source_reason})"
    return "none; no field has a URL of its own in nearly all sampled posts"


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    from zoneinfo import ZoneInfo  # only if one is configured

    return ZoneInfo(name)


def _version(config: Config, site: Site) -> str:
    return config.yaml if config.yaml != "auto" else site.yaml
