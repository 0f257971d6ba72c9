"""The tree of a TOML front matter: places from tree-sitter, values from `tomllib`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

import tree_sitter
import tree_sitter_toml

from lint.post.byte_offsets import Places
from lint.post.front_matter.nodes import Entry, Node
from lint.post.front_matter.refusals import DEEPEST, TOO_DEEP, TOO_LONG, RefusedError
from lint.primitives.patterns import regex
from lint.primitives.source import Span

# A backslash, blanks and the end of a line: TOML joins the lines, but the grammar knows no blanks there.
_JOINED = regex(rb"\\(?:[ \t]+(?=\r?\n)|.)")
# TOML promises 64 bits. Python cannot write a number of more than some 14,000 (CVE-2020-10735).
_MOST_BITS = 4096
_DISAGREEMENT = "this TOML is ambiguous; write it in a simpler way"
_STYLES = {'"': "double", "'": "single"}


@cache
def parser() -> tree_sitter.Parser:
    """Return the TOML parser."""
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))


def tree_of(data: bytes) -> tree_sitter.Node:
    """Return the root of the tree of TOML in UTF-8."""
    if b"\\" in data:
        data = _JOINED.sub(_without_blanks, data)
    return parser().parse(data).root_node


def _without_blanks(match: re.Match[bytes]) -> bytes:
    """Return as many letters in place of a backslash and blanks; any other escape as it is."""
    return match[0] if match[0][1:].strip(b" \t") else b"x" * len(match[0])


def build_tree(text: str, data: Mapping[str, object], places: Places) -> Node:
    """Return the root of a document.

    Parameters:
        text: the whole file.
        data: the values that `tomllib` reads.
        places: the content that they are read from.

    Raises:
        RefusedError: when tree-sitter and `tomllib` disagree, or tables nest too deep.
    """
    found = root = tree_of(places.data)
    while found.has_error and not (found.is_error or found.is_missing):
        found = next((child for child in found.children if child.has_error), root.children[0])
    if root.has_error:  # a tree with errors has no exact places
        raise RefusedError(_DISAGREEMENT, places.at(found.start_byte) - places.offset)
    return _Builder(text, places).build(root, data)


def _children(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    """Yield the children of a node one after the other; it remembers those that `children` returns."""
    cursor = node.walk()
    goes_on = cursor.goto_first_child()
    while goes_on:
        if (child := cursor.node) is not None:
            yield child
        goes_on = cursor.goto_next_sibling()


def _members(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    """Yield the children that have a name in the grammar, but no comments."""
    return (child for child in _children(node) if child.is_named and child.type != "comment")


def _parts(key: tree_sitter.Node) -> list[tree_sitter.Node]:
    parts = []
    while key.type == "dotted_key":
        key, last = key.named_children
        parts.append(last)
    parts.append(key)
    parts.reverse()
    return parts


class _Builder:
    """Builds the node tree with the places, then fills in the values."""

    def __init__(self, text: str, places: Places) -> None:
        self.text = text
        self.places = places
        self.entries: dict[Node, dict[str, Entry]] = {}
        self.items: dict[Node, list[Node]] = {}

    def build(self, tree: tree_sitter.Node, data: Mapping[str, object]) -> Node:
        first = next(_members(tree), None)
        start = self.places.at(first.start_byte if first is not None else 0)
        root = self._new("mapping", Span(start, start), "block")
        for statement in _members(tree):
            if statement.type == "pair":
                self._pair(root, statement)
            else:
                self._table(root, statement)
        self._fill(root, data, 1)
        return root

    def _new(self, kind: Literal["mapping", "sequence"], span: Span, style: str) -> Node:
        node = Node(kind, span, None, style)
        self.entries[node], self.items[node] = {}, []
        return node

    def _table(self, root: Node, table: tree_sitter.Node) -> None:
        end = next(
            (child.end_byte for child in _children(table) if child.type in ("]", "]]")), table.end_byte
        )
        key = next((child for child in _members(table) if child.type != "pair"), None)
        if key is None:
            return
        header = self.places.span(table.start_byte, end)
        *above, last = _parts(key)
        parent = root
        for part in above:
            parent = self._below(parent, part, header)
        if table.type == "table":
            node = self._below(parent, last, header)
            node.span = Span(node.span.start, header.end)
        else:
            node = self._new("mapping", header, "block")
            name, key_node = self._key(last)
            new = Entry(name, key_node, self._new("sequence", header, "block"))
            self.items[self.entries[parent].setdefault(name, new).node].append(node)
        for pair in _members(table):
            if pair.type == "pair":
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
        """Return the table that a part of a key names; a new one is created at `span`."""
        name, key_node = self._key(part)
        entry = self.entries[parent].get(name)
        if entry is None:
            entry = self.entries[parent][name] = Entry(name, key_node, self._new("mapping", span, "block"))
        node = entry.node
        return self.items[node][-1] if node.kind == "sequence" else node

    def _key(self, part: tree_sitter.Node) -> tuple[str, Node]:
        span = self.places.span(part.start_byte, part.end_byte)
        raw = self.text[span.start : span.end]
        style = _STYLES.get(raw[0], "plain")
        if "\\" in raw and style == "double":
            raw = tomllib.loads(f"key={raw}")["key"]
        elif style != "plain":
            raw = raw[1:-1]
        return raw, Node("scalar", span, raw, style)

    def _value(self, value: tree_sitter.Node) -> Node:
        span = self.places.span(value.start_byte, value.end_byte)
        if value.type == "inline_table":
            node = self._new("mapping", span, "flow")
            for pair in _members(value):
                if pair.type == "pair":
                    self._pair(node, pair)
        elif value.type == "array":
            node = self._new("sequence", span, "flow")
            self.items[node] += [self._value(child) for child in _members(value)]
        else:
            node = Node("scalar", span, None, _STYLES.get(self.text[span.start], "plain"))
        return node

    def _fill(self, node: Node, data: object, depth: int) -> None:
        node.value = data
        if node.kind == "scalar":
            if isinstance(data, int) and data.bit_length() > _MOST_BITS:
                raise RefusedError(TOO_LONG, node.span.start - self.places.offset)
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
