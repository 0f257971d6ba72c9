"""`--show-settings`: the settings of each scope, and where they come from."""

import json
from collections.abc import Iterable

from lint.archive.evidence import Evidence
from lint.archive.targets import Target
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.engine.linter import Linter
from lint.engine.scope import Scope
from lint.primitives.text import counted

# They have a line of their own.
_SHOWN = ("schema", "dialect", "yaml", "timezone", "extends", "overrides")


def settings(targets: Iterable[Target], configs: ConfigCache) -> str:
    """Return the settings of each scope among some files, and where they come from."""
    linter = Linter(configs)
    counts: dict[int, tuple[Scope, int]] = {}
    for target in targets:
        scope = linter.scope_of(target)
        counts[id(scope)] = (scope, counts.get(id(scope), (scope, 0))[1] + 1)
    return "\n".join(_scope(scope, files) for scope, files in counts.values())


def _scope(scope: Scope, files: int) -> str:
    in_force = scope.settings
    site, evidence = scope.site, in_force.evidence
    roles = ", ".join(f"{role} = {key}" for role, key in in_force.schema.roles.items())
    lines = [
        site.root,
        f"  files     {files:,}",
        f"  config    {_config(scope.config)}",
        f"  builder   {site.name} ({scope.reasons['dialect']})",
        f"  schema    {in_force.schema.name} ({scope.reasons['schema']})",
        f"  roles     {roles or 'none'}",
        f"  yaml      {in_force.yaml} ({scope.reasons['yaml']})",
        f"  timezone  {scope.timezone or 'none'} ({scope.reasons['timezone']})",
        f"  source    {scope.reasons['source']}",
        f"  evidence  {_evidence(evidence)}",
        f"  rules     {', '.join(each.rule.code for each in scope.runner.selected)}",
    ]
    lines[4:4] = [f"  reads     {file}" for file in site.configuration.files]
    lines += [f"  not told  {sentence}" for sentence in site.untold]
    lines += [
        f"  {key} = {json.dumps(value, default=str, ensure_ascii=False)} ({scope.config.origin(key)})"
        for key, value in scope.config.changed().items()
        if key not in _SHOWN
    ]
    return "\n".join(lines) + "\n"


def _config(config: Config) -> str:
    """Return the file, the entries of `[[overrides]]` in it that hold, and what it extends."""
    if not config.layers:
        return "none; the defaults apply"
    names = [each.origin for each in config.layers]
    own = names.index(config.path) if config.path in names else 0
    entries = [name.partition(", ")[2] for name in reversed(names[:own])]
    held = f", with {' and '.join(entries)}" if entries else ""
    bases = f", which extends {' and '.join(names[own + 1 :])}" if names[own + 1 :] else ""
    return f"{names[own]}{held}{bases}"


def _evidence(evidence: Evidence) -> str:
    if not evidence.posts:
        return "none; no post with a front matter was sampled"
    keys = ", ".join(sorted(evidence.common)) or "none"
    return f"{counted(evidence.posts, 'post')} sampled; most have {keys}"
