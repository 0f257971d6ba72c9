"""The names of the site builders and of the built-in schemas, as they are written in `lint.toml`."""

from typing import Literal

Dialect = Literal[
    "jekyll", "hugo", "hexo", "eleventy", "astro", "docusaurus", "vitepress", "zola", "pelican", "quarto",
    "obsidian", "plain",
]  # fmt: skip
SCHEMAS = ("news-mirror", "jekyll", "hugo", "plain")
