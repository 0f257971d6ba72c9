"""The six sites."""

import importlib

from tools.targets.site import Site

BUILDERS = ("jekyll", "hugo", "hexo", "eleventy", "vitepress", "obsidian")


def make(names: tuple[str, ...] = BUILDERS) -> list[Site]:
    """Make the sites, the same each time."""
    return [importlib.import_module(f"tools.targets.{name}").site() for name in names]
