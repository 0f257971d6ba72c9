"""How archives are laid out on the disk: what posts are called, and what marks a site's builder."""

import os
from collections.abc import Collection, Iterable

TEXT_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
PAGE_SUFFIXES = (".html", ".htm")
SUFFIXES = (*TEXT_SUFFIXES, *PAGE_SUFFIXES)

# Jekyll reads posts from these alone (https://jekyllrb.com/docs/structure/).
JEKYLL_POSTS = ("_posts", "_drafts")
JEKYLL_FILES = ("_config.yml", "_config.yaml", "_config.toml")
# https://gohugo.io/configuration/introduction/; the old name, `config.toml`, is other programs' too.
HUGO_FILES = (
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/config.toml",
    "config/_default/config.yaml",
)

_BEFORE = b"\xef\xbb\xbf\r\n "
_FENCES = (b"---", b"+++", b";;;", b"{")
# Bytes of a file's beginning that `begins_with_fence` needs.
FENCE_REACH = 6


def begins_with_fence(head: bytes) -> bool:
    """Say whether a file's first bytes begin a front matter: YAML, TOML, or JSON."""
    return head.lstrip(_BEFORE).startswith(_FENCES)


def mark_of(folder: str, names: Collection[str], files: Iterable[str]) -> str | None:
    """Give the first of some files that stands in a folder or below it.

    Parameters:
        folder: an absolute path.
        names: what stands in it.
        files: relative to the folder, such as `HUGO_FILES`.
    """
    for file in files:
        if file.partition("/")[0] in names and os.path.isfile(os.path.join(folder, file)):
            return file
    return None


def is_hexo(names: Collection[str]) -> bool:
    """Say whether a folder that holds these is a site of Hexo, which names much as Jekyll does.

    See https://hexo.io/docs/setup.
    """
    return {"_config.yml", "source", "scaffolds"} <= set(names)
