"""Tools that build sites and are not known: their extensions decide what pages have.

They give ids to what they like, define labels for all pages, such as those of functions, and fill in the text
of links.
"""

import os
import re

from lint.primitives.bounds import Bounds
from lint.primitives.files import head
from lint.primitives.patterns import regex

# What configures MkDocs, Zensical, Sphinx, MyST and Jupyter Book.
_NAMES = (
    "mkdocs.yml", "mkdocs.yaml", "zensical.toml", "zensical.yml", "conf.py", "myst.yml", "_toc.yml",
)  # fmt: skip
# Other programs have a `conf.py`, too; Sphinx's names its extensions, as `sphinx-quickstart` writes it.
_AMBIGUOUS, _SPHINX = "conf.py", regex(rb"^extensions\s*[+=]|\bsphinx\b", re.MULTILINE)
_LONGEST = 100_000
# Where that is: above the pages, or in a program's folder of documentation.
_FOLDERS = ("", os.pardir, "docs", "doc", os.path.join("docs", "source"))


def paths(root: str) -> list[str]:
    """Return where such a tool may be configured, for pages below a folder."""
    folders = [os.path.normpath(os.path.join(root, folder)) for folder in _FOLDERS]
    return [os.path.join(folder, name) for folder in folders for name in _NAMES]


def is_there(root: str, bounds: Bounds) -> bool:
    """Return whether such a tool builds the pages below a folder."""
    for path in paths(root):
        if os.path.basename(path) != _AMBIGUOUS:
            if os.path.exists(path):
                return True
        elif _SPHINX.search(head(path, _LONGEST, bounds) or b""):
            return True
    return False
