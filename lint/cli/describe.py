"""What the program says about itself: its rules, their manuals, schemas and the settings in force."""

from __future__ import annotations

import json
import os
from difflib import get_close_matches
from typing import TYPE_CHECKING

from lint.archive.site import Site
from lint.config.config import describe
from lint.engine.linter import Linter
from lint.engine.scope import settle
from lint.rule import registry
from lint.rule.manual import readable
from lint.rule.selection import SelectorError, rule_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.archive.discovery import Target
    from lint.config.config import Config, ConfigCache
    from lint.engine.scope import Scope


def rules(output_format: str) -> str:
    """Give the catalogue of the installed rules, as `text` or `json`."""
    installed = registry.load()
    if output_format == "json":
        records = [
            {
                "code": rule.code,
                "name": rule.name,
                "summary": rule.summary,
                "severity": rule.severity.value,
                "default": rule.default,
                "target": rule.target,
                "url": rule.url,
                "manual": rule.manual,
            }
            for rule in installed
        ]
        return json.dumps(records, indent=2, ensure_ascii=False) + "\n"
    width = max(len(rule.name) for rule in installed)
    return "".join(
        f"{rule.code}  {rule.name:<{width}}  {rule.severity if rule.default else 'off':<7}  {rule.summary}\n"
        for rule in installed
    )


def manual(name: str) -> str:
    """Give the manual of one rule.

    Raises:
        SelectorError: when there is no rule of this code or name.
    """
    installed = registry.load()
    rule = rule_named(name, installed)
    if rule is not None:
        weight = rule.severity.value if rule.default else f"{rule.severity}, off by default"
        return f"{rule.code} {rule.name} ({weight})\n\n{readable(rule.manual, rule.code)}\n"
    near = get_close_matches(name, [word for rule in installed for word in (rule.name, rule.code)], 1)
    raise SelectorError(f"there is no rule {name!r}" + (f"; did you mean {near[0]}?" if near else ""))


def schema(name: str | None, config: Config) -> str:
    """Give a schema as JSON Schema: a built-in one by name, or the configured one.

    Raises:
        SchemaError: when there is no such schema.
    """
    if name is not None:
        config = config.with_options(schema=name)
    scope = settle(config, Site(config.root, "plain", "asked for by name"))
    return json.dumps(scope.settings.schema.json_schema(), indent=2, ensure_ascii=False) + "\n"


def settings(targets: Iterable[Target], configs: ConfigCache) -> str:
    """Give what is in force for each scope among some files, and why."""
    linter = Linter(configs)
    counts: dict[int, tuple[Scope, int]] = {}
    for target in targets:
        scope = linter.scope(os.path.dirname(target.path), target.top)
        counts[id(scope)] = (scope, counts.get(id(scope), (scope, 0))[1] + 1)
    return "\n".join(_scope(scope, files) for scope, files in counts.values())


def _scope(scope: Scope, files: int) -> str:
    in_force = scope.settings
    roles = ", ".join(f"{role} = {key}" for role, key in in_force.schema.roles.items())
    lines = [
        scope.site.root,
        f"  files     {files:,}",
        f"  config    {scope.config.path or 'none: the defaults'}",
        f"  dialect   {in_force.dialect} ({scope.reasons['dialect']})",
        f"  schema    {in_force.schema.name} ({scope.reasons['schema']})",
        f"  roles     {roles or 'none'}",
        f"  yaml      {in_force.yaml} ({scope.reasons['yaml']})",
        f"  timezone  {scope.config.timezone or 'none: a date without one is taken for any'}",
        f"  rules     {', '.join(active.rule.code for active in scope.checker.active)}",
    ]
    lines += [
        f"  {key} = {json.dumps(value, default=str, ensure_ascii=False)}"
        for key, value in describe(scope.config).items()
        if key not in ("schema", "dialect", "yaml", "timezone")
    ]
    return "\n".join(lines) + "\n"
