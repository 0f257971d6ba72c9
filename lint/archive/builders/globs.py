"""Patterns of paths as most builders write them: `**` for any folders, `*` within one name, `{a,b}` for either."""

import re
from collections.abc import Iterable

_PART = re.compile(r"(\*\*/)|(\*\*)|(\*)|(\?)|\{([^{}]*)\}|(\[!?[^\[\]]+\])|(.)", re.DOTALL)
_MOST = 200


def globs(patterns: Iterable[str]) -> re.Pattern[str] | None:
    """Return what matches the whole paths that one of the patterns matches; `None` without patterns."""
    parts = [_translated(each.removeprefix("./").removeprefix("/")) for each in patterns if each][:_MOST]
    return re.compile(rf"(?s:{'|'.join(parts)})\Z") if parts else None


def _translated(pattern: str) -> str:
    return "".join(_part(match) for match in _PART.finditer(pattern))


def _part(match: re.Match[str]) -> str:
    folders, anything, within, one, either, characters, plain = match.groups()
    if either is not None:
        return "(?:" + "|".join(_translated(each) for each in either.split(",")) + ")"
    if characters is not None:
        inside = characters[1:-1]
        negated = inside[0] == "!" and len(inside) > 1
        return f"[{'^' * negated}{re.escape(inside[negated:]).replace(chr(92) + '-', '-')}]"
    if plain is not None:
        return re.escape(plain)
    return "(?:[^/]+/)*" if folders else ".*" if anything else "[^/]*" if within else "[^/]" if one else ""
