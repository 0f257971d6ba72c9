"""The front matter of pages that are no posts, as far as their addresses depend on it."""

import re

from lint.archive.builders.data_files import ERRORS, parse
from lint.primitives.bounds import Bounds
from lint.primitives.files import head
from lint.primitives.patterns import regex

_LONGEST = 65_536
_YAML = regex(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_TOML = regex(r"\ufeff?\+\+\+[ \t]*\r?\n(?P<toml>.*?)^\+\+\+[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FIELD = regex(r"^[ \t\"']*[\w\-]+[\"']?[ \t]*[:=]", re.MULTILINE)


def fields_of(path: str, bounds: Bounds) -> dict[str, object] | None:
    """Return the front matter of a file; `None` if it has none, empty if it is empty or cannot be read."""
    start = (head(path, _LONGEST, bounds) or b"").decode("utf-8", "replace")
    match = _YAML.match(start) or _TOML.match(start)
    if match is None:
        return None
    kind = match.lastgroup or "yaml"
    if not _FIELD.search(match[kind]):
        return {}
    try:
        found = parse(f"x.{kind}", match[kind].replace("\r\n", "\n"))
    except ERRORS:
        return {}
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}
