"""The pages of Hugo's lists: how many there are (https://gohugo.io/templates/pagination/)."""

import os
from collections.abc import Sequence
from functools import cached_property

from lint.archive.builders import list_pages, surroundings
from lint.archive.builders.hugo_generated import ADAPTER, Generated, is_elsewhere
from lint.archive.builders.hugo_settings import HugoSettings
from lint.archive.builders.site import Site
from lint.primitives.files import head
from lint.primitives.patterns import regex

_USUAL = 10
_CALL = regex(rb"\.Paginat(?:e|or)\b")
# A call that lists pages of the page itself, or of the site, and has the size of the site or a number.
_OF_POSTS = rb"(?:\.(?:Data\.)?Pages|(?:\.|(?:\$?\.Site|site)\.)RegularPages(?:Recursive)?)"
_CERTAIN = regex(
    rb"(?<=[\s($\{])\.(?:Paginator|Paginate\s{1,9}(?:"
    + _OF_POSTS
    + rb"|\(where\s{1,9}"
    + _OF_POSTS
    + rb"\s[^()|]{1,300}\)))(?:\s{1,9}(\d{1,4}))?(?:\.\w|\s{0,9}(?:[)}]|-\}))"
)
# What begins the code that a call is in, and what gives that an argument more.
_CODE, _PIPE = b"{{", b"|"
# Where a template has one of these, some template may list what is no post, or a post more than once.
_OTHERS = regex(
    rb"(?i)(?:site|\$(?!pag)\w{1,99})\.(?:all)?pages\b|with\s{1,9}(?:\$|\.)?\.?site\b|taxonom|\.terms\b|getpage|\.sections\b"
    rb"|\bunion\b|\bappend\b"
)


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
        # A theme or a module may have settings, templates and pages of its own; mounts may show a page twice.
        has_others = any(settings.value(key) for key in ("theme", "module")) or settings.is_untold
        has_terms = any("taxonomies" in each for each in settings.languages.values())
        if has_others or has_terms or any(is_elsewhere(mount.source) for mount in settings.contents):
            return 0
        set_to = list(settings.of_pagination("pagerSize", "paginate"))
        # Each version of Hugo reads one of the two names; if that is not there, the size is the usual one.
        sizes = [_USUAL, *(each for each in set_to if type(each) is int and each > 0)]
        if len(sizes) <= len(set_to):
            return 0
        if len(self._layouts) >= surroundings.MOST_FILES:
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
        """The paths of the templates, as many as are read."""
        tops = [os.path.join(self._site.root, each).rstrip("/") for each in self._generated.layouts]
        return [path for top in tops for path in surroundings.below(top, self._site.bounds)]


def _sizes(template: bytes) -> list[int] | None:
    """Return the sizes of pages that a template gives; `None` if they cannot be told."""
    calls = [match.start() for match in _CALL.finditer(template)]
    certain = [_CERTAIN.match(template, at) for at in calls]
    is_piped = any(_PIPE in template[template.rfind(_CODE, 0, at) : at] for at in calls)
    if None in certain or is_piped or _OTHERS.search(template) or len(template) >= surroundings.LONGEST:
        return None
    return [int(match[1]) for match in certain if match is not None and match[1]]
