"""How archives are laid out on disk: the names of posts, and the files that identify a site's builder."""

import os
from collections.abc import Collection, Iterable

TEXT_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
PAGE_SUFFIXES = (".html", ".htm")
SUFFIXES = (*TEXT_SUFFIXES, *PAGE_SUFFIXES)

# The only folders that Jekyll reads posts from (https://jekyllrb.com/docs/structure/).
JEKYLL_POSTS = ("_posts", "_drafts")
JEKYLL_FILES = ("_config.yml", "_config.yaml", "_config.toml")
# https://gohugo.io/configuration/introduction/; other programs also use the old name, `config.toml`.
HUGO_FILES = (
    "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json",
    "config/_default/hugo.toml", "config/_default/hugo.yaml",
    "config/_default/config.toml", "config/_default/config.yaml",
)  # fmt: skip

_BEFORE = b"\xef\xbb\xbf\r\n "
_FENCES = (b"---", b"+++", b";;;", b"{")
# The number of bytes that `begins_with_fence` needs.
FENCE_REACH = 6


def begins_with_fence(head: bytes) -> bool:
    """Return whether a file's first bytes begin a front matter in YAML, TOML or JSON."""
    return head.lstrip(_BEFORE).startswith(_FENCES)


def mark_of(folder: str, names: Collection[str], files: Iterable[str]) -> str | None:
    """Return the first of `files` that exists in `folder`, an absolute path; `names` are the names in it."""
    found = (file for file in files if file.partition("/")[0] in names)
    return next((file for file in found if os.path.isfile(os.path.join(folder, file))), None)


def is_hexo(names: Collection[str]) -> bool:
    """Return whether these are the names in a Hexo site, similar to Jekyll's (https://hexo.io/docs/setup)."""
    return {"_config.yml", "source", "scaffolds"} <= set(names)
