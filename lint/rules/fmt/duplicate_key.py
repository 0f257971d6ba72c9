"""FMT004 duplicate-key."""

import re

from lint.rule import Document, Fix, FrontMatter, Issue, Issues, Span, delete, rule

# What may stand behind a value: nothing, or a comment. A missing value ends with its key.
_REST = re.compile(r":?[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r)")


@rule("FMT004", severity="error")
def duplicate_key(document: Document) -> Issues:
    """A key stands twice in the front matter.

    YAML forbids it (YAML 1.2.2, section 3.2.1.1), but most readers are silent and keep the last
    value: the first one is lost without a word. The finding is at the second key and says where the
    first one stands.

    ```yaml bad
    title: Rain over the harbour
    author: A. Writer
    ⟦title⟧: Sun over the harbour
    ```

    ```yaml fixed
    author: A. Writer
    title: Sun over the harbour
    ```

    ```yaml good
    title: Rain over the harbour
    author: A. Writer
    ```

    The fix deletes the first one, which readers drop already; it is unsafe, since the first value may be the
    right one.
    """
    front_matter = document.front_matter
    if front_matter is None:
        return
    for key, first, again in front_matter.repeated:
        row = document.source.position(first.start).row
        yield Issue(
            again,
            f"key {key!r} stands twice: readers keep this value and drop the one in row {row}",
            _fix(document, front_matter, first),
        )


def _fix(document: Document, front_matter: FrontMatter, first: Span) -> Fix | None:
    """Give the fix that deletes a pair of the outermost mapping, when it has its lines to itself."""
    text, root = document.text, front_matter.root
    entry = next((each for each in root.entries if each.key_node.span == first), None) if root else None
    if entry is None or root is None or document.format != "yaml" or root.style == "flow":
        return None
    end = max(entry.node.span.end, first.end)
    rest = _REST.match(text, end)
    at_line_start = first.start == 0 or text[first.start - 1] in "\r\n"
    if rest is None or not at_line_start:
        return None
    return delete(Span(first.start, rest.end()), "delete the first one", unsafe=True)
