"""The pages that Hugo makes of the terms of taxonomies (https://gohugo.io/content-management/taxonomies/)."""

from collections.abc import Iterator, Mapping
from itertools import islice

from lint.archive.builders.hugo_paths import joined
from lint.archive.builders.hugo_settings import HugoSettings

# Taxonomies without a configuration: https://gohugo.io/configuration/taxonomies/
_DEFAULT = ("tags", "categories")
_MOST = 1000
_MOST_CASCADES, _DEEPEST = 100, 2


def taxonomies(settings: HugoSettings) -> Mapping[str, str]:
    """Return the path of each taxonomy by the field that has its terms."""
    found = settings.value("taxonomies")
    names = [str(each) for each in found.values()] if isinstance(found, dict) else _DEFAULT
    return {name.lower(): settings.paths.sanitized(name) for name in names}


def terms(settings: HugoSettings, language: str, fields: Mapping[str, object]) -> Iterator[str]:
    """Yield the addresses of the terms that a page has, or gives to the pages below it by `cascade`.

    Hugo before 0.123 writes one hyphen for some spaces, and later versions one for each: both are given.

    Parameters:
        settings: those of the site.
        language: that of the page.
        fields: its front matter.
    """
    paths = taxonomies(settings)
    prefix = settings.prefix(language)
    for key, value in islice(_fields(fields), _MOST):
        taxonomy = paths.get(key.lower())
        if taxonomy is None:
            continue
        for term in (value if isinstance(value, list) else [value])[:_MOST]:
            if isinstance(term, (str, int, float)):
                text = str(term).lower() if isinstance(term, bool) else str(term)
                for each in dict.fromkeys((text, text.replace(" ", "-"))):
                    yield f"{joined(prefix, taxonomy, settings.paths.sanitized(each))}/"


def _fields(fields: Mapping[str, object], depth: int = 0) -> Iterator[tuple[str, object]]:
    """Yield the fields of a page, of its `params`, and of each `cascade`."""
    for key, value in fields.items():
        yield key, value
        if key.lower() in ("params", "cascade") and depth < _DEEPEST:
            for each in (value if isinstance(value, list) else [value])[:_MOST_CASCADES]:
                if isinstance(each, dict):
                    yield from _fields({str(inner): more for inner, more in each.items()}, depth + 1)
