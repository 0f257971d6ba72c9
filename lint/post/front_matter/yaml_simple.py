"""YAML front matter that is `key: value` lines and nothing else, read by one pattern instead of libyaml.

A value is text in one line, quoted without escapes or not, or a list of such values. As soon as libyaml could read
anything else (an indented line, an anchor, a tag, `: ` in a value, a repeated key), it reads the whole front matter.
What is read here is the same as from libyaml's events, place by place; `tools/fuzz` compares the two.
"""

import re
from typing import Any

from lint.post.front_matter.nodes import Entry, Node, Parsed
from lint.post.front_matter.refusals import MOST_VALUES
from lint.post.front_matter.yaml_scalar import resolve
from lint.primitives.source import Span

# Breaks, tabs, and what libyaml rejects, skips or takes for a break.
_NEVER = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
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
# The last group that matched tells the kind of a line. `_MEMBERS` and `_ITEMS` have the same groups for single values.
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
    if len(content) > MOST_VALUES:  # each value takes a character at least
        return None
    data: dict[object, object] = {}
    lines: list[re.Match[str]] = []
    for line in _LINE.finditer(content):
        kind = line.lastindex
        if kind is None:
            continue
        if kind == _OTHER:
            return None
        key = resolve(line[1], version)
        if type(key) is not str or key in data:
            return None
        if kind == _WORDS:
            data[key] = resolve(line[kind], version)
        elif kind < _WORDS:
            data[key] = line[kind] if kind > _NULL else None
        elif (values := _values(line, version)) is not None:
            data[key] = values
        else:
            return None
        lines.append(line)
    return Parsed(_Lines(data, lines, span.start), None, []) if lines else None


def _values(line: re.Match[str], version: str) -> list[object] | None:
    """Return the values of a list; `None` if they are not indented alike."""
    if line.lastindex == _FLOW and '"' not in line[_FLOW] and "'" not in line[_FLOW]:
        inside = line[_FLOW].strip(" ")
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
    """The mapping of the lines; its places and entries are made when they are first asked for."""

    __slots__ = ("_lines", "_offset")

    def __init__(self, data: dict[object, object], lines: list[re.Match[str]], offset: int) -> None:
        self.kind = "mapping"
        self.style = "block"
        self.value = data
        self.items = ()
        self._lines = lines
        self._offset = offset

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as its attributes
        if name not in ("entries", "size", "span"):
            raise AttributeError(name)
        values: Any = self.value
        entries = [
            Entry(key, _scalar(line, 1, key, self._offset), _node(line, value, self._offset))
            for line, (key, value) in zip(self._lines, values.items(), strict=True)
        ]
        self.entries = entries
        self.size = 1 + sum(1 + node.size for _, _, node in entries)
        self.span = Span(entries[0].key_node.span.start, entries[-1].node.span.end)
        self._lines = []
        return getattr(self, name)


def _node(line: re.Match[str], value: Any, offset: int) -> Node:  # noqa: ANN401 - any value of a front matter
    kind = line.lastindex or 0
    if kind == _NULL:
        end = line.end(1) + 1 + offset
        return Node("scalar", Span(end, end), value, "plain")
    if kind < _FLOW:
        return _scalar(line, kind, value, offset)
    members = _members(line)
    items = [
        _scalar(member, member.lastindex or 0, each, offset)
        for member, each in zip(members, value, strict=True)
    ]
    if kind == _FLOW:
        start, end = line.start(kind) - 1, line.end(kind) + 1
        place = Span(offset + start, offset + end)
    else:
        place = Span(members[0].end(1) + offset, items[-1].span.end)
    node = Node("sequence", place, value, _STYLES[kind])
    node.items = items
    node.size += len(items)
    return node


def _scalar(match: re.Match[str], group: int, value: object, offset: int) -> Node:
    start, end = match.span(group)
    style = _STYLES[group]
    if style != "plain":
        start, end = start - 1, end + 1
    return Node("scalar", Span(offset + start, offset + end), value, style)
