"""Pelican (https://docs.getpelican.com/)."""

from collections.abc import Sequence
from typing import ClassVar

from lint.archive.builders.markdown import PYTHON, Markdown
from lint.archive.builders.site import Site, TagText
from lint.config.dialects import Dialect


class Pelican(Site):
    """A site built by Pelican, with Python-Markdown."""

    name: ClassVar[Dialect] = "pelican"
    title: ClassVar[str] = "Pelican"
    marks: ClassVar[Sequence[str]] = ("pelicanconf.py",)
    configuration_files: ClassVar[Sequence[str]] = ("pelicanconf.py",)
    folders_without_posts: ClassVar[frozenset[str]] = frozenset(("output", "themes"))
    opens_without_fence: ClassVar[bool] = True
    ignores_case_of_keys: ClassVar[bool] = True
    tag_text: ClassVar[TagText] = "commas"
    markdown: ClassVar[Markdown] = PYTHON
