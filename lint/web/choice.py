"""Which URLs are asked, and where: `exclude`, `include` and `remap`."""

from lint.values.url_patterns import UrlPatterns
from lint.values.urls import parse
from lint.web.settings import OnlineSettings

EXCLUDED = "excluded"
NOT_INCLUDED = "not included"


class Choice:
    """What the settings leave out, for the schedule and for rules.

    Parameters:
        settings: how the web is asked.
    """

    def __init__(self, settings: OnlineSettings) -> None:
        self._exclude = UrlPatterns(settings.exclude)
        self._include = UrlPatterns(settings.include) if settings.include else None
        self._remap = settings.remap
        self._is_all = not (settings.exclude or settings.include)

    def left_out(self, url: str) -> str:
        """Return why a URL is not asked, in a few words; empty if it is."""
        if self._is_all:
            return ""
        if next(self._exclude.of(url), None) is not None:
            return EXCLUDED
        if self._include is not None and next(self._include.of(url), None) is None:
            return NOT_INCLUDED
        return ""

    def target(self, url: str) -> str:
        """Return what is asked instead of a URL, by the first beginning that it has; else the URL."""
        for beginning, instead in self._remap:
            if url.startswith(beginning):
                remapped = instead + url[len(beginning) :]
                parsed = parse(remapped)
                return remapped if parsed is None else parsed.href
        return url
