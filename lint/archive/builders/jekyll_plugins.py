"""The plug-ins of a Jekyll site, as far as they decide about addresses (https://jekyllrb.com/docs/plugins/)."""

import os
import re
from functools import cached_property

from lint.archive.builders import surroundings
from lint.archive.builders.site import Site
from lint.primitives.files import head
from lint.primitives.patterns import regex

# Those that give other addresses to pages, or make pages of files without a front matter.
_MOVING = regex(
    rb"jekyll-(?:polyglot|multiple-languages|optional-front-matter|readme-index|paginate-v2|language-plugin)"
)
# What a plug-in in the site's own folder does to change an address.
_MOVES = regex(
    rb"\bpermalink\b|@url\b|def (?:url|destination|write\?|publish\?)|\.url\s*=[^=~]|[\"']published"
)
_LONGEST = 100_000


class Plugins:
    """The plug-ins that a site names, and those in its folder."""

    def __init__(self, site: Site) -> None:
        self._site = site
        gemfile = head(os.path.join(site.root, "Gemfile"), _LONGEST, site.bounds) or b""
        self._named = [*site.configuration.contents, gemfile]

    def has(self, name: bytes) -> bool:
        """Return whether the configuration or the Gemfile names a plug-in."""
        return any(re.search(rb"^[^#\n]*\b" + name + rb"\b", each, re.MULTILINE) for each in self._named)

    @cached_property
    def are_there(self) -> bool:
        """Whether the site has any."""
        return bool(self._paths) or any(b"jekyll-" in each for each in self._named)

    @cached_property
    def move_pages(self) -> bool:
        """Whether one of them may decide about addresses."""
        return any(_MOVING.search(each) for each in self._named) or any(
            _MOVES.search(head(path, _LONGEST, self._site.bounds) or b"") for path in self._paths
        )

    @cached_property
    def _paths(self) -> list[str]:
        return paths(self._site)


def paths(site: Site) -> list[str]:
    """Return the programs in the folder of the site's own plug-ins."""
    folder = os.path.join(site.root, site.configuration.get("plugins_dir") or "_plugins")
    return surroundings.below(folder, site.bounds, (".rb",))
