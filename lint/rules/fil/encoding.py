"""FIL012 encoding."""

from lint.rule import Document, Issue, Issues, Span, replace, rule

_SAMPLE = 20_000
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_BINARY = 0.05


@rule("FIL012", severity="error", any_encoding=True)
def encoding(document: Document) -> Issues:
    """The file is not UTF-8.

    Site builders read UTF-8 only: they stop, or show every character wrong. The likely encoding is
    named; nothing else is checked in such a file.

    ```md bad encoding=gb18030
    ---
    title: ⟦中⟧华人民共和国成立了，全国各族人民欢欣鼓舞，庆祝这个伟大的日子。我们的国家有悠久的历史。
    ---
    ```

    ```md bad encoding=utf-16
    ---
    title: Rain over the harbour
    ---
    ```

    ```md good
    ---
    title: 中华人民共和国
    ---
    ```

    The fix writes the text in UTF-8, as the likely encoding reads it; it is unsafe, since encodings are
    guessed by how their text looks.
    """
    source = document.source
    if source.undecodable is None:
        return
    place = Span(source.undecodable, min(source.undecodable + 1, len(source.text)))
    name = _likely(source.data)
    if name is None:
        yield Issue(place, "the file is binary, or text in an unknown encoding: expected UTF-8")
        return
    text = source.data.decode(name, "replace").removeprefix("\ufeff")
    fix = replace(Span(0, len(source.text)), text, f"write it as UTF-8, read as {_shown(name)}", unsafe=True)
    yield Issue(
        place, f"the file is not UTF-8, but likely {_shown(name)}", fix if "\ufffd" not in text else None
    )


def _likely(data: bytes) -> str | None:
    """Name the encoding that a file is likely in; None for a binary one."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        half = len(sample) / 2
        if odd > half * 0.4 and even < half * _BINARY:
            return "utf-16-le"
        return "utf-16-be" if even > half * 0.4 and odd < half * _BINARY else None
    from charset_normalizer import from_bytes  # only for files that are not UTF-8

    best = from_bytes(sample).best()
    return best.encoding if best is not None else None


def _shown(name: str) -> str:
    return name.replace("_", "-").upper().removesuffix("-LE").removesuffix("-BE")
