"""Python-Markdown's `Key: value` lines, which Pelican reads, with places.

https://python-markdown.github.io/extensions/meta_data/
"""

import re

from lint.post.front_matter.nodes import Entry, Node, Parsed, Repeated
from lint.primitives.source import Span

_FIELD = re.compile(r"^ {0,3}([A-Za-z0-9_-]+):\s*?([^\n]*)((?:\n {4,}\S[^\n]*)*)", re.MULTILINE)


def read_lines(text: str, span: Span) -> Parsed:
    """Read the lines in `text[span]`; every value is text, or a list of texts if it has several lines."""
    entries: list[Entry] = []
    repeated: list[Repeated] = []
    seen: dict[str, Entry] = {}
    for match in _FIELD.finditer(text, *span):
        key = match[1].lower()
        key_node = Node("scalar", Span(*match.span(1)), key, "plain")
        raw = (match[2] + match[3]).strip()
        start = match.start(2) + len(match[2] + match[3]) - len((match[2] + match[3]).lstrip())
        texts = [line.strip() for line in (match[2], *match[3].split("\n")[1:])]
        value: object = texts if len(texts) > 1 else texts[0]
        node = Node("scalar", Span(start, start + len(raw)), value, "plain")
        first = seen.get(key)
        if first is not None:
            repeated.append(Repeated(key, first.key_node.span, key_node.span))
        entry = Entry(key, key_node, node)
        seen.setdefault(key, entry)
        entries.append(entry)
    root = Node("mapping", span, {entry.key: entry.node.value for entry in entries}, "block")
    root.entries = entries
    root.size = 1 + 2 * len(entries)
    return Parsed(root, None, repeated)
