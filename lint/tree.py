"""What posts are judged under: the settings of each tree, settled from configuration and evidence."""

from __future__ import annotations

import heapq
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from lint import registry
from lint.check import Checker
from lint.discover import is_post
from lint.document import frontmatter
from lint.schema import guess
from lint.schema import load as load_schema
from lint.select import matching_codes, select_rules
from lint.settings import Settings
from lint.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.config import Config
    from lint.discover import Site
    from lint.schema import Validator
    from lint.settings import Dialect

_SAMPLE = 40
_FOLDERS = 200
_POSTS_FOLDERS = ("_posts", "content", "archived")
_YAML = {"jekyll": "1.1", "hugo": "1.2", "plain": "1.1"}


@dataclass(frozen=True)
class Tree:
    """A folder of posts that share their settings.

    Parameters:
        root: the site's folder.
        reasons: why each setting is what it is, for `--show-settings`.
    """

    root: str
    config: Config
    site: Site
    settings: Settings
    checker: Checker
    ignores: tuple[tuple[object, frozenset[str]], ...]
    reasons: dict[str, str]


def settle(config: Config, site: Site, now: datetime | None = None) -> Tree:
    """Settle the settings of one tree.

    Raises:
        SelectorError, SchemaError: for a configuration that names what does not exist.
    """
    dialect: Dialect = site.dialect
    reasons = {"dialect": site.reason}
    version = config.yaml if config.yaml != "auto" else _YAML[dialect]
    reasons["yaml"] = "configured" if config.yaml != "auto" else f"the {dialect} dialect"
    schema = _schema(config, site, version, reasons)
    settings = Settings(
        schema=schema,
        dialect=dialect,
        yaml=version,
        timezone=ZoneInfo(config.timezone) if config.timezone else None,
        now=now or datetime.now(UTC),
        tags=frozenset(config.tags) if config.tags else None,
        options=config.rules,
    )
    rules = registry.load()
    active = select_rules(
        rules,
        select=config.select,
        extend_select=config.extend_select,
        ignore=config.ignore,
        severity=config.severity,
    )
    ignores = tuple((spec, matching_codes(codes, rules)) for spec, codes in config.ignore_specs())
    return Tree(site.root, config, site, settings, Checker(active), ignores, reasons)
