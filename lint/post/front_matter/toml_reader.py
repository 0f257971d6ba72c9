"""TOML front matter with places: values from `tomllib`, places from tree-sitter."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lint.post.byte_offsets import Places
from lint.post.front_matter.json_reader import (
    DEEPEST,
    TOO_DEEP,
    RefusedError,
    oversized,
    problem,
    refuse_errors,
)
from lint.post.front_matter.nodes import Entry, Node, Parsed
from lint.primitives.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    import tree_sitter

# Strings and comments first, so that what stands inside one is never taken for a bracket or a word. Quotes
# inside are spelt out: Python 3.11.2 is wrong about a lookahead in a possessive group.
_TOKEN = re.compile(
    r'"""(?:[^"\\]++|\\.|"[^"\\]|"\\.|""[^"\\]|""\\.)*+"{0,5}+'
    r"|'''(?:[^']++|'[^']|''[^'])*+'{0,5}+"
    r'|"(?:[^"\\\n]++|\\.)*+"?|' + r"'[^'\n]*+'?"
    r"|\#[^\n]*+|[\[{]|[\]}]|[\n=,]|[^\s\"'\[\]{},=\#]++",
    re.DOTALL,
)
_CLOSER = {"[": "]", "{": "}"}
_PLACED = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_CLASH = re.compile(r"cannot (?:overwrite|declare|mutate|redefine)|duplicate")
_ESCAPE = re.compile(r"unescaped|escaped|invalid hex")
_STYLES = {'"': "double", "'": "single"}


def read_toml(text: str, span: Span) -> Parsed:
    """Read the TOML in `text[span]`, as the running Python's `tomllib` has it.

    Parameters:
        text: the whole file.
        span: where the TOML stands, without the fences.

    A table's span is its header to the end of its last child; one that is only named (`b` in
    `[b.c]`) begins where it is named first. Repeated keys are syntax errors. Nothing is raised.
    """
    import tomllib  # most archives hold none

    content = text[span.start : span.end]
    end: int | None = None
    try:
        _refuse_depth(content)
        return _place(text, tomllib.loads(content), Places(content, span.start))
    except RefusedError as error:
        message, start, end = error.message, error.start, error.end
    except tomllib.TOMLDecodeError as error:
        message, start, end = _explain(content, str(error))
    except ValueError:
        message = "integer with too many digits"
        start, end = oversized(content, _TOKEN)
    except RecursionError:
        message, start = TOO_DEEP, 0
    return problem(text, span, message, start, end)


@cache
def _parser() -> tree_sitter.Parser:
    import tree_sitter
    import tree_sitter_toml

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))


def _place(text: str, data: Mapping[str, object], places: Places) -> Parsed:
    tree = _parser().parse(places.data).root_node
    refuse_errors(tree, places)
    return Parsed(_Builder(text, places).build(tree, data), None)


def _refuse_depth(content: str) -> None:
    """Raise where brackets nest, or one key has more dots, than tomllib reads in linear time."""
    if content.count("[") + content.count("{") <= DEEPEST and content.count(".") <= DEEPEST:
        return
    depth = dots = 0
    for match in _TOKEN.finditer(content):
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


def _explain(content: str, message: str) -> tuple[str, int, int | None]:
    """Give the message and the place of an error of tomllib, which up to 3.13 has both in its text."""
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
            return "this key repeats or contradicts one above", *key
    if _ESCAPE.match(message):
        return message, content.rfind("\\", 0, index), index
    return message, index, None


def _index(content: str, line: int, column: int) -> int:
    # tomllib counts lines by \n alone, after \r\n has become \n: the columns hold as they are.
    start = 0
    for _ in range(line - 1):
        start = content.index("\n", start) + 1
    return start + column - 1


def _clashing_key(content: str, end: int) -> Span | None:
    """Find the key of the statement that ends at `end`: there tomllib notices the clash."""
    closers: list[str] = []
    for match in _TOKEN.finditer(content, 0, end):
        if match[0] in _CLOSER:
            closers.append(_CLOSER[match[0]])
        elif match[0] in ("]", "}") and closers:
            closers.pop()
    places = Places(content[:end], 0)
    stop = len(places.data)
    tree = _parser().parse(places.data + "".join(reversed(closers)).encode())
    found = tree.root_node.descendant_for_byte_range(stop - 1, stop)
    while found is not None:
        inner = found.named_children
        if found.type == "pair" and len(inner) > 1 and inner[1].end_byte == stop:
            return places.span(inner[0].start_byte, inner[0].end_byte)
        if found.type in ("table", "table_array_element") and inner:
            return places.span(inner[0].start_byte, inner[0].end_byte)
        found = found.parent
    return None


def _parts(key: tree_sitter.Node) -> list[tree_sitter.Node]:
    parts = []
    while key.type == "dotted_key":
        key, last = key.named_children
        parts.append(last)
    parts.append(key)
    parts.reverse()
    return parts


class _Builder:
    """Makes the node tree from the places first, then fills it with tomllib's values."""

    def __init__(self, text: str, places: Places) -> None:
        self.text = text
        self.places = places
        self.entries: dict[Node, dict[str, Entry]] = {}
        self.items: dict[Node, list[Node]] = {}

    def build(self, tree: tree_sitter.Node, data: Mapping[str, object]) -> Node:
        """Give the root of a document that tomllib reads as `data`."""
        statements = [child for child in tree.named_children if child.type != "comment"]
        start = self.places.at(statements[0].start_byte if statements else 0)
        root = self._mapping(Span(start, start), "block")
        for statement in statements:
            if statement.type == "pair":
                self._pair(root, statement)
            else:
                self._table(root, statement)
        self._fill(root, data, 1)
        return root

    def _mapping(self, span: Span, style: str) -> Node:
        node = Node("mapping", span, None, style)
        self.entries[node] = {}
        return node

    def _sequence(self, span: Span, style: str) -> Node:
        node = Node("sequence", span, None, style)
        self.items[node] = []
        return node

    def _table(self, root: Node, table: tree_sitter.Node) -> None:
        key = None
        pairs = []
        end = table.end_byte
        for child in table.children:
            if child.type == "pair":
                pairs.append(child)
            elif child.type in ("]", "]]"):
                end = child.end_byte
            elif child.is_named and key is None:
                key = child
        if key is None:
            return
        header = Span(self.places.at(table.start_byte), self.places.at(end))
        *above, last = _parts(key)
        parent = root
        for part in above:
            parent = self._below(parent, part, header)
        if table.type == "table":
            node = self._below(parent, last, header)
            node.span = Span(node.span.start, header.end)
        else:
            node = self._mapping(header, "block")
            name, key_node = self._key(last)
            entry = self.entries[parent].setdefault(
                name, Entry(name, key_node, self._sequence(header, "block"))
            )
            self.items[entry.node].append(node)
        for pair in pairs:
            self._pair(node, pair)

    def _pair(self, parent: Node, pair: tree_sitter.Node) -> None:
        key, value = pair.named_children[:2]
        *above, last = parts = _parts(key)
        for part, following in zip(above, parts[1:], strict=True):
            start = self.places.at(following.start_byte)
            parent = self._below(parent, part, Span(start, start))
        name, key_node = self._key(last)
        self.entries[parent][name] = Entry(name, key_node, self._value(value))

    def _below(self, parent: Node, part: tree_sitter.Node, span: Span) -> Node:
        """Give the table that a part of a key names, made at `span` when it is new."""
        name, key_node = self._key(part)
        entry = self.entries[parent].get(name)
        if entry is None:
            entry = self.entries[parent][name] = Entry(name, key_node, self._mapping(span, "block"))
        node = entry.node
        return self.items[node][-1] if node.kind == "sequence" else node

    def _key(self, part: tree_sitter.Node) -> tuple[str, Node]:
        span = self.places.span(part.start_byte, part.end_byte)
        raw = self.text[span.start : span.end]
        style = _STYLES.get(raw[0], "plain")
        if "\\" in raw and style == "double":
            import tomllib

            raw = tomllib.loads(f"key={raw}")["key"]
        elif style != "plain":
            raw = raw[1:-1]
        return raw, Node("scalar", span, raw, style)

    def _value(self, value: tree_sitter.Node) -> Node:
        span = self.places.span(value.start_byte, value.end_byte)
        if value.type == "inline_table":
            node = self._mapping(span, "flow")
            for pair in value.named_children:
                if pair.type == "pair":
                    self._pair(node, pair)
        elif value.type == "array":
            node = self._sequence(span, "flow")
            self.items[node] += [
                self._value(child) for child in value.named_children if child.type != "comment"
            ]
        else:
            node = Node("scalar", span, None, _STYLES.get(self.text[span.start], "plain"))
        return node

    def _fill(self, node: Node, data: object, depth: int) -> None:
        node.value = data
        if node.kind == "scalar":
            return
        if depth > DEEPEST:
            raise RefusedError(TOO_DEEP, node.span.start - self.places.offset)
        if isinstance(data, dict):
            node.entries = list(self.entries[node].values())
            for key, _, child in node.entries:
                self._fill(child, data[key], depth + 1)
            children = [entry.node for entry in node.entries]
            node.size += len(children)
        elif isinstance(data, list):
            node.items = children = self.items[node]
            for child, value in zip(children, data, strict=True):
                self._fill(child, value, depth + 1)
        else:
            children = []
        node.size += sum(child.size for child in children)
        node.span = Span(node.span.start, max([node.span.end, *(child.span.end for child in children)]))
