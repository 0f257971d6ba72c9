"""The metadata of Pelican's files: of the settings, of their names, and of their own.

See https://docs.getpelican.com/en/latest/settings.html#metadata.
"""

import os
import re
from collections.abc import Mapping
from datetime import UTC

from lint.archive.builders.pelican_settings import UNTOLD, PelicanSettings
from lint.archive.builders.site import Site
from lint.primitives.patterns import regex
from lint.primitives.zones import zone
from lint.values.dates import Moment

Values = dict[str, object]

# Expressions that are safe to run: groups of a date or of anything, and plain characters.
_SAFE = regex(
    r"(?:\(\?P<\w+>(?:\\d\{4\}-\\d\{2\}-\\d\{2\}|\.[*+]\??|\[\^[./_-]+\][*+])\)|[\w/-]|\\[._-]|\.\*)*\$?"
)


class PelicanMetadata:
    """The metadata of a site's files."""

    def __init__(self, site: Site, settings: PelicanSettings) -> None:
        self._site = site
        self._settings = settings

    def values(self, path: str, fields: Mapping[str, object]) -> Values | None:
        """Return the metadata of a file, as Pelican merges it; `None` if it cannot be told."""
        settings = self._settings
        given, extra = settings.mapping("DEFAULT_METADATA"), settings.mapping("EXTRA_PATH_METADATA")
        named = self._of_names(path)
        if given is None or extra is None or named is None:
            return None
        values: Values = dict(given)
        if settings.get("CATEGORY_SAVE_AS"):
            values["category"] = settings.get("DEFAULT_CATEGORY")
        if settings.get("DEFAULT_DATE"):
            values["date"] = settings.get("DEFAULT_DATE")
        for beginning, more in sorted(extra.items()):
            if isinstance(more, dict) and (path == beginning or path.startswith(beginning.rstrip("/") + "/")):
                values |= more
        values |= named
        own = {str(key).lower(): each for key, each in reversed(list(fields.items()))}
        return values | {
            key: each for key, each in own.items() if not (isinstance(each, str) and not each.strip())
        }

    def _of_names(self, path: str) -> Values | None:
        """Return the metadata in a file's path."""
        settings = self._settings
        folder, _, name = path.rpartition("/")
        values: Values = {}
        for setting, text in (("FILENAME_METADATA", os.path.splitext(name)[0]), ("PATH_METADATA", path)):
            expression = settings.text(setting)
            if expression is None or not _SAFE.fullmatch(expression):
                return None
            match = re.match(expression, text) if expression else None
            groups = match.groupdict() if match is not None else {}
            values = {**{key.lower(): each for key, each in groups.items() if each is not None}, **values}
        if settings.get("USE_FOLDER_AS_CATEGORY") and settings.get("CATEGORY_SAVE_AS") and folder:
            values.setdefault("category", folder.rpartition("/")[2])
        return values

    def date(self, values: Values) -> object:
        """Return the date with its timezone; `None` without one, `UNTOLD` if it is that of the file."""
        value = values.get("date")
        if value is None:
            return None
        if not isinstance(value, str) or value == "fs":
            return UNTOLD
        found = self._site.read_date(value)
        if not isinstance(found, Moment):
            return None if found.value == "stops" else UNTOLD
        name = self._site.timezone
        if found.when.tzinfo is not None:
            return found.when
        return found.when.replace(tzinfo=zone(name) if name else UTC)
