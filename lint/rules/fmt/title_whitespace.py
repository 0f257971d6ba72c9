"""FMT008 title-whitespace."""

from lint.primitives.patterns import regex
from lint.rule import Document, Field, Issue, Issues, Span, delete, rule

# Between two pictographs, and in scripts that need them, joiners are part of the spelling.
_JOINED = r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff\u1780-\u17ff]"
_INVISIBLE = regex(
    rf"[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\u00ad\ufeff\u0000-\u0008\u000b-\u001f\u007f-\u009f]"
    rf"|(?<!{_JOINED})\u200c"
    r"|(?<![\u00a9\u00ae\u2190-\u2bff\ufe0f\U0001f000-\U0001faff\u0600-\u06ff\u0900-\u0dff])\u200d"
)
_SPACES = " \t\u00a0\u3000\r\n"
# In double quotation marks, also as YAML, TOML and JSON escape it.
_ESCAPED = rf"(?:[{_SPACES}]|(?<!\\)\\(?:[nrt]|u00[aA]0|u3000))"
_RUN = regex(f"{_ESCAPED}+")
_DOUBLED = regex(r"[ \t\u00a0]{2,}")


@rule("FMT008", severity="info", field="title")
def title_whitespace(field: Field, document: Document) -> Issues:
    """The title has stray whitespace or invisible characters.

    They break searching, sorting and comparing titles. The rule reports whitespace at the edges, repeated
    spaces and invisible characters (zero-width spaces, direction marks, control characters). It does not
    report the ideographic space U+3000 between words, or joiners inside emoji and in Persian or Indic
    spelling.

    ```yaml bad
    title: "⟦ ⟧Rain over the harbour"
    ```

    ```yaml fixed
    title: "Rain over the harbour"
    ```

    ```yaml bad
    title: Rain⟦  ⟧over the harbour
    ```

    ```yaml bad
    title: Rain⟦\u200b⟧ over the harbour
    ```

    ```yaml good
    title: 雨\u3000港口 👩\u200d🚀
    ```

    A line break at the edge of a quoted title is read as a space; one in a block scalar (`|` or `>`) is how these
    end, and not reported.

    ```yaml bad
    title: "Rain over the harbour⟦
      ⟧"
    ```

    ```yaml fixed
    title: "Rain over the harbour"
    ```

    ```yaml good
    title: "Rain over
      the harbour"
    ```

    The fix removes only whitespace at the edges. It is safe because no site shows it.
    """
    title = field.value
    if not isinstance(title, str):
        return
    if title.isprintable() and "  " not in title and title == title.strip():
        return
    start, end = field.span
    if field.node.style in ("single", "double") and document.text[start:end][:1] in ("'", '"'):
        start, end = start + 1, end - 1
    raw = document.text[start:end]
    if field.node.style in ("literal", "folded"):
        return
    inner = _without_edges(raw) if field.node.style == "double" else raw.strip(_SPACES)
    if inner and inner != raw and title != title.strip():
        first = start + raw.index(inner)
        last = first + len(inner)
        for edge, verb in ((Span(start, first), "starts"), (Span(last, end), "ends")):
            if edge.start < edge.end:
                written = document.raw(edge)
                what = "a line break" if "\n" in written or "\\n" in written else "whitespace"
                yield Issue(edge, f"the title {verb} with {what}", delete(edge, "remove the whitespace"))
        start, end = first, last
    if "\n" in inner:
        return  # a line break within is one space, whatever the next line begins with
    for match in _DOUBLED.finditer(document.text, start, end):
        count = len(match.group())
        yield Issue(Span(*match.span()), f"{count} spaces in a row in the title; expected one")
    for match in _INVISIBLE.finditer(document.text, start, end):
        yield Issue(Span(*match.span()), f"invisible character U+{ord(match.group()):04X} in the title")


def _without_edges(raw: str) -> str:
    """Return a text in double quotation marks without the whitespace at its edges."""
    if "\\" not in raw:
        return raw.strip(_SPACES)
    start, end = 0, len(raw)
    # Each run is read once; a search for one at the end would read a long one again from each character.
    for run in _RUN.finditer(raw):
        if run.start() == 0:
            start = run.end()
        elif run.end() == end:
            end = run.start()
    return raw[start:end]
