"""What plug-ins and themes of Jekyll may add to a site (https://jekyllrb.com/docs/plugins/your-first-plugin/)."""

import os
import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from lint.archive.builders import list_pages
from lint.archive.builders.jekyll_plugins import Plugins
from lint.archive.builders.site import Site
from lint.primitives.files import head
from lint.primitives.patterns import regex

# Plug-ins that write no pages of their own, or whose pages `published` gives.
_QUIET = regex(
    r"jekyll-(?:seo-tag|redirect-from|gist|avatar|mentions|github-metadata|include-cache|titles-from-headings"
    r"|default-layout|relative-links|toc|last-modified-at|spaceship|target-blank|commonmark|commonmark-ghpages"
    r"|coffeescript|sass-converter|watch|remote-theme|youtube|twitter-plugin|email-protect|compose|loading-lazy"
    r"|link-attributes|external-links|optional-front-matter|readme-index|swiss)"
    r"|jemoji|jekyll|kramdown[\w\-]*|rouge|minima|bundler|webrick|wdm|tzinfo(?:-data)?|http_parser\.rb|rake"
    r"|html-proofer|liquid-c|mini_racer|execjs|premonition|ffi|csv|base64|bigdecimal|faraday-retry|faraday"
    r"|github-pages|logger|ostruct|liquid|nokogiri|json|sassc|sass-embedded"
)
_FEED = r"/.*feed.*\.xml|/feed/.*"
_PATHS = {
    "jekyll-feed": _FEED,
    "jekyll-sitemap": r"/sitemap\.xml|/robots\.txt|/sitemap\.xsl",
    "jekyll-paginate": r"/.*page.*",
    "jekyll-paginate-v2": r"/.*",
    "jekyll-archives": r"/.*",
    "jekyll-compress-html": r"/compress\.html",
}
# What is often included, and has no posts.
_NO_POSTS = (".htaccess", ".well-known", ".nojekyll")
# Those of them that make lists in other ways.
_LISTING = ("jekyll-paginate-v2", "jekyll-archives")
_GROUP = regex(
    r"^[ \t]*group\b[^\n]{0,200}?:jekyll_plugins[^\n]{0,200}?\bdo\b(.*?)(?:^[ \t]*end\b|\Z)",
    re.MULTILINE | re.DOTALL,
)
_GEM = regex(r"^[ \t]*gem\s*(?:\(\s*)?[\"']([^\"'\n]+)[\"']([^\n]*)", re.MULTILINE)
# What a plug-in does to write a page or a file.
_WRITES = regex(rb"Generator|Page|StaticFile|static_files|Hooks|[Ww]rite|FileUtils|Collection|Document")
_LONGEST = 100_000
_MOST = 100


class Generated:
    """What a site may have besides its own files."""

    def __init__(self, site: Site, plugins: Plugins) -> None:
        self._site = site
        self._plugins = plugins
        file = head(os.path.join(site.root, "Gemfile"), _LONGEST, site.bounds)
        self._gemfile = (file or b"").decode("utf-8", "replace")

    @cached_property
    def is_on_pages(self) -> bool:
        """Whether GitHub Pages may build the site, with the plug-ins that are always on there.

        https://docs.github.com/en/pages/setting-up-a-github-pages-site-with-jekyll/about-github-pages-and-jekyll
        """
        return not self._gemfile or "github-pages" in self._gemfile

    @cached_property
    def has_relative_links(self) -> bool:
        """Whether links to Markdown files may become links to their pages."""
        return self.is_on_pages or self._plugins.has(b"jekyll-relative-links")

    @cached_property
    def _has_theme(self) -> bool:
        return any(self._site.configuration.get(key) for key in ("theme", "remote_theme"))

    def may_generate(self, place: str) -> bool:
        """Return whether a plug-in or a theme may provide an address or a file."""
        includes = self._site.configuration.get("includes_dir") or "_includes"
        if place.startswith(f"{includes}/"):
            return self._has_theme
        if place.startswith("post:"):
            return self._is_open
        address = place if place.startswith("/") else f"/{place}"
        if self._is_open or self._is_of_theme(address):
            return True
        if any(address.startswith(f"/{kept}/") for kept in self._kept):
            return True
        if self._of_list(address) is not None:
            return True
        return self._generated is not None and self._generated.fullmatch(address) is not None

    def list_page(self, place: str) -> Sequence[str]:
        """Return what it takes for a page of the list of posts to exist.

        https://jekyllrb.com/docs/pagination/
        """
        size, found = self._site.configuration.get("paginate", int), self._of_list(place)
        if found is None or self._is_open or not size or size < 1 or not self._names.isdisjoint(_LISTING):
            return ()
        included = self._site.configuration.texts("include")
        if any(each.startswith(".") and each not in _NO_POSTS for each in included):
            return ()  # posts in a hidden folder are not listed
        return list_pages.taken(found[1], size)

    def _of_list(self, address: str) -> re.Match[str] | None:
        """Return the number of a page of the list of posts, as the first group."""
        return self._list_pages.fullmatch(address) if self._list_pages is not None else None

    @cached_property
    def _list_pages(self) -> re.Pattern[str] | None:
        before, number, after = (
            (self._site.configuration.get("paginate_path") or "/page:num/").strip("/").partition(":num")
        )
        if not number or "jekyll-paginate" not in self._names:
            return None
        return re.compile(rf"/{re.escape(before)}(\d{{1,9}}){re.escape(after)}/?(?:index\.html)?")

    def _is_of_theme(self, address: str) -> bool:
        """Return whether a theme may have a file; that of GitHub Pages has only a style sheet."""
        if self._has_theme:
            return address.startswith("/assets/")
        return self.is_on_pages and address.startswith("/assets/css/")

    @cached_property
    def _kept(self) -> tuple[str, ...]:
        """The folders of the output that Jekyll does not clean, since another program writes them."""
        return tuple(filter(None, (each.strip("/") for each in self._site.configuration.texts("keep_files"))))

    @cached_property
    def _names(self) -> frozenset[str]:
        """The plug-ins that are loaded."""
        configuration = self._site.configuration
        found = {*configuration.texts("plugins"), *configuration.texts("gems")}
        for match in _GROUP.finditer(self._gemfile):
            found.update(each[1] for each in _GEM.finditer(match[1]))
        found.update(each[1] for each in _GEM.finditer(self._gemfile) if "jekyll_plugins" in each[2])
        if self._has_theme:  # whose plug-ins are loaded, too
            found.update(("jekyll-feed", "jekyll-sitemap", "jekyll-paginate"))
        return frozenset(found)

    @cached_property
    def _is_open(self) -> bool:
        """Whether a plug-in that is not known, or one of the site's own, may write anything."""
        theme = self._site.configuration.get("theme")
        unknown = (
            name
            for name in self._names
            if name not in _PATHS and name != theme and not _QUIET.fullmatch(name)
        )
        return self._plugins.move_pages or next(unknown, None) is not None or self._own_may_write()

    def _own_may_write(self) -> bool:
        folder = os.path.join(self._site.root, self._site.configuration.get("plugins_dir") or "_plugins")
        for count, path in enumerate(_ruby(folder)):
            if count == _MOST or _WRITES.search(head(path, _LONGEST, self._site.bounds) or b"Page"):
                return True
        return False

    @cached_property
    def _generated(self) -> re.Pattern[str] | None:
        found = [_PATHS[name] for name in sorted(self._names) if name in _PATHS]
        if self._site.configuration.get("feed.path"):
            found.append(re.escape("/" + str(self._site.configuration.get("feed.path")).lstrip("/")))
        return re.compile("|".join(found)) if found else None


def _ruby(folder: str) -> Iterator[str]:
    for at, _, names in os.walk(folder):
        yield from (os.path.join(at, name) for name in names if name.endswith(".rb"))
