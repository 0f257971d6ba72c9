"""Where Quarto publishes pages of a website or book, by its documentation (https://quarto.org/docs/websites/).

The address cannot be told of a page with a `format` other than HTML, or in a project of another type. Drafts
are empty pages, unless `draft-mode` says otherwise; `_metadata.yml` is not read.
"""

import posixpath
from collections.abc import Iterator, Mapping

from lint.archive.builders.addresses import NOWHERE, Published, address_of
from lint.archive.builders.site_settings import SiteSettings

_FORMATS = frozenset(("html", "revealjs", "dashboard"))


def published(site: SiteSettings, relative: str, fields: Mapping[str, object]) -> Published | None:
    """Return where a page is published; `None` if that cannot be told."""
    is_draft = fields.get("draft") is True or relative in site.configuration.texts("website.drafts")
    if is_draft and site.configuration.get("website.draft-mode") not in ("visible", "unlinked"):
        return NOWHERE  # an empty page
    kind = site.configuration.get("project.type") or "default"
    format_ = fields.get("format")
    html = format_.get("html") if isinstance(format_, dict) else None
    name = (html.get("output-file") if isinstance(html, dict) else None) or fields.get("output-file")
    if kind not in ("website", "book", "default") or not _is_html(format_):
        return None
    if name is not None and (not isinstance(name, str) or "/" in name):
        return None
    folder = posixpath.dirname(relative)
    stem = (name or posixpath.basename(relative).rpartition(".")[0]).removesuffix(".html")
    address = address_of(posixpath.join(folder, f"{stem}.html"))
    return Published((address,), tuple(_aliases(folder, fields)))


def _is_html(format_: object) -> bool:
    names = format_ if isinstance(format_, dict) else [format_ or "html"]
    first = str(next(iter(names), "html"))
    return first.partition("+")[0] in _FORMATS


def _aliases(folder: str, fields: Mapping[str, object]) -> Iterator[str]:
    """Yield the addresses that redirect to a page (https://quarto.org/docs/websites/website-navigation.html#redirects)."""
    given = fields.get("aliases")
    for alias in given if isinstance(given, list) else [given]:
        if not isinstance(alias, str) or not alias or "#" in alias or "://" in alias:
            continue
        path = posixpath.normpath(posixpath.join("/", folder, alias)).lstrip("/")
        yield address_of(path if path.endswith(".html") else posixpath.join(path, "index.html"))
