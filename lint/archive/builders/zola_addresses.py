"""Where Zola publishes pages and sections, by its documentation (https://www.getzola.org/documentation/content/overview/).

The address cannot be told where a path is not in ASCII, since a table transliterates it, or a folder is not
written as a slug; with `slugify` in the configuration; and for a page whose `slug` or `path` is not text.
"""

import re
from collections.abc import Iterator, Mapping

from lint.archive.builders.addresses import NOWHERE, Published, address_of
from lint.archive.builders.site_settings import SiteSettings
from lint.primitives.patterns import regex
from lint.values import slugs

_DATED = regex(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[-+]\d\d:\d\d))?[-_](.+)", re.ASCII)


def published(site: SiteSettings, inside: str, fields: Mapping[str, object]) -> Published | None:
    """Return where a file below `content` is published; `None` if that cannot be told."""
    if fields.get("draft") is True or fields.get("render") is False:
        return NOWHERE
    *folders, name = inside.split("/")
    stem, language = _language(site, name.removesuffix(".md"))
    if site.configuration.mentions("slugify"):
        return None
    if stem == "_index":
        path: str | None = "/".join(folders)
    else:
        path = _page(folders, stem, fields)
    is_plain = path is not None and all(slugs.zola(part) == part for part in folders)
    if path is None or not (is_plain or isinstance(fields.get("path"), str)):
        return None
    own = fields.get("path") if stem != "_index" else None
    prefix = f"{language}/" if language and own is None else ""
    address = f"/{prefix}{path}".rstrip("/") + "/"
    return Published((address,), tuple(_aliases(fields)))


def _language(site: SiteSettings, stem: str) -> tuple[str, str]:
    """Return a name without its language, and the language, if it is one of the site's."""
    name, _, language = stem.rpartition(".")
    known = site.configuration.get("languages", dict) or {}
    return (name, language) if name and language in known else (stem, "")


def _page(folders: list[str], stem: str, fields: Mapping[str, object]) -> str | None:
    path, slug = fields.get("path"), fields.get("slug")
    if path is not None:
        plain = path.strip().strip("/") if isinstance(path, str) else ""
        return plain if plain and "//" not in plain else None
    if stem == "index" and folders:
        stem = folders.pop()
    if slug is None:
        match = _DATED.fullmatch(stem)
        slug = match[1] if match is not None else stem
    text = slugs.zola(slug) if isinstance(slug, str) else None
    return "/".join((*folders, text)) if text else None


def _aliases(fields: Mapping[str, object]) -> Iterator[str]:
    """Yield the addresses that redirect to a page (https://www.getzola.org/documentation/content/page/#front-matter)."""
    given = fields.get("aliases")
    for alias in given if isinstance(given, list) else ():
        path = alias.strip("/") if isinstance(alias, str) else ""
        if path:
            yield address_of(path if path.endswith(".html") else f"{path}/index.html")
