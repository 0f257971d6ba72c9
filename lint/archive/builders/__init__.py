"""The site builders, a file each. The order is that in which a folder's marks are tried."""

from lint.archive.builders.astro import Astro
from lint.archive.builders.docusaurus import Docusaurus
from lint.archive.builders.eleventy import Eleventy
from lint.archive.builders.hexo import Hexo
from lint.archive.builders.hugo import Hugo
from lint.archive.builders.jekyll import Jekyll
from lint.archive.builders.obsidian import Obsidian
from lint.archive.builders.pelican import Pelican
from lint.archive.builders.quarto import Quarto
from lint.archive.builders.site import Site
from lint.archive.builders.vitepress import VitePress
from lint.archive.builders.zola import Zola

# Hexo comes before Jekyll and Zola before Hugo, whose files have the same names; a vault may hold a site.
BUILDERS: tuple[type[Site], ...] = (
    Docusaurus, Astro, VitePress, Eleventy, Quarto, Pelican, Hexo, Jekyll, Zola, Hugo, Obsidian,
)  # fmt: skip
_ALL: tuple[type[Site], ...] = (*BUILDERS, Site)
_BY_NAME: dict[str, type[Site]] = {builder.name: builder for builder in _ALL}


def named(name: str) -> type[Site]:
    """Return the builder with a name of `lint.toml`; KeyError if there is none."""
    return _BY_NAME[name]
