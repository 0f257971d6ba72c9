"""YAML front matter that is `key: value` lines and nothing else, read by one pattern instead of libyaml.

A value is text in one line, quoted without escapes or not, or a list of such values. Where anything else may
be meant (an indented line, an anchor, a tag, `: ` in a value, a repeated key), libyaml reads the whole front
matter. What is read here is the same as from libyaml's events, place by place; `tools/fuzz` compares the two.
"""

import re
from collections.abc import Mapping
from typing import Any

from lint.post.front_matter.nodes import Entry, Node, Parsed
from lint.post.front_matter.yaml_scalar import resolve
from lint.primitives.patterns import regex
from lint.primitives.source import Span

# Tabs, breaks other than that of a line, and what libyaml rejects or skips.
_ODD = regex(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_FIRST = r"""-?[^ \-?:,\[\]{}#&*!|>'"%@`\r\n]"""
_QUOTES = r""""([^"\\\r\n]*)"|'([^'\r\n]*)'"""
# No group is repeated, which would take memory for each repetition. `[^\r\n]*` ends where the line does, so
# that nothing after it can fail.
_LINE = regex(
    rf"""(?:(\w[\w.\-]{{0,99}}):|( *)-)(?: +({_FIRST}[^\r\n]*)"""
    rf"""|(?: +(?:{_QUOTES}|\[ *(?! )([^\r\n]*)\]))?(?: *| +#[^\r\n]*))\r?(?:\n|\Z)"""
    r"""| *(?:#[^\r\n]*)?\r?\n"""
    r"""|([\s\S]+)"""
)
# In lists, versions of libyaml differ in colons and question marks.
_MEMBER = regex(rf"""( *)()(?:({_FIRST}[^:?,\[\]{{}}]*)|(?:{_QUOTES}) *)(?:,|\Z)|(.+)""")
# What matched takes up to 130 times its length. Of 37,000 front matters, the longest has 2,876 characters.
_LONGEST = 5_000
# The last group that matched is the kind of a line, or of a member of a list.
_NULL, _DASH, _PLAIN, _DOUBLE, _SINGLE, _FLOW, _OTHER = range(1, 8)
_STYLES = ("", "plain", "", "plain", "double", "single")
_Match = re.Match[str]
_span = tuple.__new__  # much faster than `Span(…)`


class _NotSimpleError(Exception):
    """Something else is written, or may be."""


def read_simple(text: str, span: Span, version: str) -> Parsed | None:
    """Read the YAML in `text[span]` if it is simple; return `None` if it is for libyaml.

    Parameters:
        version: determines the types of plain scalars, as for `yaml_reader.read_yaml`.
    """
    content = text[span.start : span.end]
    if len(content) > _LONGEST or _ODD.search(content) or content.count("\r") != content.count("\r\n"):
        return None
    try:
        data, lines = _read(content, version)
    except _NotSimpleError:
        return None
    return Parsed(_Lines(data, lines, span.start), None, []) if data else None


def _read(content: str, version: str) -> tuple[dict[str, object], list[_Match]]:
    data: dict[str, object] = {}
    lines: list[_Match] = []
    name, indent = "", ""
    items: list[object] | None = None  # of the list in the last key, if it may have one
    for line in _LINE.finditer(content):
        kind = line.lastindex
        if kind is None:  # an empty line, or a comment
            continue
        if kind == _PLAIN:
            value = _plain(line[kind], version)
        elif kind in (_DOUBLE, _SINGLE):
            value = line[kind]
        else:
            value = None if kind < _PLAIN else _values(line, version)
        lines.append(line)
        key = line[1]
        if key is not None:
            typed = resolve(key, version)
            if type(typed) is not str or typed in data:
                raise _NotSimpleError
            name = typed
            data[name] = value
            items = [] if kind == _NULL else None
        elif items is None or kind in (_DASH, _FLOW) or (items and line[2] != indent):
            raise _NotSimpleError
        else:
            items.append(value)
            data[name], indent = items, line[2]
    return data, lines


def _plain(text: str, version: str) -> object:
    text = _trimmed(text) if "#" in text or text[-1] == " " else text
    if ": " in text or text[-1] == ":":
        raise _NotSimpleError
    return resolve(text, version)


def _trimmed(plain: str) -> str:
    """Return plain text without the comment and the spaces after it."""
    return plain.partition(" #")[0].rstrip(" ")


def _values(line: _Match, version: str) -> list[object]:
    """Return the values of a flow list."""
    if line.lastindex == _OTHER or " #" in line[_FLOW]:
        raise _NotSimpleError
    values: list[object] = []
    for member in _MEMBER.finditer(line.string, *line.span(_FLOW)):
        kind = member.lastindex or 0
        if kind == _PLAIN:
            values.append(resolve(member[kind].rstrip(" "), version))
        elif kind in (_DOUBLE, _SINGLE):
            values.append(member[kind])
        else:
            raise _NotSimpleError
    return values


class _Lines(Node):
    """The mapping of the lines; its entries and its place are made when one is asked for."""

    __slots__ = ("_at", "_data", "_lines", "_offset")

    def __init__(self, data: dict[str, object], lines: list[_Match], offset: int) -> None:
        self.kind, self.style = "mapping", "block"
        self.value = self._data = data
        self.items = ()
        self._lines, self._offset = lines, offset
        self._at: dict[object, int] = {}

    @property
    def plain_fields(self) -> Mapping[str, object]:
        """The values by key."""
        return self._data

    def entry(self, key: object) -> Entry | None:
        """Return the pair of a key, which is made without the others."""
        lines = self._lines
        if not lines:
            return super().entry(key)
        if key not in self._data:
            return None
        first = self._line_of(key)
        last = first + 1
        while last < len(lines) and lines[last][1] is None:
            last += 1
        return _entries(lines[first:last], {key: self._data[key]}, self._offset)[0]

    def members(self, key: str) -> list[tuple[object, Span]]:
        """Return the members of a list at a key, or its value, with places; without nodes if in a line."""
        values: Any = self._data[key]
        if type(values) is not list or not values:
            return [(values, self.value_span(key))]
        line = self._lines[self._line_of(key)] if self._lines else None
        if line is None or line.lastindex != _FLOW:
            return super().members(key)
        found = _MEMBER.finditer(line.string, *line.span(_FLOW))
        return [(value, _span_of(each, self._offset)) for value, each in zip(values, found, strict=True)]

    def value_span(self, key: str) -> Span:
        """Return the place of the value of a key; told without nodes if it is in a line."""
        line = self._lines[self._line_of(key)] if self._lines else None
        if line is not None and line.lastindex == _FLOW:
            return _flow_span(line, self._offset)
        if line is None or type(self._data[key]) is list:
            return super().value_span(key)
        return _span_of(line, self._offset)

    def _line_of(self, key: object) -> int:
        if not self._at:
            self._at = {line[1]: at for at, line in enumerate(self._lines)}
        return self._at[key]

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
        self.kind, self.style = "sequence", "flow"
        self.span = _flow_span(line, offset)
        self.value = values
        self.entries = ()
        self.size = 1 + len(values)
        self._line, self._offset = line, offset

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
        entries.append(
            Entry(key, Node("scalar", _span(Span, (offset + start, offset + end)), key, "plain"), node)
        )
    return entries


def _scalar(match: _Match, value: object, offset: int) -> Node:
    return Node("scalar", _span_of(match, offset), value, _STYLES[match.lastindex or 0])


def _span_of(match: _Match, offset: int) -> Span:
    kind = match.lastindex or 0
    start, end = match.span(kind)
    if kind == _PLAIN:
        text = match.string
        if text[end - 1] == " " or text.find("#", start, end) >= 0:
            end = start + len(_trimmed(match[kind]))
    elif kind == _NULL:
        start = end = end + 1
    else:
        start, end = start - 1, end + 1
    return _span(Span, (offset + start, offset + end))


def _flow_span(line: _Match, offset: int) -> Span:
    return _span(Span, (offset + line.string.index("[", line.end(1)), offset + line.end(_FLOW) + 1))
