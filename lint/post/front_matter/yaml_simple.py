"""YAML front matter that is `key: value` lines and nothing else, read by one pattern instead of libyaml.

A value is text in one line, quoted without escapes or not, or a list of such values. Where anything else may
be meant (an indented line, an anchor, a tag, `: ` in a value, a repeated key), libyaml reads the whole front
matter. What is read here is the same as from libyaml's events, place by place; `tools/fuzz` compares the two.
"""

import re
from typing import Any

from lint.post.front_matter.nodes import Entry, Node, Parsed
from lint.post.front_matter.refusals import MOST_VALUES
from lint.post.front_matter.yaml_scalar import resolve
from lint.primitives.source import Span

# Breaks, tabs, and what libyaml rejects, skips or takes for a break. A class of characters takes long to compile
# if one of them is beyond U+00FF, so they are looked for once.
_NEVER = r"\x00-\x1f\x7f-\x9f"
_NEVER_BEYOND = re.compile(r"[\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_DOUBLE, _SINGLE = rf'[^"\\{_NEVER}]*', rf"[^'{_NEVER}]*"
_FIRST = rf"-?[^ \-?:,\[\]{{}}#&*!|>'\"%@`{_NEVER}]"
# Words hold colons and `#`, but do not end with a colon, or begin with `#` after a space.
_CHAR = rf"[^ :{_NEVER}]"
_PLAIN = rf"{_FIRST}{_CHAR}*(?::+{_CHAR}+)*(?: +(?!#):*{_CHAR}+(?::+{_CHAR}+)*)*"
# In flow lists, versions of libyaml differ in colons and question marks.
_FLOW_CHAR = rf"[^ :?,\[\]{{}}{_NEVER}]"
_FLOW_PLAIN = rf"{_FIRST}{_FLOW_CHAR}*(?: +(?!#){_FLOW_CHAR}+)*"
_MEMBER = rf""" *(?:{_FLOW_PLAIN}|"{_DOUBLE}"|'{_SINGLE}') *"""
_ITEM = rf"""\n *- +(?:{_PLAIN}|"{_DOUBLE}"|'{_SINGLE}') *\r?"""
_COMMENT = rf"#[^{_NEVER}]*"
_LINE = re.compile(
    rf"""(\w[\w.\-]{{0,99}}):"""
    rf"""(?: +(?:"({_DOUBLE})"|'({_SINGLE})'|({_PLAIN})|\[({_MEMBER}(?:,{_MEMBER})*| *)\])"""
    rf"""| *\r?((?:{_ITEM})+(?=\n|\Z)))?"""
    rf"""(?: *| +{_COMMENT})\r?(?:\n|\Z)"""
    rf"""| *(?:{_COMMENT})?\r?\n"""
    r"""|([\s\S]+)"""
)
# The last group that matched tells the kind of a line. `_MEMBERS` and `_ITEMS` have the same groups for
# single values.
_NULL, _DOUBLE_QUOTED, _SINGLE_QUOTED, _WORDS, _FLOW, _BLOCK, _OTHER = range(1, 8)
_STYLES = ("", "plain", "double", "single", "plain", "flow", "block")
_VALUE = r"""(?:"([^"]*)"|'([^']*)'|([^ ,\r\n]+(?: +[^ ,\r\n]+)*))"""
_MEMBERS = re.compile(f"( *){_VALUE}")
_ITEMS = re.compile(rf"\n( *)- +{_VALUE.replace(' ,', ' ')}")


def read_simple(text: str, span: Span, version: str) -> Parsed | None:
    """Read the YAML in `text[span]` if it is simple; return `None` if it is for libyaml.

    Parameters:
        version: determines the types of plain scalars, as for `yaml_reader.read_yaml`.
    """
    content = text[span.start : span.end]
    # Each value takes a character at least.
    if len(content) > MOST_VALUES or not (content.isascii() or _NEVER_BEYOND.search(content) is None):
        return None
    data: dict[str, object] = {}
    lines: list[re.Match[str]] = []
    for line in _LINE.finditer(content):
        kind = line.lastindex
        value: object
        if kind is None:
            continue
        if kind == _WORDS:
            value = resolve(line[kind], version)
        elif kind < _WORDS:
            value = line[kind] if kind > _NULL else None
        elif kind == _OTHER or (value := _values(line, version)) is None:
            return None
        key = resolve(line[1], version)
        if type(key) is not str:
            return None
        data[key] = value
        lines.append(line)
    if not lines or len(data) < len(lines):  # there are none, or a key is repeated
        return None
    return Parsed(_Lines(data, lines, span.start), None, [])


def _values(line: re.Match[str], version: str) -> list[object] | None:
    """Return the values of a list; `None` if they are not indented alike."""
    if line.lastindex == _FLOW and not ('"' in (inside := line[_FLOW]) or "'" in inside):
        inside = inside.strip(" ")
        return [resolve(each.strip(" "), version) for each in inside.split(",")] if inside else []
    members = _members(line)
    if line.lastindex == _BLOCK and any(member[1] != members[0][1] for member in members):
        return None
    return [
        resolve(member[_WORDS], version) if member.lastindex == _WORDS else member[member.lastindex or 0]
        for member in members
    ]


def _members(line: re.Match[str]) -> list[re.Match[str]]:
    kind = line.lastindex or 0
    pattern = _MEMBERS if kind == _FLOW else _ITEMS
    return list(pattern.finditer(line.string, *line.span(kind)))


class _Lines(Node):
    """The mapping of the lines; its entries and its place are made when one is asked for."""

    __slots__ = ("_lines", "_offset")

    def __init__(self, data: dict[str, object], lines: list[re.Match[str]], offset: int) -> None:
        self.kind = "mapping"
        self.style = "block"
        self.value = data
        self.items = ()
        self._lines = lines
        self._offset = offset

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as its attributes
        if name not in ("entries", "size", "span"):
            raise AttributeError(name)
        offset = self._offset
        data: dict[str, object] = self.value  # type: ignore[assignment]
        self.entries = entries = [
            Entry(key, _scalar(line, 1, key, offset), _node(line, value, offset))
            for line, (key, value) in zip(self._lines, data.items(), strict=True)
        ]
        self.size = 1 + sum([1 + node.size for _, _, node in entries])
        self.span = Span(entries[0].key_node.span.start, entries[-1].node.span.end)
        self._lines = []
        return getattr(self, name)


class _List(Node):
    """The list in the value of a line; its members are made when they are asked for."""

    __slots__ = ("_line", "_offset")

    def __init__(self, line: re.Match[str], kind: int, values: list[object], offset: int) -> None:
        self.kind = "sequence"
        self.style = _STYLES[kind]
        self.value = values
        self.entries = ()
        self.size = 1 + len(values)
        self._line = line
        self._offset = offset
        start, end = line.span(kind)
        if kind == _FLOW:
            self.span = Span(offset + start - 1, offset + end + 1)
        else:
            first = line.string.index("-", start)
            self.span = Span(offset + first, offset + start + len(line[kind].rstrip(" \r")))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as its attributes
        if name != "items":
            raise AttributeError(name)
        values: list[object] = self.value  # type: ignore[assignment]
        pairs = zip(_members(self._line), values, strict=True)
        self.items = [_scalar(member, member.lastindex or 0, value, self._offset) for member, value in pairs]
        return self.items


def _node(line: re.Match[str], value: object, offset: int) -> Node:
    kind = line.lastindex or 0
    if isinstance(value, list):
        return _List(line, kind, value, offset)
    if kind == _NULL:
        end = offset + line.end(1) + 1
        return Node("scalar", Span(end, end), None, "plain")
    return _scalar(line, kind, value, offset)


def _scalar(match: re.Match[str], group: int, value: object, offset: int) -> Node:
    start, end = match.span(group)
    style = _STYLES[group]
    if style != "plain":
        start, end = start - 1, end + 1
    return Node("scalar", Span(offset + start, offset + end), value, style)
