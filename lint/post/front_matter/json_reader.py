"""JSON front matter with places: values from `json`, places from tree-sitter.

What the two readers of such formats share stands here too; `toml_reader` imports it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lint.post.byte_offsets import Places
from lint.post.front_matter.nodes import Entry, Node, Parsed, Repeated, SyntaxProblem
from lint.primitives.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    import tree_sitter

DEEPEST = 100
TOO_DEEP = f"nested over {DEEPEST} levels deep"
DISAGREEMENT = "this cannot be read without doubt: write it in a plainer way"

# Strings first, so that what stands inside one is never taken for a bracket or a word.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]|[^\s"\[\]{},:]++', re.DOTALL)
_LONG_NUMBER = re.compile(r"[+-]?[\d_]{641,}")
_PLUS = re.compile(rb"([0-9][eE])\+(?=[0-9])")


class _Pairs(list[tuple[str, object]]):
    """A JSON object with its repeated keys."""


class RefusedError(Exception):
    """A document that is not read though the stdlib takes it, or not read as far.

    Parameters:
        start: where the reason stands, in code points of the content.
        end: where it ends; one character further when omitted.
        message: the reason.
    """

    def __init__(self, message: str, start: int, end: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


def problem(text: str, span: Span, message: str, start: int, end: int | None = None) -> Parsed:
    """Give a syntax problem.

    Parameters:
        text: the whole file.
        span: the front matter.
        message: what is wrong.
        start: where it is wrong, in code points from the front matter's start.
        end: where that ends; when omitted one character further, or at once where a line ends.
    """
    first = min(span.start + start, span.end)
    if end is not None:
        last = span.start + end
    else:
        last = first + 1 if first < span.end and text[first] not in "\r\n" else first
    return Parsed(None, SyntaxProblem(Span(first, last), message))


def refuse_errors(root: tree_sitter.Node, places: Places) -> None:
    """Raise where tree-sitter does not follow the stdlib: a tree with errors has no exact places."""
    found = root
    while found.has_error and not (found.is_error or found.is_missing):
        found = next((child for child in found.children if child.has_error), root.children[0])
    if root.has_error:
        raise RefusedError(DISAGREEMENT, places.at(found.start_byte) - places.offset)


def oversized(content: str, tokens: re.Pattern[str]) -> Span:
    """Give the integer that has more digits than Python converts; the start when there is none."""
    for match in tokens.finditer(content):
        if _LONG_NUMBER.fullmatch(match[0]):
            try:
                int(match[0])
            except ValueError:
                return Span(*match.span())
    return Span(0, 0)


def read_json(text: str, span: Span) -> Parsed:
    """Read the JSON in `text[span]`, as RFC 8259 has it: no comments, no `NaN`, no trailing commas.

    Parameters:
        text: the whole file.
        span: where the JSON stands; for a bare object, its braces included.

    The root is whatever the JSON holds, a mapping or not. Nothing is raised.
    """
    import json  # most archives hold none

    content = text[span.start : span.end]

    def refuse(constant: str) -> object:
        words = (match.start() for match in _TOKEN.finditer(content) if match[0].startswith(constant))
        start = next(words, 0)
        raise RefusedError(f"{constant} is not JSON", start, start + len(constant))

    end: int | None = None
    try:
        _refuse_depth(content)
        data = json.loads(content, object_pairs_hook=_Pairs, parse_constant=refuse)
        return _place(data, Places(content, span.start))
    except RefusedError as error:
        message, start, end = error.message, error.start, error.end
    except json.JSONDecodeError as error:
        message, start = _lower(error.msg), error.pos
    except ValueError:
        message = "integer with too many digits"
        start, end = oversized(content, _TOKEN)
    except RecursionError:
        message, start = TOO_DEEP, 0
    return problem(text, span, message, start, end)


@cache
def _parser() -> tree_sitter.Parser:
    import tree_sitter
    import tree_sitter_json

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_json.language()))


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
    # Python's own wording goes on with the place.
    message = message.removesuffix(" starting at").removesuffix(" at").rstrip(": ")
    return message[:1].lower() + message[1:]


def _place(data: object, places: Places) -> Parsed:
    # The grammar knows no plus in an exponent; any other sign there keeps every place.
    tree = _parser().parse(_PLUS.sub(rb"\1-", places.data)).root_node
    refuse_errors(tree, places)
    repeated: list[Repeated] = []
    return Parsed(_build(tree.named_children[0], data, places, repeated), None, repeated)


def _build(found: tree_sitter.Node, data: object, places: Places, repeated: list[Repeated]) -> Node:
    span = places.span(found.start_byte, found.end_byte)
    if isinstance(data, _Pairs):
        node = Node("mapping", span, None, "flow")
        node.entries = _entries(found, data, places, repeated)
        node.value = {entry.key: entry.node.value for entry in node.entries}
        node.size += sum(1 + entry.node.size for entry in node.entries)
        return node
    if isinstance(data, list):
        node = Node("sequence", span, None, "flow")
        members = zip(found.named_children, data, strict=True)
        node.items = [_build(child, value, places, repeated) for child, value in members]
        node.value = [item.value for item in node.items]
        node.size += sum(item.size for item in node.items)
        return node
    return Node("scalar", span, data, "double" if isinstance(data, str) else "plain")


def _entries(
    found: tree_sitter.Node, data: _Pairs, places: Places, repeated: list[Repeated]
) -> Sequence[Entry]:
    entries: list[Entry] = []
    seen: dict[str, Span] = {}
    for pair, (key, value) in zip(found.named_children, data, strict=True):
        key_found, value_found = pair.named_children
        key_node = Node("scalar", places.span(key_found.start_byte, key_found.end_byte), key, "double")
        first = seen.setdefault(key, key_node.span)
        if first is not key_node.span:
            repeated.append(Repeated(key, first, key_node.span))
        entries.append(Entry(key, key_node, _build(value_found, value, places, repeated)))
    return entries
