"""What plug-ins of Docusaurus add to a site (https://docusaurus.io/docs/api/plugins)."""

import re
from functools import cached_property

from lint.archive.builders import docusaurus_addresses, surroundings
from lint.archive.builders.docusaurus_addresses import DocusaurusSite, all_folders
from lint.archive.builders.literals import without_comments
from lint.primitives.bounds import Bounds
from lint.primitives.files import head
from lint.primitives.patterns import regex

# Plug-ins and themes that add no pages but those below.
_QUIET = regex(
    r"(?:@docusaurus/)?(?:plugin-|theme-)?(?:content-(?:docs|blog|pages)|classic|preset-classic|ideal-image|sitemap|pwa|svgr"
    r"|rsdoctor|debug|google-(?:analytics|gtag|tag-manager)|vercel-analytics|client-redirects|mermaid|live-codeblock"
    r"|search-algolia|css-cascade-layers|common|faster|types|core|module-type-aliases|tsconfig)"
    r"|@easyops-cn/docusaurus-search-local|docusaurus-lunr-search|docusaurus-plugin-(?:image-zoom|sass|matomo|fathom)"
)
_NAME = regex(
    r"[\"']((?:@[\w-]+/)?(?:docusaurus-)?(?:plugin|theme|preset)-[\w-]+|@docusaurus/[\w-]+|@[\w-]+/docusaurus-[\w-]+|docusaurus-[\w-]+)[\"']"
)
_PLUGINS = regex(r"\bplugins\s*:[^\]]*")
_OWN = regex(r"[\"']\./|require\.resolve\(|function|=>")
_HOOKS = ("injectHtmlTags", "addRoute")
_LISTS = {
    "docs": r"(?:tags(?:/.*)?|category/.+|(?:.*/)?category/.+)",
    "blog": r"(?:page/\d+|tags(?:/.*)?|archive|authors(?:/.*)?|(?:rss|atom)\.(?:xml|xsl)|feed\.json)",
    "pages": r"(?:search|sitemap\.xml|404\.html|opensearch\.xml|llms[\w-]*\.txt)",
}
_SLUG = regex(r"[\"']?\bslug[\"']?\s*:\s*[\"']?([^\"'\n,}]+)")


class Generated:
    """What a site may have besides its own files.

    Parameters:
        site: the site.
        root: its folder.
        bounds: the archive.
    """

    def __init__(self, site: DocusaurusSite, root: str, bounds: Bounds) -> None:
        self._site = site
        self._root = root
        self._bounds = bounds

    def may_generate(self, place: str) -> bool:
        """Return whether a plug-in may publish an address."""
        if not place.startswith("/"):
            return False
        bare = place.rstrip("/")
        return (
            self._is_open or self._pattern.fullmatch(bare) is not None or bare.lstrip("/") in self._categories
        )

    @cached_property
    def _is_open(self) -> bool:
        """Whether a plug-in that is not known, or one of the site's own, may add routes."""
        source = without_comments(self._site.configuration.text)
        has_own = any(_OWN.search(source, *listed.span()) for listed in _PLUGINS.finditer(source))
        is_own = has_own or any(hook in source for hook in _HOOKS) or self._site.content is None
        return is_own or any(_QUIET.fullmatch(name) is None for name in _NAME.findall(source))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        found = []
        for plugin, _, route in all_folders(self._site, self._site.content or []):
            prefix = f"/{route.strip('/')}" if route.strip("/") else ""
            found.append(f"{re.escape(prefix)}(?:/{_LISTS[plugin]}|{'' if plugin == 'blog' else '(?!)'})")
        return re.compile("|".join(found) or "(?!)")

    @cached_property
    def _categories(self) -> frozenset[str]:
        """The addresses of the categories' own pages that have a slug, without slashes around them."""
        paths = docusaurus_addresses.settings(self._site, self._root, self._bounds)
        texts = (head(path, surroundings.LONGEST, self._bounds) or b"" for path in paths)
        slugs = [
            slug.strip().strip("/")
            for text in texts
            for slug in _SLUG.findall(text.decode("utf-8", "replace"))
        ]
        routes = {folder.route.strip("/") for folder in all_folders(self._site, self._site.content or [])}
        return frozenset(f"{route}/{slug}".strip("/") for slug in slugs for route in routes)
