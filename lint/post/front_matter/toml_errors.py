"""Why TOML is rejected: nesting that is too deep, and the errors of `tomllib`."""

import re

from lint.post.byte_offsets import Places
from lint.post.front_matter.refusals import DEEPEST, TOO_DEEP, RefusedError
from lint.post.front_matter.toml_tree import tree_of
from lint.primitives.patterns import regex
from lint.primitives.source import Span

# Strings and comments come first, so that nothing inside them matches as a bracket or a word.
TOKEN = regex(
    r'"""(?:[^"\\]++|\\.|"[^"\\]|"\\.|""[^"\\]|""\\.)*+"{0,5}+'
    r"|'''(?:[^']++|'[^']|''[^'])*+'{0,5}+"
    r'|"(?:[^"\\\n]++|\\.)*+"?|' + r"'[^'\n]*+'?"
    r"|\#[^\n]*+|[\[{]|[\]}]|[\n=,]|[^\s\"'\[\]{},=\#]++",
    re.DOTALL,
)
_CLOSER = {"[": "]", "{": "}"}
_PLACED = regex(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_CLASH = regex(r"cannot (?:overwrite|declare|mutate|redefine)|duplicate")
_ESCAPE = regex(r"unescaped|escaped|invalid hex")


def refuse_depth(content: str) -> None:
    """Reject brackets that nest too deep, and keys with too many dots, for tomllib to read in linear time."""
    if content.count("[") + content.count("{") <= DEEPEST and content.count(".") <= DEEPEST:
        return
    depth = dots = 0
    for match in TOKEN.finditer(content):
        token = match[0]
        if token in _CLOSER:
            depth += 1
            dots = 0
        elif token in ("]", "}"):
            depth -= 1
        elif token in ("\n", "=", ","):
            dots = 0
        elif token[0] not in "\"'#":
            dots += token.count(".")
        if depth > DEEPEST or dots > DEEPEST:
            raise RefusedError(TOO_DEEP, match.start())


def explained(content: str, message: str) -> RefusedError:
    """Return the message and the place of a tomllib error; up to Python 3.13, its text contains both."""
    index = len(content)
    placed = _PLACED.fullmatch(message)
    if placed:
        message = placed[1]
        if placed[2]:
            index = _index(content, int(placed[2]), int(placed[3]))
    message = message[:1].lower() + message[1:]
    if _CLASH.match(message):
        key = _clashing_key(content, index)
        if key is not None:
            return RefusedError("this key repeats or contradicts one above", *key)
    if _ESCAPE.match(message):
        return RefusedError(message, content.rfind("\\", 0, index), index)
    return RefusedError(message, index)


def _index(content: str, line: int, column: int) -> int:
    # tomllib converts \r\n to \n and counts only \n, so its columns are right as they are.
    start = 0
    for _ in range(line - 1):
        start = content.index("\n", start) + 1
    return start + column - 1


def _clashing_key(content: str, end: int) -> Span | None:
    """Return the key of the statement that ends at `end`, where tomllib detects the clash."""
    closers: list[str] = []
    for match in TOKEN.finditer(content, 0, end):
        if match[0] in _CLOSER:
            closers.append(_CLOSER[match[0]])
        elif match[0] in ("]", "}") and closers:
            closers.pop()
    places = Places(content[:end], 0)
    stop = len(places.data)
    tree = tree_of(places.data + "".join(reversed(closers)).encode())
    found = tree.descendant_for_byte_range(stop - 1, stop)
    while found is not None:
        inner = found.named_children
        if found.type == "pair" and len(inner) > 1 and inner[1].end_byte == stop:
            return places.span(inner[0].start_byte, inner[0].end_byte)
        if found.type in ("table", "table_array_element") and inner:
            return places.span(inner[0].start_byte, inner[0].end_byte)
        found = found.parent
    return None
