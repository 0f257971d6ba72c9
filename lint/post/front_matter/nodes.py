"""The tree of a front matter: every key and value with its place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from lint.primitives.source import Span

_LONGEST_SAME = 1000


class Node:
    """A value of a front matter.

    Parameters:
        kind: its kind in the file; an `alias` has its anchor's value and children, but its own span.
        span: its place in the text of the whole file, without anchor, tag or trailing blank lines.
        value: the Python value that the dialect's YAML, TOML or JSON gives it.
        style: for a scalar `plain`, `single`, `double`, `literal` or `folded`; for a collection
            `flow` or `block`.

    Attributes:
        entries: the pairs of a mapping, in order, including repeated keys.
        items: the members of a sequence, in order.
        size: the number of nodes in it with aliases expanded, including itself.
    """

    __slots__ = ("entries", "items", "kind", "size", "span", "style", "value")

    def __init__(
        self, kind: Literal["scalar", "mapping", "sequence", "alias"], span: Span, value: object, style: str
    ) -> None:
        self.kind = kind
        self.span = span
        self.value = value
        self.style = style
        self.entries: Sequence[Entry] = ()
        self.items: Sequence[Node] = ()
        self.size = 1

    @property
    def plain_fields(self) -> Mapping[str, object] | None:
        """The values by key, if it is known without nodes that they are single, or lists of single ones.

        `None` for any other mapping, and for what is no mapping.
        """
        return None

    def entry(self, key: object) -> "Entry | None":
        """Return the pair that decides `key`: the last one, as in every loader."""
        return next((entry for entry in reversed(self.entries) if entry.key == key), None)

    def value_span(self, key: str) -> Span:
        """Return the place of the value of a key that is there; empty for a null that is not written."""
        entry = self.entry(key)
        assert entry is not None  # noqa: S101 - the mapping has it
        return entry.node.span

    def members(self, key: str) -> "list[tuple[object, Span]]":
        """Return the members of a list at a key that is there, each with its place; else the value."""
        entry = self.entry(key)
        assert entry is not None  # noqa: S101 - the mapping has it
        return members_of(entry.node)

    def at(self, loc: Sequence[str | int]) -> "Node | None":
        """Return the node at a path of keys and indexes; `None` when there is none."""
        node = self
        for step in loc:
            if node.items and isinstance(step, int) and 0 <= step < len(node.items):
                node = node.items[step]
            else:
                entry = node.entry(step)
                if entry is None:
                    return None
                node = entry.node
        return node

    def walk(self) -> "Iterator[Node]":
        """Yield this node and all nodes below it, in document order; aliases are not entered."""
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.kind == "mapping":
                for entry in reversed(node.entries):
                    stack += (entry.node, entry.key_node)
            elif node.kind == "sequence":
                stack.extend(reversed(node.items))


def members_of(node: Node) -> list[tuple[object, Span]]:
    """Return the members of a list, each with its place; else the value itself."""
    return [(each.value, each.span) for each in node.items or (node,)]


class Entry(NamedTuple):
    """One `key: value` of a mapping."""

    key: object
    key_node: Node
    node: Node


class Repeated(NamedTuple):
    """A key that appears twice in one mapping.

    Parameters:
        key: its name.
        first: where it is first.
        again: where it is again.
        is_same: whether it has the same value there.
    """

    key: str
    first: Span
    again: Span
    is_same: bool = False


class SyntaxProblem(NamedTuple):
    """Why a front matter does not parse, and where."""

    span: Span
    message: str


class Parsed(NamedTuple):
    """The result of a reader."""

    root: Node | None
    problem: SyntaxProblem | None
    repeated: Sequence[Repeated] = ()


def identity(key: object) -> object:
    """Return what two keys share that are the same: Python takes 1, 1.0 and true for one, YAML does not."""
    return (type(key), repr(key) if isinstance(key, list | dict | float) else key)


def is_same_scalar(one: object, other: object) -> bool:
    """Return whether two values are the same, single, and short enough to compare; 1 and true are two."""
    if type(one) is not type(other) or isinstance(one, list | dict):
        return False
    return not (isinstance(one, str) and len(one) > _LONGEST_SAME) and one == other
