"""Where Eleventy publishes templates (https://www.11ty.dev/docs/permalinks/).

The address of a page cannot be told where `permalink` has template code other than a plain variable that the
page or a JSON data file sets, perhaps with `slugify`; where `eleventyComputed`, `pagination`, a layout,
global data or a data file in JavaScript decides it; with an engine that `templateEngineOverride` names; or if
the input folder is not a plain text in the configuration.
"""

import posixpath
import re
from collections.abc import Mapping

from lint.archive.builders import eleventy_data
from lint.archive.builders.addresses import NOWHERE, Published, address_of
from lint.archive.builders.eleventy_data import EleventySite, without_suffix
from lint.archive.builders.javascript import extension, printed
from lint.primitives.patterns import regex

_DATED = regex(r"\d{4}-\d{2}-\d{2}-(.*)", re.ASCII)
_ONE_CHARACTER = regex(r"\A[^\n\U00010000-\U0010FFFF]/")
_VARIABLE = regex(r"\{\{-?\s*([\w.]+)\s*(?:\|\s*(slugify)\s*)?-?\}\}", re.ASCII)
# Those that Nunjucks escapes in what it prints.
_ESCAPED = frozenset("&<>\"'`\\")


def published(  # noqa: PLR0911 - one answer a kind of permalink
    site: EleventySite, relative: str, fields: Mapping[str, object]
) -> Published | None:
    """Return where a template is published; `None` if that cannot be told."""
    inside = relative.removeprefix(site.input)
    data = eleventy_data.of(site, relative)
    if data is None:
        return None
    values = {**data, **fields}
    permalink = values.get("permalink")
    if isinstance(data.get("permalink"), dict) and not isinstance(permalink, dict):
        return None
    if isinstance(permalink, dict):
        permalink = {**_mapping(data.get("permalink")), **_mapping(fields.get("permalink"))}
    if _is_untold(site, values, permalink):
        return None
    if isinstance(permalink, dict) and permalink:
        if "build" not in permalink:
            return NOWHERE
        permalink = permalink["build"]
        if not isinstance(permalink, str):
            return None
    if permalink is False:
        return NOWHERE
    if not permalink and permalink not in (0, 0.0):
        return Published((address_of(_usual(inside)),))
    if not isinstance(permalink, str):
        return None
    link = _rendered(site, permalink, inside, values)
    return None if link is None else _linked(link, values)


def _is_untold(site: EleventySite, values: Mapping[str, object], permalink: object) -> bool:
    computed = values.get("eleventyComputed")
    is_draft = bool(values.get("draft")) and "draft" in site.configuration.text
    decides = (values.get("pagination"), values.get("permalinkBypassOutputDir"), is_draft)
    if any(decides) or (computed is not None and "permalink" in _mapping(computed)):
        return True
    has_none = permalink is None or permalink == ""
    return has_none and eleventy_data.may_have_permalink(site, values.get("layout"))


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _usual(inside: str) -> str:
    """Return the path of a template without a permalink: its name is a folder, unless it is that already."""
    folder, slash, name = inside.rpartition("/")
    stem = without_suffix(name)
    is_folder = stem in ("", "index") or folder.rpartition("/")[2] == stem
    return f"{folder}{slash}index.html" if is_folder else f"{folder}{slash}{stem}/index.html"


def _rendered(site: EleventySite, permalink: str, inside: str, values: Mapping[str, object]) -> str | None:
    """Return the permalink with its variables; `None` if a template engine has more to do."""
    if not any(mark in permalink for mark in ("{{", "{%", "{#")):
        return permalink
    if values.get("dynamicPermalink") is False:
        return permalink
    if "templateEngineOverride" in values or "setDynamicPermalinks" in site.configuration.text:
        return None
    known: dict[str, object] = {**values, **_page(inside)}
    computed = _mapping(values.get("eleventyComputed"))
    escapes = inside.endswith(".njk") or site.configuration.get("markdownTemplateEngine") == "njk"
    is_told = True

    def value(match: re.Match[str]) -> str:
        nonlocal is_told
        name, filter_ = match.groups()
        found: object = known
        for part in [name] if name in known else name.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        text = printed(found)
        if text is not None and filter_:
            from lint.values import eleventy_ids  # only for such permalinks

            text = eleventy_ids.slug(text)
        is_told &= text is not None and name.partition(".")[0] not in computed
        is_told &= not escapes or _ESCAPED.isdisjoint(text or "")
        return text or ""

    link = _VARIABLE.sub(value, permalink)
    is_plain = not any(mark in _VARIABLE.sub("", permalink) for mark in ("{{", "{%", "{#", "}}"))
    return link if is_told and is_plain else None


def _page(inside: str) -> dict[str, str]:
    """Return the variables of a page that come from its path (`TemplateFileSlug.js`)."""
    # A folder with a name of one character is lost there: its expression has a `.` for any character.
    *folders, name = _ONE_CHARACTER.sub("", inside).split("/")
    stem = _without_date(without_suffix(name))
    slug = stem if stem != "index" else _without_date(folders[-1]) if folders else ""
    return {"page.fileSlug": slug, "page.filePathStem": "/" + posixpath.join(*folders, stem)}


def _without_date(name: str) -> str:
    match = _DATED.search(name)
    return match[1] if match is not None else name


def _linked(link: str, values: Mapping[str, object]) -> Published | None:
    """Return the address that a permalink writes (`TemplatePermalink.js`); a path without a suffix stops."""
    path = link + "index.html" * link.endswith("/")
    path = posixpath.normpath("./" + path)
    if path.startswith("../") or link != link.strip() or "?" in link:
        return None
    name = path.rpartition("/")[2]
    if not extension(name) and not name.startswith(".") and not values.get("eleventyAllowMissingExtension"):
        return None
    return Published((address_of(path),))
