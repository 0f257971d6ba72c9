"""Where Hexo publishes files (https://hexo.io/docs/permalinks).

The address of a post cannot be told where it has a date or time and the post has none, or one that is
another day in the zones in which the site may be built; where `permalink` has a placeholder that neither the
post, the configuration nor Hexo fills in, or one that is made in the build (`:id`, and `:hash` and
`:timestamp` without a `timezone`); with several branches of categories, whose order depends on the whole
site; with `future: false`, for a post of a later day; and with a plug-in for permalinks.
"""

import posixpath
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lint.archive.builders import hexo_dates
from lint.archive.builders.addresses import NOWHERE, Published, address_of
from lint.archive.builders.hexo_dates import HexoSite
from lint.archive.builders.javascript import extension, printed
from lint.primitives.patterns import regex
from lint.values.hexo_ids import slug as slugized

_PLACEHOLDER = regex(r":(\w*[^_\W])", re.ASCII)
# The patterns of the placeholders in `new_post_name`; the others take as little as they can.
_SEGMENTS = {
    "year": r"\d{4}", "month": r"\d{2}", "day": r"\d{2}", "i_month": r"\d{1,2}", "i_day": r"\d{1,2}",
    "hash": r"[0-9a-f]{12}",
}  # fmt: skip
# What the file name gives to a post only for its date or slug.
_OF_NAME = frozenset(("title", "year", "month", "day", "i_month", "i_day", "hash"))
# The fields of every post whose value is Hexo's own (`models/post.js`); some would stop the build.
_OWN = frozenset((
    "id", "path", "permalink", "full_source", "asset_dir", "tags", "categories", "updated", "photos", "raw",
    "content", "excerpt", "more", "date",
))  # fmt: skip
_OUTPUTS = {
    "css": "css", "js": "js", "json": "json", "yml": "json", "yaml": "json", "styl": "css", "stylus": "css",
}  # fmt: skip
# What usual plug-ins render, so that the file is published under another name, or is not read at all.
_OF_PLUGINS = (".pug", ".jade", ".less", ".scss", ".sass", ".coffee", ".ts", ".jsx", ".org", ".swig", ".hbs")
_FALSE = (None, False, 0, "")
CASES = {1: str.lower, 2: str.upper}


class _UntoldError(Exception):
    """An address cannot be told."""


def published(site: HexoSite, relative: str, fields: Mapping[str, object]) -> Published | None:
    """Return where a post or page is published; `None` if that cannot be told."""
    inside = relative.removeprefix(f"{site.source}/")
    folder, _, below = inside.partition("/")
    if folder not in ("_posts", "_drafts") or not below:
        return _linked(site, _page(inside, fields))
    configured = site.configuration
    is_draft = folder == "_drafts" or fields.get("published", True) in (False, 0, "", "false", "0")
    if is_draft and configured.get("render_drafts", bool) is not True:
        return NOWHERE
    has_assets = configured.get("post_asset_folder", bool) is True
    if has_assets and extension(below) != extension(configured.get("new_post_name") or ":title.md"):
        return None
    try:
        return _linked(site, _published(_post(site, below, fields, has_assets=has_assets)))
    except (_UntoldError, OverflowError):  # or a date that is not one in UTC
        return None


def static_address(site: HexoSite, relative: str) -> str | None:
    """Return where a file in the source folder, or in the theme's, is published without being a page."""
    theme = f"themes/{site.configuration.get('theme') or 'landscape'}/source/"
    inside = relative.removeprefix(f"{site.source}/").removeprefix(theme)
    hidden = any(part[:1] in ("_", ".") for part in inside.split("/")) or inside.endswith(("~", "%"))
    if inside == relative or hidden or inside.endswith(_OF_PLUGINS):
        return None
    output = _OUTPUTS.get(extension(inside)[1:])
    return f"/{inside}" if output is None else f"/{_stem(inside)}.{output}"


def slug_of(site: HexoSite, below: str) -> str:
    """Return the slug by which tags find a post, given its path in the folder of posts."""
    return _of_name(site.configuration.get("new_post_name") or ":title.md", below)["title"]


def from_name(site: HexoSite, below: str) -> dict[str, str]:
    """Return the fields that the name of a post gives it by `new_post_name`, such as its category."""
    named = _of_name(site.configuration.get("new_post_name") or ":title.md", below)
    return {name: value for name, value in named.items() if name not in _OF_NAME}


def _stem(path: str) -> str:
    return path[: len(path) - len(extension(path))]


def _page(inside: str, fields: Mapping[str, object]) -> Published | None:
    permalink = fields.get("permalink")
    output = _OUTPUTS.get(extension(inside)[1:], "html")
    if not permalink:
        return _published(f"{_stem(inside)}.{output}")
    if not isinstance(permalink, str):
        return None
    path = permalink + "index" * permalink.endswith("/")
    return _published(path if extension(path) else f"{path}.{output}")


def _linked(site: HexoSite, found: Published | None) -> Published | None:
    """Return the addresses with that of Hexo's links first, by `pretty_urls`."""
    if found is None or mapping(site, "pretty_urls").get("trailing_html") is not False:
        return found
    (address,) = found.addresses
    return found._replace(addresses=tuple(dict.fromkeys((address.removesuffix(".html"), address))))


def _published(path: str) -> Published:
    """Return the address of a route: without slashes before it, and without a query (`router.js`)."""
    route = path.lstrip("/").replace("\\", "/").partition("?")[0]
    route += "index.html" * (not route or route.endswith("/"))
    return Published((address_of(posixpath.normpath(route)),))


def _post(site: HexoSite, below: str, fields: Mapping[str, object], *, has_assets: bool) -> str:
    """Return the path of a post (`plugins/filter/post_permalink.js`)."""
    configured = site.configuration
    if configured.get("future", bool) is False and hexo_dates.may_be_future(site, fields):
        raise _UntoldError
    own = fields.get("permalink")
    if own:
        if not isinstance(own, str):
            raise _UntoldError
        path = own
    else:
        style = configured.get("permalink")
        if style == "" or (style is None and configured.get("permalink", object) is not None):
            raise _UntoldError
        if site.has_plugin("permalink"):
            raise _UntoldError
        style = style or ":year/:month/:day/:title/"
        named = _of_name(configured.get("new_post_name") or ":title.md", below)
        names = set(_PLACEHOLDER.findall(style))
        paths = {
            _filled(site, style, named, fields, when)
            for when in hexo_dates.moments(site, named, fields, names)
        }
        if len(paths) != 1:
            raise _UntoldError
        (path,) = paths
    return path + "/" * (has_assets and not path.endswith(("/", ".html")))


def _filled(
    site: HexoSite, style: str, named: Mapping[str, str], fields: Mapping[str, object], when: datetime | None
) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name in hexo_dates.DATES:
            if when is None:
                raise _UntoldError
            return hexo_dates.DATES[name].format(when)
        return _value(site, name, named, fields, when)

    return _PLACEHOLDER.sub(value, style)


def _value(
    site: HexoSite, name: str, named: Mapping[str, str], fields: Mapping[str, object], when: datetime | None
) -> str:
    match name:
        case "title" | "slug":
            return named["title"]
        case "name":
            return posixpath.basename(named["title"])
        case "post_title":
            return slugized(_title(site, named, fields)).lower()
        case "category":
            return _category(site, fields)
        case "hash" | "timestamp":
            text = hexo_dates.of_time(site, name, named["title"], when)
            if text is None:
                raise _UntoldError
            return text
    if name in _OWN:
        raise _UntoldError
    given: Any = named.get(name) if name in named and name not in _OF_NAME else None
    for source in (fields, {"layout": "post", "comments": True}, mapping(site, "permalink_defaults")):
        if given is None and name in source:
            given = source[name]
            break
    text = printed(given)
    if text is None:
        raise _UntoldError
    return text


def _title(site: HexoSite, named: Mapping[str, str], fields: Mapping[str, object]) -> str:
    if "title" not in fields and site.configuration.get("use_slug_as_post_title", bool) is True:
        return named["title"]
    title = fields.get("title")
    text = "" if title is None else printed(title)
    if text is None:
        raise _UntoldError
    return text


def _category(site: HexoSite, fields: Mapping[str, object]) -> str:
    """Return the address of the last category: below each other, unless there are lists in the list."""
    given = fields.get("categories")
    if given in _FALSE:  # but not an empty list
        given = fields.get("category")
    given = [] if given in _FALSE else given
    items = [each for each in (given if isinstance(given, list) else [given]) if each not in (None, "")]
    branches = [each for each in items if isinstance(each, list)]
    if branches and len(items) > 1:
        raise _UntoldError
    names = [printed(each) for each in (branches[0] if branches else items) if each not in (None, "")]
    if not names:
        return site.configuration.get("default_category") or "uncategorized"
    case = CASES.get(site.configuration.get("filename_case", int) or 0, str)
    known = mapping(site, "category_map")
    slugs = []
    for name in names:
        mapped = known.get(name, name) if name is not None else None
        if not isinstance(mapped, str):
            raise _UntoldError
        slugs.append(case(slugized(mapped or str(name))))
    return "/".join(slugs)


def mapping(site: HexoSite, key: str) -> Mapping[str, object]:
    """Return the mapping at a key of the configuration; empty without one."""
    found = site.configuration.get(key, dict)
    return {str(name): value for name, value in found.items()} if found else {}


def _of_name(pattern: str, below: str) -> dict[str, str]:
    """Return what the file's path gives by the pattern of names; its title is the post's slug."""
    pattern, path = _stem(pattern), _stem(below)
    names: list[str] = []
    found = ""
    end = 0
    for match in _PLACEHOLDER.finditer(pattern):
        names.append(match[1])
        found += re.escape(pattern[end : match.start()]) + f"({_SEGMENTS.get(match[1], '.+?')})"
        end = match.end()
    whole = re.fullmatch(found + re.escape(pattern[end:]), path)
    data = dict(zip(names, whole.groups(), strict=True)) if whole is not None else {}
    return data if "title" in data else {**data, "title": slugized(path)}
