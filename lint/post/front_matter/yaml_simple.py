"""YAML front matter that is `key: value` lines and nothing else, read by one pattern instead of libyaml.

A value is text in one line, quoted without escapes or not, or a list of such values. Where anything else may
be meant (an indented line, an anchor, a tag, `: ` in a value, a repeated key), libyaml reads the whole front
matter. What is read here is the same as from libyaml's events, place by place; `tools/fuzz` compares the two.
"""

import re
from typing import Any

from lint.post.front_matter.nodes import Entry, Node, Parsed
from lint.post.front_matter.yaml_scalar import resolve
from lint.primitives.source import Span

# Breaks, tabs, and what libyaml rejects, skips or takes for a break. A class of characters takes long to
# compile if one of them is beyond U+00FF, so these are looked for once.
_NEVER = r"\x00-\x1f\x7f-\x9f"
_NEVER_BEYOND = re.compile(r"[\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_FIRST = rf"""-?[^ \-?:,\[\]{{}}#&*!|>'"%@`{_NEVER}]"""
_QUOTES = rf""""([^"\\{_NEVER}]*)"|'([^'{_NEVER}]*)'"""
# No group is repeated, which would take memory for each repetition.
_LINE = re.compile(
    rf"""(?:(\w[\w.\-]{{0,99}}):|( *)-)(?: +({_FIRST}[^{_NEVER}]*)"""
    rf"""|(?: +(?:{_QUOTES}|\[ *([^{_NEVER}]*)\]))?(?: *| +#[^{_NEVER}]*))\r?(?:\n|\Z)"""
    rf"""| *(?:#[^{_NEVER}]*)?\r?\n"""
    r"""|([\s\S]+)"""
)
# In lists, versions of libyaml differ in colons and question marks.
_MEMBER = re.compile(rf"""( *)()(?:({_FIRST}[^:?,\[\]{{}}]*)|(?:{_QUOTES}) *)(?:,|\Z)|(.+)""")
# What matched takes up to 130 times its length. Of 37,000 front matters, the longest has 2,876 characters.
_LONGEST = 5_000
# The last group that matched is the kind of a line, or of a member of a list.
_NULL, _DASH, _PLAIN, _DOUBLE, _SINGLE, _FLOW, _OTHER = range(1, 8)
_QUOTED = (_DOUBLE, _SINGLE)
_STYLES = ("", "plain", "", "plain", "double", "single")
_Match = re.Match[str]


def read_simple(text: str, span: Span, version: str) -> Parsed | None:
    """Read the YAML in `text[span]` if it is simple; return `None` if it is for libyaml.

    Parameters:
        version: determines the types of plain scalars, as for `yaml_reader.read_yaml`.
    """
    content = text[span.start : span.end]
    if len(content) > _LONGEST or not (content.isascii() or _NEVER_BEYOND.search(content) is None):
        return None
    data: dict[str, object] = {}
    lines: list[_Match] = []
    keys = 0
    name, indent = "", ""
    items: list[object] | None = None
    for line in _LINE.finditer(content):
        kind = line.lastindex
        if kind is None:  # an empty line, or a comment
            continue
        value: object = None
        if kind == _PLAIN:
            plain = _trimmed(line[kind])
            if ": " in plain or plain[-1] == ":":
                return None
            value = resolve(plain, version)
        elif kind in _QUOTED:
            value = line[kind]
        elif kind == _OTHER or (kind == _FLOW and (value := _values(line, version)) is None):
            return None
        lines.append(line)
        key = line[1]
        if key is not None:
            named = resolve(key, version)
            if type(named) is not str:
                return None
            name, keys = named, keys + 1
            data[name] = value
            items = [] if kind == _NULL else None
            continue
        if items is None or kind in (_DASH, _FLOW):
            return None
        if not items:
            data[name], indent = items, line[2]
        elif line[2] != indent:
            return None
        items.append(value)
    if not keys or len(data) < keys:  # there are none, or one is repeated
        return None
    return Parsed(_Lines(data, lines, span.start), None, [])


def _trimmed(plain: str) -> str:
    """Return plain text without the comment and the spaces after it."""
    if "#" in plain:
        plain = plain.partition(" #")[0]
    return plain.rstrip(" ")


def _values(line: _Match, version: str) -> list[object] | None:
    """Return the values of a flow list; `None` if it is for libyaml."""
    values: list[object] = []
    if " #" in line[_FLOW]:
        return None
    for member in _MEMBER.finditer(line.string, *line.span(_FLOW)):
        kind = member.lastindex or 0
        if kind > _SINGLE:
            return None
        values.append(resolve(member[kind].rstrip(" "), version) if kind == _PLAIN else member[kind])
    return values


class _Lines(Node):
    """The mapping of the lines; its entries and its place are made when one is asked for."""

    __slots__ = ("_lines", "_offset")

    def __init__(self, data: dict[str, object], lines: list[_Match], offset: int) -> None:
        self.kind = "mapping"
        self.style = "block"
        self.value = data
        self.items = ()
        self._lines = lines
        self._offset = offset

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as its attributes
        if name not in ("entries", "size", "span"):
            raise AttributeError(name)
        self.entries = entries = _entries(self._lines, self.value, self._offset)
        self.size = 1 + sum([1 + node.size for _, _, node in entries])
        self.span = Span(entries[0].key_node.span.start, entries[-1].node.span.end)
        self._lines = []
        return getattr(self, name)


class _Flow(Node):
    """A flow list; its members are made when they are asked for."""

    __slots__ = ("_line", "_offset")

    def __init__(self, line: _Match, values: list[object], offset: int) -> None:
        self.kind = "sequence"
        start = line.string.index("[", line.end(1))
        self.span = Span(offset + start, offset + line.end(_FLOW) + 1)
        self.value = values
        self.style = "flow"
        self.entries = ()
        self.size = 1 + len(values)
        self._line = line
        self._offset = offset

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as its attributes
        if name != "items":
            raise AttributeError(name)
        members = _MEMBER.finditer(self._line.string, *self._line.span(_FLOW))
        values: Any = self.value
        self.items = [_scalar(*each, self._offset) for each in zip(members, values, strict=True)]
        return self.items


def _entries(lines: list[_Match], data: Any, offset: int) -> list[Entry]:  # noqa: ANN401 - as `Node.value`
    entries: list[Entry] = []
    items: list[Node] = []
    values: Any = ()
    pairs = iter(data.items())
    for line in lines:
        start, end = line.span(1)
        if start < 0:
            node = entries[-1].node
            items.append(_scalar(line, values[len(items)], offset))
            node.span = Span(node.span.start if node.items else offset + line.end(2), items[-1].span.end)
            node.items = items
            continue
        key, value = next(pairs)
        kind = line.lastindex
        if kind == _FLOW:
            node = _Flow(line, value, offset)
        elif type(value) is list:
            items, values = [], value
            node = Node("sequence", Span(0, 0), value, "block")
            node.size += len(value)
        else:
            node = _scalar(line, value, offset)
        entries.append(Entry(key, Node("scalar", Span(offset + start, offset + end), key, "plain"), node))
    return entries


def _scalar(match: _Match, value: object, offset: int) -> Node:
    kind = match.lastindex or 0
    start, end = match.span(kind)
    if kind == _PLAIN:
        end = start + len(_trimmed(match[kind]))
    elif kind == _NULL:
        start = end = end + 1
    else:
        start, end = start - 1, end + 1
    return Node("scalar", Span(offset + start, offset + end), value, _STYLES[kind])
