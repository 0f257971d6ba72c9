"""Plain values in programs that configure a site: read as text, never run."""

import re

_LONGEST = 10_000
_TEXT = r"""(?:"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+')"""
_LIST = rf"(?:\s*+{_TEXT}\s*+,?)*+\s*+"
_COMMENT = re.compile(rf"{_TEXT}|`(?:[^`\\]|\\.)*+`|(//[^\n]*|/\*.*?(?:\*/|\Z))", re.DOTALL)


def javascript_value(source: str, key: str) -> object:
    """Return the text, or list of texts, that a program in JavaScript or TypeScript gives to a key.

    `None` if the key has no such value, or has several.
    """
    source = _COMMENT.sub(lambda match: " " if match[1] else match[0], source[: _LONGEST * 10])
    pattern = rf"""(?<![\w$.])["']?{re.escape(key)}["']?\s*:\s*({_TEXT}|\[{_LIST}\]|true\b|false\b)"""
    found = {match[1] for match in re.finditer(pattern, source)}
    return _value(found.pop()) if len(found) == 1 else None


def python_value(source: str, name: str) -> object:
    """Return the text, or list of texts, that a program in Python assigns to a name; else `None`."""
    pattern = rf"^{re.escape(name)}\s*=\s*({_TEXT}|\[{_LIST}\]|\({_LIST}\)|True\b|False\b)[ \t]*(?:#.*)?$"
    found = re.findall(pattern, source[: _LONGEST * 10], re.MULTILINE)
    return _value(found[-1]) if found else None


def _value(text: str) -> object:
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    if len(text) > _LONGEST:
        return None
    from ast import literal_eval  # only for a site that is configured by a program

    try:
        # The pattern has accepted nothing but texts, and brackets around them.
        return literal_eval(text)
    except (ValueError, SyntaxError, MemoryError):
        return None
