"""The site builders, a file each, loaded only where a folder may be such a site."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module

from lint.archive.builders.site import Site

# The classes in the order in which a folder is tried: Hexo comes before Jekyll and Zola before Hugo,
# whose files have the same names, and a vault may hold a site.
_CLASSES = {
    "docusaurus": "Docusaurus", "astro": "Astro", "vitepress": "VitePress", "eleventy": "Eleventy",
    "quarto": "Quarto", "pelican": "Pelican", "hexo": "Hexo", "jekyll": "Jekyll", "zola": "Zola",
    "hugo": "Hugo", "obsidian": "Obsidian",
}  # fmt: skip
NAMES = tuple(_CLASSES)
# A name in a site's root without its suffix, and whose it may be; the builder's `recognise` looks closer.
_MARKS = {
    "docusaurus.config": ("docusaurus",), "astro.config": ("astro",), ".vitepress": ("vitepress",),
    ".vuepress": ("vitepress",), ".eleventy": ("eleventy",), "eleventy.config": ("eleventy",),
    "_quarto": ("quarto",), "pelicanconf": ("pelican",), "_config": ("hexo", "jekyll"),
    "config": ("zola", "hugo"), "zola": ("zola",), "hugo": ("hugo",), ".obsidian": ("obsidian",),
}  # fmt: skip


@cache
def named(name: str) -> type[Site]:
    """Return the builder with a name of `lint.toml`; KeyError if there is none."""
    if name == Site.name:
        return Site
    builder: type[Site] = getattr(import_module(f"{__name__}.{name}"), _CLASSES[name])
    return builder


def may_be_mark(name: str) -> bool:
    """Return whether a file or folder of this name may tell a builder, or change what one makes of files."""
    return (name.rpartition(".")[0] or name) in _MARKS or name in _MARKS


def candidates(names: frozenset[str]) -> Iterator[type[Site]]:
    """Yield the builders whose site a folder with these names may be, in the order of trying."""
    # No post is a mark, and nearly all files of an archive are posts.
    others = {name for name in names if not name.endswith(".md")}
    if not others:
        return
    stems = {(name.rpartition(".")[0] or name) for name in others} | others
    found = {builder for stem in stems & _MARKS.keys() for builder in _MARKS[stem]}
    yield from (named(builder) for builder in NAMES if builder in found)
