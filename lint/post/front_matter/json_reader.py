"""JSON front matter with places: values from `json`, places from the tokens of the text."""

import re
from collections.abc import Iterator

from lint.post.front_matter.nodes import Entry, Node, Parsed, Repeated, is_same_scalar
from lint.post.front_matter.refusals import DEEPEST, TOO_DEEP, RefusedError, read_or_refuse, refuse_many
from lint.primitives.patterns import regex
from lint.primitives.source import Span

# Strings come first, so that nothing inside them matches as a bracket or a word.
_TOKEN = regex(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]|[^\s"\[\]{},:]++', re.DOTALL)
_FIRST_KEY = regex(r'\s*+"(?:[^"\\]++|\\.)*+"\s*+:')


class _Pairs(list[tuple[str, object]]):
    """A JSON object with its repeated keys."""


def read_json(text: str, span: Span) -> Parsed:
    """Read the JSON in `text[span]`, an object with or without its braces or any other value; raises nothing.

    As in RFC 8259, there are no comments, no `NaN` and no trailing commas.
    """
    if _FIRST_KEY.match(text, span.start, span.end):
        # Hexo writes the braces around what is between `;;;`; each is here a place outside of the content.
        return read_or_refuse(text, span, lambda content: _without_braces(content, span.start), _TOKEN)
    return read_or_refuse(text, span, lambda content: _read(content, span.start), _TOKEN)


def _without_braces(content: str, offset: int) -> Parsed:
    try:
        parsed = _read(f"{{{content}}}", offset - 1)
    except RefusedError as error:
        end = error.end - 1 if error.end is not None else None
        raise RefusedError(error.message, max(error.start - 1, 0), end) from error
    root = parsed.root
    if root is not None:
        root.span = Span(offset, offset + len(content))
    return parsed


def _read(content: str, offset: int) -> Parsed:
    import json  # most archives have none

    def refuse(constant: str) -> object:
        words = (match.start() for match in _TOKEN.finditer(content) if match[0].startswith(constant))
        start = next(words, 0)
        raise RefusedError(f"{constant} is not JSON", start, start + len(constant))

    _refuse_depth(content)
    refuse_many(content, _TOKEN)
    try:
        data = json.loads(content, object_pairs_hook=_Pairs, parse_constant=refuse)
    except json.JSONDecodeError as error:
        raise RefusedError(_lower(error.msg), error.pos) from error
    places = (Span(offset + match.start(), offset + match.end()) for match in _TOKEN.finditer(content))
    repeated: list[Repeated] = []
    return Parsed(_build(data, places, repeated), None, repeated)


def _refuse_depth(content: str) -> None:
    if content.count("[") + content.count("{") <= DEEPEST:
        return
    depth = 0
    for match in _TOKEN.finditer(content):
        token = match[0]
        if token in ("[", "{"):
            depth += 1
            if depth > DEEPEST:
                raise RefusedError(TOO_DEEP, match.start())
        elif token in ("]", "}"):
            depth -= 1


def _lower(message: str) -> str:
    # Python's message continues with the place.
    message = message.removesuffix(" starting at").removesuffix(" at").rstrip(": ")
    return message[:1].lower() + message[1:]


def _build(data: object, places: Iterator[Span], repeated: list[Repeated]) -> Node:
    """Return the node of a value; consume its tokens' places, and collect its repeated keys."""
    span = next(places)
    if isinstance(data, _Pairs):
        node = Node("mapping", span, None, "flow")
        node.entries = _entries(data, places, repeated)
        node.value = {entry.key: entry.node.value for entry in node.entries}
        node.size += sum(1 + entry.node.size for entry in node.entries)
    elif isinstance(data, list):
        node = Node("sequence", span, None, "flow")
        node.items = [_build(value, places, repeated) for value in data]
        node.value = [item.value for item in node.items]
        node.size += sum(item.size for item in node.items)
    else:
        return Node("scalar", span, data, "double" if isinstance(data, str) else "plain")
    node.span = Span(span.start, next(places).end)
    return node


def _entries(data: _Pairs, places: Iterator[Span], repeated: list[Repeated]) -> list[Entry]:
    entries: list[Entry] = []
    seen: dict[str, tuple[Span, object]] = {}
    for key, value in data:
        key_node = Node("scalar", next(places), key, "double")
        first, before = seen.setdefault(key, (key_node.span, value))
        if first is not key_node.span:
            repeated.append(Repeated(key, first, key_node.span, is_same_scalar(before, value)))
        entries.append(Entry(key, key_node, _build(value, places, repeated)))
    return entries
