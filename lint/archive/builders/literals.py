"""Plain values in files that configure a site: in programs, which are never run, and in YAML."""

import re
from functools import lru_cache
from itertools import islice

_LONGEST = 10_000
_MOST_BLOCKS = 20
TEXT = r"""(?:"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+')"""
_LIST = rf"(?:\s*+{TEXT}\s*+,?)*\s*+"
PAIR = rf"""\s*+({TEXT}|[A-Za-z_$][\w$]*+)\s*+:\s*+({TEXT})\s*+"""
# After a value that is not a part of an expression.
_END = r"(?=\s*+(?:[,}\]);]|as\b|satisfies\b|\Z))"
# What is escaped begins no text, so that the end of each is looked for once.
_COMMENT = rf"(?s)\\.|{TEXT}|`(?:[^`\\]|\\.)*+`|(//[^\n]*|/\*.*?(?:\*/|\Z))"
_IN_PLAIN_TEXT = frozenset("./_*@~+- ")
_WORDS_OF_YAML = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


def yaml_texts(source: str, key: str) -> tuple[str, ...] | None:
    """Return the texts in a list at a key at the top of a YAML file, without loading YAML.

    `None` if it is not a simple list, so that only YAML itself can tell.
    """
    lines = source.splitlines()
    starts = [
        at for at, line in enumerate(lines) if line.startswith(key) and line[len(key) :].lstrip()[:1] == ":"
    ]
    if len(starts) != 1:
        return None
    rest = _without_comment(lines[starts[0]][len(key) :].lstrip()[1:])
    if rest[:1] == "[" and rest[-1:] == "]":
        items = [each.strip() for each in rest[1:-1].split(",")]
        return _texts(items if items[-1] else items[:-1])
    if rest:
        return None
    items = []
    for line in lines[starts[0] + 1 :]:
        stripped = line.strip()
        if stripped.startswith("- "):
            items.append(_without_comment(stripped[2:]))
        elif stripped and stripped[0] != "#":
            if line[0] in " -":
                return None
            break
    return _texts(items) if items else None


def _without_comment(text: str) -> str:
    return "" if text.lstrip()[:1] == "#" else text.partition(" #")[0].strip()


def _texts(items: list[str]) -> tuple[str, ...] | None:
    """Return the texts that items are in YAML; `None` if one is not certainly text."""
    found = []
    for item in items:
        if len(item) > 1 and item[0] in "\"'" and item[-1] == item[0]:
            item = item[1:-1]  # noqa: PLW2901 - without its quotes
            if not set(item).isdisjoint("\"'\\"):
                return None
        elif not _is_plain_text(item):
            return None
        found.append(item)
    return tuple(found)


def _is_plain_text(item: str) -> bool:
    return (
        (item[:1].isalpha() or item[:1] in ("_", "."))
        and any(character.isalpha() for character in item)
        and all(character.isalnum() or character in _IN_PLAIN_TEXT for character in item)
        and item.lower() not in _WORDS_OF_YAML
        and item.lower() not in (".inf", ".nan")
    )


@lru_cache(maxsize=256)
def javascript_value(source: str, key: str) -> object:
    """Return the text, or list of texts, that a program in JavaScript or TypeScript gives to a key.

    `None` if the key has no such value, or has several.
    """
    found = _javascript_values(source, key)
    return _value(found.pop()) if len(found) == 1 else None


def javascript_arguments(source: str, function: str) -> list[str]:
    """Return the texts that a program in JavaScript or TypeScript gives to calls of a function, one each."""
    pattern = rf"""\b{re.escape(function)}\(\s*+({TEXT}|`[^`\\$\n]*+`)\s*+\)"""
    source = without_comments(source)
    quoted = (match[1].replace("`", '"') for match in re.finditer(pattern, source))
    return [value for text in quoted if isinstance(value := _value(text), str)]


def javascript_list(source: str, function: str) -> list[str]:
    """Return the texts, or those in lists, that a program in JavaScript gives to calls of a function."""
    pattern = rf"""\b{re.escape(function)}\(\s*+({TEXT}|\[{_LIST}\])\s*+\)"""
    values = (_value(match[1]) for match in re.finditer(pattern, without_comments(source)))
    lists = ([each] if isinstance(each, str) else each for each in values)
    return [item for each in lists if isinstance(each, list) for item in each]


def javascript_blocks(source: str, key: str) -> list[str]:
    """Return the objects that a program in JavaScript, without comments, gives to a key, as written."""
    found = []
    places = re.finditer(rf"""(?<![\w$.])["']?{re.escape(key)}["']?\s*:\s*\{{""", source)
    for match in islice(places, _MOST_BLOCKS):
        depth = 0
        for token in re.finditer(rf"{TEXT}|[{{}}]", source[match.end() - 1 :]):
            depth += (token[0] == "{") - (token[0] == "}")
            if not depth:
                found.append(source[match.end() - 1 : match.end() - 1 + token.end()])
                break
    return found


@lru_cache(maxsize=16)
def javascript_pairs(source: str, key: str) -> tuple[tuple[str, str], ...] | None:
    """Return the texts that a program in JavaScript gives to a key as an object of texts, by their keys.

    `None` if the key has another value, or several.
    """
    source = without_comments(source)
    places = list(re.finditer(rf"""(?<![\w$.])["']?{re.escape(key)}["']?\s*[:(,}}]""", source))
    match = (
        re.compile(rf":\s*\{{((?:{PAIR},?)*)\s*\}}").match(source, places[0].end() - 1) if places else None
    )
    if len(places) != 1 or match is None:
        return None
    pairs = [
        (_value(name) if name[0] in "\"'" else name, _value(value))
        for name, value in re.findall(PAIR, match[1])
    ]
    return tuple((name, value) for name, value in pairs if isinstance(name, str) and isinstance(value, str))


def javascript_texts(source: str, key: str) -> tuple[str, ...]:
    """Return the texts that a program in JavaScript or TypeScript gives to a key, in all its places."""
    values = [_value(text) for text in sorted(_javascript_values(source, key))]
    lists = [[each] if isinstance(each, str) else each for each in values]
    return tuple(item for each in lists if isinstance(each, list) for item in each)


def _javascript_values(source: str, key: str) -> set[str]:
    pattern = rf"""(?<![\w$.])["']?{re.escape(key)}["']?\s*:\s*({TEXT}|\[{_LIST}\]|true\b|false\b){_END}"""
    return {match[1] for match in re.finditer(pattern, without_comments(source))}


@lru_cache(maxsize=16)
def without_comments(source: str) -> str:
    """Return the beginning of a program in JavaScript without its comments; its texts stay."""
    return re.sub(_COMMENT, lambda match: " " if match[1] else match[0], source[: _LONGEST * 10])


def python_value(source: str, name: str) -> object:
    """Return the text, or list of texts, that a program in Python assigns to a name; else `None`."""
    pattern = rf"^{re.escape(name)}\s*=\s*({TEXT}|\[{_LIST}\]|\({_LIST}\)|True\b|False\b)[ \t]*(?:#.*)?$"
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
