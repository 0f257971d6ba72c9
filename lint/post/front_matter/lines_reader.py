"""Python-Markdown's `Key: value` lines, which Pelican reads, with places.

https://python-markdown.github.io/extensions/meta_data/
"""

import re

from lint.post.front_matter.nodes import Entry, Node, Parsed, Repeated
from lint.primitives.patterns import regex
from lint.primitives.source import Span

_FIELD = regex(
    r"^ {0,3}([A-Za-z0-9_-]+):([^\r\n]*(?:(?:\r\n|\n|\r)(?: {4,}| {0,3}\t)[^\r\n]*)*)(?=[\r\n]|\Z)",
    re.MULTILINE,
)
_TAB = 4
_BREAK = regex(r"\r\n|\n|\r")
# Of these, Pelican takes the first line; of others, all (https://docs.getpelican.com/en/latest/content.html).
_SINGLE = frozenset(
    ("tags", "date", "modified", "status", "category", "author", "save_as", "url", "authors", "slug")
)


def read_lines(text: str, span: Span) -> Parsed:
    """Read the lines in `text[span]`; every value is text, or a list of texts if there are several."""
    entries: dict[str, Entry] = {}
    values: dict[str, list[str]] = {}
    repeated: list[Repeated] = []
    # In a text with lone carriage returns, a line begins after one.
    content = text if "\n" in text else text.replace("\r", "\n")
    for match in _FIELD.finditer(content, *span):
        key, raw = match[1].lower(), match[2]
        if key in _SINGLE:
            raw = _BREAK.split(raw, maxsplit=1)[0]
        start = match.start(2) + len(raw) - len(raw.lstrip())
        key_span = Span(*match.span(1))
        # Python-Markdown expands tabs before it reads metadata.
        texts = [line.strip() for line in _BREAK.split(match[0].expandtabs(_TAB).partition(":")[2])]
        if key in entries:
            if key in _SINGLE:
                is_same = texts == values[key]
                repeated.append(Repeated(key, entries[key].key_node.span, key_span, is_same))
            else:
                values[key] += texts
            continue
        values[key] = texts
        key_node = Node("scalar", key_span, key, "plain")
        node = Node("scalar", Span(start, start + len(raw.strip())), None, "plain")
        entries[key] = Entry(key, key_node, node)
    for key, entry in entries.items():
        several = values[key]
        entry.node.value = several if len(several) > 1 and key not in _SINGLE else several[0]
    root = Node("mapping", span, {key: entry.node.value for key, entry in entries.items()}, "block")
    root.entries = list(entries.values())
    root.size = 1 + 2 * len(entries)
    return Parsed(root, None, repeated)
