"""`--show-settings`: what is in force for each tree, and why."""

import json
import os
from collections.abc import Iterable

from lint.archive.discovery import Target
from lint.config.nearest import ConfigCache
from lint.engine.linter import Linter
from lint.engine.scope import Tree


def settings(targets: Iterable[Target], configs: ConfigCache) -> str:
    """Give what is in force for each tree among some files, and why."""
    linter = Linter(configs)
    counts: dict[int, tuple[Tree, int]] = {}
    for target in targets:
        tree = linter.tree(os.path.dirname(target.path), target.top)
        counts[id(tree)] = (tree, counts.get(id(tree), (tree, 0))[1] + 1)
    return "\n".join(_tree(tree, files) for tree, files in counts.values())


def _tree(tree: Tree, files: int) -> str:
    in_force = tree.settings
    roles = ", ".join(f"{role} = {key}" for role, key in in_force.schema.roles.items())
    lines = [
        tree.site.root,
        f"  files     {files:,}",
        f"  config    {tree.config.path or 'none: the defaults'}",
        f"  dialect   {in_force.dialect} ({tree.reasons['dialect']})",
        f"  schema    {in_force.schema.name} ({tree.reasons['schema']})",
        f"  roles     {roles or 'none'}",
        f"  yaml      {in_force.yaml} ({tree.reasons['yaml']})",
        f"  timezone  {tree.config.timezone or 'none: a date without one is taken for any'}",
        f"  rules     {', '.join(each.rule.code for each in tree.checker.selected)}",
    ]
    lines += [
        f"  {key} = {json.dumps(value, default=str, ensure_ascii=False)}"
        for key, value in tree.config.changed().items()
        if key not in ("schema", "dialect", "yaml", "timezone")
    ]
    return "\n".join(lines) + "\n"
