"""Tools that build sites and are not known: their extensions decide what pages have.

They give ids to what they like, define labels for all pages, such as those of functions, and fill in the text
of links.
"""

import os

# What configures MkDocs, Zensical, Sphinx, MyST and Jupyter Book.
_NAMES = (
    "mkdocs.yml", "mkdocs.yaml", "zensical.toml", "zensical.yml", "conf.py", "myst.yml", "_toc.yml",
)  # fmt: skip
# Where that is: above the pages, or in a program's folder of documentation.
_FOLDERS = ("", os.pardir, "docs", "doc", os.path.join("docs", "source"))


def paths(root: str) -> list[str]:
    """Return where such a tool may be configured, for pages below a folder."""
    folders = [os.path.normpath(os.path.join(root, folder)) for folder in _FOLDERS]
    return [os.path.join(folder, name) for folder in folders for name in _NAMES]
