"""FMT004 duplicate-key."""

from lint.post.front_matter.nodes import Entry
from lint.primitives.patterns import regex
from lint.rule import Document, Fix, Issue, Issues, Severity, Span, delete, one_line, rule

# The rest of a line after a value: nothing or a comment. After a key without a value, also its colon.
_REST = regex(r":?[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r)")


@rule("FMT004", severity="error")
def duplicate_key(document: Document) -> Issues:
    """A key appears twice in the front matter.

    YAML forbids repeated keys (YAML 1.2.2, section 3.2.1.1). Most site builders stop at one. Jekyll keeps the
    last value, and Pelican the first: the other is silently lost. The finding is at the second key and names
    the line of the first.

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

    Where the builder goes on, a key with the same value twice is a note, since nothing is lost:

    ```yaml bad dialect=jekyll
    published: true
    title: Rain over the harbour
    ⟦published⟧: true
    ```

    The fix deletes the occurrence before it, which parsers ignore anyway. It is unsafe because that value may
    be the right one. If both are the same, the fix deletes the second one and is safe.
    """
    repeated = document.front_matter.repeated if document.front_matter else ()
    if not repeated:
        return
    kept = document.site.repeated_key if document.format != "json" else "last"
    entries = _entries(document)
    before: dict[tuple[str, Span], Span] = {}
    for key, first, again, is_same in repeated:
        row = document.source.position(first.start).row
        what = f"key `{one_line(key)}` appears twice"
        last = before.get((key, first), first)
        before[key, first] = again
        fix = _fix(document, entries.get(again if is_same else last), is_safe=is_same)
        if is_same and kept != "stops":
            message = f"{what} with the same value; the first is on line {row}"
            yield Issue(again, message, fix, severity=Severity.INFO)
        else:
            yield Issue(again, f"{what}; {_outcome(kept, document.site.title, row)}", fix)


def _outcome(kept: str, title: str, row: int) -> str:
    if kept == "varies":
        return f"site builders stop at it or drop one of them; the first is on line {row}"
    if kept == "stops":
        return f"{title} stops at it; the first is on line {row}"
    if kept == "first":
        return f"{title} keeps the one on line {row} and drops this one"
    return f"{title} keeps this one and drops the one on line {row}"


def _entries(document: Document) -> dict[Span, Entry]:
    """Return the fields at the top by the places of their keys, if each begins a line of its own."""
    root = document.root
    if root is None or document.format != "yaml" or root.style == "flow":
        return {}
    return {entry.key_node.span: entry for entry in root.entries}


def _fix(document: Document, entry: Entry | None, *, is_safe: bool) -> Fix | None:
    """Return the fix for a top-level key that begins a line and shares its lines with no other key."""
    if entry is None:
        return None
    text, start = document.text, entry.key_node.span.start
    if start > 0 and text[start - 1] not in "\r\n":
        return None
    rest = _REST.match(text, max(entry.node.span.end, entry.key_node.span.end))
    if rest is None:
        return None
    what = "delete it" if is_safe else "delete the occurrence before it"
    return delete(Span(start, rest.end()), what, unsafe=not is_safe)
