"""What a theme of Hexo adds to a site, as far as it is known without it (https://hexo.io/docs/themes).

What themes provide was read in ten that are common: landscape, next, butterfly, fluid, icarus, matery,
archer, reimu, volantis and yilia. They have style sheets, programs, fonts and libraries, and images of their
own, such as an avatar or a banner. Some generate a list of all tags, of friends, or a page for what is not
found.
"""

import os
from typing import Protocol

from lint.archive.builders import surroundings
from lint.archive.builders.hexo_dates import HexoSite
from lint.primitives.bounds import Bounds
from lint.primitives.patterns import regex

_CODE = regex(
    r".*\.(?:css|js|mjs|map|json|xml|webmanifest|woff2?|ttf|otf|eot|ico|cur|wasm|styl|scss|sass|less)"
    r"|/(?:css|js|libs?|vendors?|fonts?|webfonts|fancybox|plugins|live2d)/.*"
)
_IMAGE = regex(r".*\.(?:png|jpe?g|gif|svg|webp|avif|bmp)")
_OF_THEMES = regex(
    r"avatar|author|profile|logo|icon|banner|cover|background|header|footer|default|loading|error|reward"
    r"|alipay|wechat|weixin|cursor|thumb|placeholder|random|beian|sprite|feature|(?<![a-z])(?:bg|qr|pay|404|og)"
)
_PAGES = regex(r"/(?:404\.html|links?/|friends?/|all-(?:archives|categories|tags)/)")


class ThemedSite(HexoSite, Protocol):
    """What is asked of a site about its theme."""

    @property
    def root(self) -> str:
        """See `Hexo.root`."""

    @property
    def bounds(self) -> Bounds:
        """See `Hexo.bounds`."""


def name(site: HexoSite) -> str:
    """Return the name of the theme."""
    return site.configuration.get("theme") or "landscape"


def folders(site: ThemedSite) -> list[str]:
    """Return the paths of the folders that a theme in the site has: one of them, or both."""
    return [os.path.join(site.root, "themes", name(site), folder) for folder in ("layout", "source")]


def is_here(site: ThemedSite) -> bool:
    """Return whether the theme is a folder of the site, so that its files are known; links do not count."""
    root = os.path.realpath(site.root)
    return any(
        os.path.isdir(path) and os.path.realpath(path) == os.path.join(root, os.path.relpath(path, site.root))
        for path in folders(site)
    )


def scripts(site: ThemedSite) -> list[str]:
    """Return the paths of the scripts of the site and of a theme in it (https://hexo.io/docs/plugins#Script)."""
    tops = ("scripts", f"themes/{name(site)}/scripts")
    paths = (os.path.join(site.root, top) for top in tops)
    return [
        path for top in paths for path in surroundings.below(top, site.bounds, (".js", ".ts", ".mjs", ".cjs"))
    ]


def may_provide(place: str, theme: str, lists: tuple[str, ...]) -> bool:
    """Return whether a theme that is elsewhere may provide an address.

    Parameters:
        place: the address.
        theme: the name of the theme, which is that of images, too.
        lists: the addresses of its lists of tags and categories.
    """
    if place in lists or _PAGES.fullmatch(place) is not None:
        return True
    lower = place.lower()
    if _CODE.fullmatch(lower) is not None:
        return True
    is_own = theme.lower() in lower or _OF_THEMES.search(lower) is not None
    return is_own and _IMAGE.fullmatch(lower) is not None
