"""How archives are laid out on disk: the suffixes of posts, and how a front matter begins."""

from lint.primitives.patterns import regex

TEXT_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd")
PAGE_SUFFIXES = (".html", ".htm")
SUFFIXES = (*TEXT_SUFFIXES, *PAGE_SUFFIXES)
# Posts in other markup languages, which are not read; the summary counts them.
OTHER_SUFFIXES = (
    ".rst", ".adoc", ".asciidoc", ".org", ".textile", ".creole", ".mediawiki", ".wiki", ".pod",
    ".rdoc", ".rmd", ".ipynb", ".pandoc", ".pdc", ".mdoc", ".markdn", ".mdwn", ".mdtxt",
    ".mdtext", ".typ",
)  # fmt: skip

# Folders that a program fills, in which nothing is part of the site: their files are not listed.
MADE = frozenset(("_site", "_book", "__pycache__", "node_modules", "site-packages", "vendor", "venv"))

# The only folders that Jekyll reads posts from (https://jekyllrb.com/docs/structure/).
JEKYLL_POSTS = ("_posts", "_drafts")

# The number of bytes that `begins_with_fence` needs.
FENCE_REACH = 64
# In `{%` and `{{`, a brace begins a template; only one before a key or another brace begins JSON.
_FENCE = regex(rb"(?:\xef\xbb\xbf)?\s*(?:---|\+\+\+|;;;|\{\s*(?:[\"}]|\Z))")


def begins_with_fence(head: bytes) -> bool:
    """Return whether a file's first bytes begin a front matter in YAML, TOML or JSON."""
    return _FENCE.match(head) is not None
