"""YAML front matter with places, from the events of PyYAML's C parser.

Events are used instead of nodes, because a composed alias has its anchor's place, and merge keys and repeated
keys are lost. Only the `index` of a mark is used: it counts code points, while `line` also counts U+2028.
"""

from collections.abc import Container, Iterable
from typing import Any, Literal

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs list its loaders only
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from lint.post.front_matter.nodes import Entry, Node, Parsed, Repeated, identity, is_same_scalar
from lint.post.front_matter.refusals import (
    DEEPEST,
    MOST_EXPANDED,
    MOST_VALUES,
    TOO_DEEP,
    TOO_MANY,
    RefusedError,
    problem,
)
from lint.post.front_matter.yaml_errors import marked_error, reader_error
from lint.post.front_matter.yaml_libraries import LIBRARIES
from lint.post.front_matter.yaml_merging import merge
from lint.post.front_matter.yaml_parser import parser_of
from lint.post.front_matter.yaml_scalar import resolve
from lint.post.front_matter.yaml_tags import refuse_tag, tagged
from lint.primitives.patterns import regex
from lint.primitives.source import Span

_STYLES = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
_SIMPLE = {None: "plain", "": "plain", "'": "single", '"': "double"}
_PROPERTIES = regex(r"(?:[&!][^\s,\[\]{}]*\s+)+")
_PROPERTIES_BEFORE = regex(r"[&!][^\s,\[\]{}]*[ \t]+\Z")


class _TooMuchError(RefusedError):
    """The YAML is valid but too large or too deep for a post."""


def read_yaml(text: str, span: Span, version: str) -> Parsed:
    """Read the YAML in `text[span]`.

    Parameters:
        version: determines the types of plain scalars: `1.1` or `1.2`, or the name of a library, which then
            also decides what of the rest it accepts.
    """
    content = text[span.start : span.end]
    try:
        return _build(text, span, version)
    except RefusedError as error:
        refused = error.with_traceback(None)  # which would keep all values that were read
    except yaml.reader.ReaderError as error:
        refused = reader_error(content, error)
        refused = _too_much_before(text, span, refused.start) or refused
    except yaml.MarkedYAMLError as error:
        refused = marked_error(error)
        # The error is inside a token: only the text before that token can be read.
        context = error.context_mark
        first = refused.start if context is None else min(refused.start, context.index)
        refused = _too_much_before(text, span, first) or refused
    except ValueError as error:
        refused = RefusedError(str(error), 0)
    return problem(text, span, refused)


def _build(text: str, span: Span, version: str) -> Parsed:
    parser = parser_of(text[span.start : span.end], LIBRARIES[version])
    try:
        return _Builder(text, span, version).build(parser)
    finally:
        parser.dispose()


def _too_much_before(text: str, span: Span, index: int) -> RefusedError | None:
    """Return our own size or depth error before an error of libyaml; `None` when there is none.

    libyaml reads ahead of its events and has its own limits: the newest version fails at a thousand brackets
    before it reports the first one. Our errors must have the same place with every version.
    """
    try:
        _build(text, Span(span.start, span.start + index), "1.2")
    except _TooMuchError as error:
        return error
    except (RefusedError, yaml.YAMLError, ValueError):
        pass  # the text is cut off, so an error is expected
    return None


class _Builder:
    """Builds the node tree of one front matter with a stack instead of recursion."""

    def __init__(self, text: str, span: Span, version: str) -> None:
        self.text = text
        self.offset = span.start
        self.end = span.end
        self.version = version
        self.library = LIBRARIES[version]
        self.anchors: dict[str, Node] = {}
        self.repeated: list[Repeated] = []
        self._merged = 0

    def build(self, parser: CParser) -> Parsed:
        """Read the first document of the parser; the others are ignored, as in Jekyll."""
        stack: list[tuple[Node, list[Node], str | None]] = []
        children: list[Node] = []
        root: Node | None = None
        count = 0
        offset, version = self.offset, self.version
        while count <= MOST_VALUES:
            # In PyYAML's types every mark is optional, but parsed events always have one.
            event: Any = parser.get_event()
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor is None and event.tag is None and event.style in _SIMPLE:
                    span = Span(offset + event.start_mark.index, offset + event.end_mark.index)
                    style = _SIMPLE[event.style]
                    value = resolve(event.value, version) if style == "plain" else event.value
                    node = Node("scalar", span, value, style)
                else:
                    node = self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(stack) >= DEEPEST:
                    raise _TooMuchError(TOO_DEEP, event.start_mark.index)
                name: Literal["mapping", "sequence"] = "mapping" if kind is MappingStartEvent else "sequence"
                start = self._after_properties(event, offset + event.start_mark.index)
                refuse_tag(event.tag, self.library, event.start_mark.index)
                opened = Node(name, Span(start, start), None, "flow" if event.flow_style else "block")
                stack.append((opened, children, event.anchor))
                children = []
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node, members, anchor = stack.pop()
                self._close(node, children, offset + event.end_mark.index)
                children = members
                if anchor:
                    self.anchors[anchor] = node
            elif kind is AliasEvent:
                node = self._alias(event, {anchor for _, _, anchor in stack})
            elif kind is DocumentEndEvent:
                self._refuse_rest(parser, event)
                return Parsed(root, None, self.repeated)
            elif kind is StreamEndEvent or event is None:
                return Parsed(None, None)
            else:
                continue
            count += 1
            if stack:
                children.append(node)
            else:
                root = node
        # More of them would fill the memory.
        start = stack[-1][0].span.start - offset if stack else 0
        raise _TooMuchError(TOO_MANY, start)

    def _refuse_rest(self, parser: CParser, end: Any) -> None:
        """Raise an error if the library stops at what follows the first document."""
        after = self.library.after
        if after == "nothing" or (after == "YAML" and not end.explicit):
            event: Any = parser.get_event()
            if after == "nothing" and type(event) is not StreamEndEvent:
                raise RefusedError("a second document begins", event.start_mark.index)

    def _after_properties(self, event: Any, start: int) -> int:
        if event.anchor is None and getattr(event, "tag", None) is None:
            return start
        match = _PROPERTIES.match(self.text, start, self.end)
        return match.end() if match else start

    def _scalar(self, event: Any) -> Node:
        start = self.offset + event.start_mark.index
        end = self.offset + event.end_mark.index
        style = _STYLES[event.style]
        text = event.value
        if event.anchor is not None or event.tag is not None:
            start = min(self._after_properties(event, start), end)
        value: object = text
        if event.tag is not None:
            value = tagged(text, event.tag, self.version, event.start_mark.index, is_plain=style == "plain")
        elif style == "plain":
            value = resolve(text, self.version)
        if style in ("literal", "folded"):
            end = start + len(self.text[start:end].rstrip())
        node = Node("scalar", Span(start, end), value, style)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def _alias(self, event: Any, around: Container[str | None]) -> Node:
        index = event.start_mark.index
        if event.anchor in around:
            raise RefusedError(f"alias *{event.anchor} is inside its own value", index)
        target = self.anchors.get(event.anchor)
        if target is None:
            raise RefusedError(f"alias *{event.anchor} has no anchor before it", index)
        node = Node(
            "alias", Span(self.offset + index, self.offset + event.end_mark.index), target.value, "plain"
        )
        node.entries, node.items, node.size = target.entries, target.items, target.size
        return node

    def _close(self, node: Node, children: list[Node], end: int) -> None:
        node.size = 1 + sum([child.size for child in children])
        if node.size > MOST_EXPANDED:
            raise _TooMuchError(
                f"aliases expand to over {MOST_EXPANDED:,} values", node.span.start - self.offset
            )
        if node.style == "block":
            # For libyaml, a block collection ends where the next token begins.
            end = children[-1].span.end if children else node.span.start
        node.span = Span(node.span.start, end)
        if node.kind == "sequence":
            node.items = children
            node.value = [child.value for child in children]
        else:
            if self.library.scalar_keys and (key := _collection(children[::2])) is not None:
                raise RefusedError("a key is not a single value", key.span.start - self.offset)
            if self.library.bare_first_key and node.style == "block" and children:
                self._refuse_properties(children[0].span.start)
            node.entries = [
                Entry(_hashable(key.value), key, value)
                for key, value in zip(children[::2], children[1::2], strict=True)
            ]
            node.value = self._mapping(node.entries)

    def _refuse_properties(self, first: int) -> None:
        """Raise an error if an anchor or a tag precedes the first key of a block mapping, in its line."""
        if _PROPERTIES_BEFORE.search(self.text[self.text.rfind("\n", 0, first) + 1 : first]):
            raise RefusedError("the first key has an anchor or a tag", first - self.offset)

    def _count_merged(self, node: Node) -> None:
        """Raise an error if merge keys copy more than a post may hold; each copy takes time and memory."""
        sources = node.value if isinstance(node.value, list) else [node.value]
        self._merged += sum(len(each) for each in sources if isinstance(each, dict))
        if self._merged > MOST_VALUES:
            raise _TooMuchError(f"`<<` copies over {MOST_VALUES:,} values", node.span.start - self.offset)

    def _mapping(self, entries: Iterable[Entry]) -> dict[object, object]:
        data: dict[object, object] = {}
        merged: dict[object, object] = {}
        places: dict[object, Span] = {}
        for key, key_node, node in entries:
            if key == "<<" and key_node.style == "plain":
                if self.library.merges_one and identity(key) in places:
                    raise RefusedError("`<<` appears twice", key_node.span.start - self.offset)
                self._count_merged(node)
                if merge(node, data, merged, self.library, self.offset):
                    places[identity(key)] = key_node.span
                    continue
            same = identity(key_node.value)
            if same in places:
                is_same = key in data and is_same_scalar(data[key], node.value)
                shown = key if isinstance(key, str) else self.text[slice(*key_node.span)]
                self.repeated.append(Repeated(shown, places[same], key_node.span, is_same))
            else:
                places[same] = key_node.span
            data[key] = node.value
        return {**merged, **data} if merged else data


def _collection(keys: Iterable[Node]) -> Node | None:
    """Return the first key that is a list or a mapping."""
    return next((key for key in keys if key.entries or key.items or key.style in ("flow", "block")), None)


def _hashable(key: object) -> object:
    return key if not isinstance(key, dict | list) else f"<{type(key).__name__}>"
