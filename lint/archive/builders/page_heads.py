"""The front matter of pages that are no posts, as far as their addresses depend on it."""

import json
import re

from lint.archive.builders.data_files import ERRORS, parse
from lint.primitives.bounds import Bounds
from lint.primitives.files import head
from lint.primitives.patterns import regex

_LONGEST = 65_536
_YAML = regex(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_TOML = regex(r"\ufeff?\+\+\+[ \t]*\r?\n(?P<toml>.*?)^\+\+\+[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FIELD = regex(r"^[ \t\"']*[\w\-]+[\"']?[ \t]*[:=]", re.MULTILINE)


def fields_of(path: str, bounds: Bounds, *, has_json: bool = False) -> dict[str, object] | None:
    """Return the front matter of a file; `None` if it has none, empty if it is empty or cannot be read.

    Parameters:
        path: the file's path.
        bounds: the archive that it must be in.
        has_json: whether one in braces, without fences, counts, as Hugo reads it.
    """
    start = (head(path, _LONGEST, bounds) or b"").decode("utf-8", "replace")
    if has_json and start.removeprefix("\ufeff").startswith("{"):
        return _of_json(start.removeprefix("\ufeff"))
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


def _of_json(text: str) -> dict[str, object]:
    try:
        found, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
