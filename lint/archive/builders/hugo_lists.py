"""The pages of Hugo's lists: how many there are (https://gohugo.io/templates/pagination/)."""

import os
from collections.abc import Sequence
from functools import cached_property

from lint.archive import conventions
from lint.archive.builders import list_pages, surroundings
from lint.archive.builders.hugo_generated import ADAPTER, Generated
from lint.archive.builders.hugo_settings import HugoSettings
from lint.archive.builders.site import Site
from lint.primitives.files import head
from lint.primitives.patterns import regex

_USUAL = 10
_CALL = regex(rb"\.Paginat(?:e|or)\b")
# A call of which the size of a page is certain: it is that of the site, or a number.
_CERTAIN = regex(
    rb"\.(?:Paginator|Paginate\s{1,9}(?:\([^()]{1,300}\)|[$.\w]{1,100}))(?:\s{1,9}(\d{1,4}))?"
    rb"(?:\.\w|\s{0,9}(?:[)}|]|-\}))"
)
# A template that has one of these may list pages that are no posts.
_OTHERS = regex(rb"(?i)site\.(?:all)?pages\b|taxonom|terms\b")


class Lists:
    """The lists of a site."""

    def __init__(self, site: Site, settings: HugoSettings, generated: Generated) -> None:
        self._site = site
        self._settings = settings
        self._generated = generated

    def page(self, place: str) -> Sequence[str]:
        """Return what it takes for a page of a list to exist; nothing for what is none, or cannot be told."""
        found = self._generated.list_pages.fullmatch(place)
        if found is None or not self._least or not self._generated.is_of_posts(found["list"]):
            return ()
        return (*list_pages.taken(found["number"], self._least), ADAPTER)

    @cached_property
    def _least(self) -> int:
        """How many pages a page of a list has, at least, if it is full; 0 if that is not known."""
        settings = self._settings
        is_open = self._generated.lacks_a_theme or self._generated.has_mounts or settings.is_untold
        elsewhere = any(_is_elsewhere(mount.source) for mount in settings.contents)
        if is_open or elsewhere or self._generated.has_other_content:
            return 0
        set_to = list(settings.of_pagination("pagerSize", "paginate"))
        # Each version of Hugo reads one of the two names; if that is not there, the size is the usual one.
        sizes = [_USUAL, *(each for each in set_to if type(each) is int and each > 0)]
        if len(sizes) <= len(set_to):
            return 0
        for path in self._layouts:
            content = head(path, surroundings.LONGEST, self._site.bounds)
            found = _sizes(content) if content is not None else None
            if found is None:
                return 0
            sizes += found
        return min(sizes)

    @cached_property
    def _layouts(self) -> Sequence[str]:
        """The paths of all templates; those that are too many to be read are named, too."""
        tops = [os.path.join(self._site.root, each).rstrip("/") for each in self._generated.layouts]
        return [path for top in tops for path in surroundings.below(top, self._site.bounds)]


def _sizes(template: bytes) -> list[int] | None:
    """Return the sizes of pages that a template gives; `None` if they cannot be told."""
    calls = [match.start() for match in _CALL.finditer(template)]
    certain = [_CERTAIN.match(template, at) for at in calls]
    if not calls:
        return [] if len(template) < surroundings.LONGEST else None
    if None in certain or _OTHERS.search(template) or len(template) >= surroundings.LONGEST:
        return None
    return [int(match[1]) for match in certain if match is not None and match[1]]


def _is_elsewhere(folder: str) -> bool:
    return any(part in conventions.MADE or part[:1] == "." for part in folder.split("/"))
