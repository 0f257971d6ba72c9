"""FIL012 encoding."""

from lint.rule import Document, Issue, Issues, Span, replace, rule

_SAMPLE = 20_000
# UTF-32 first: its little-endian byte order mark begins with that of UTF-16.
_WITH_BOM = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")


# A file that is not UTF-8 is looked at whatever is in it, and in others there is nothing to report.
@rule("FIL012", severity="error", in_text="\0", any_encoding=True)
def encoding(document: Document) -> Issues:
    """The file is not UTF-8.

    Site builders read only UTF-8: they stop with an error or show the wrong characters. The message names the
    likely encoding. Of such a file, only the name is checked by other rules.

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

    The fix converts the text from the likely encoding to UTF-8. It is unsafe because the encoding is
    guessed from what the decoded text looks like.
    """
    source = document.source
    if source.undecodable is None:
        return
    place = Span(source.undecodable, min(source.undecodable + 1, len(source.text)))
    name = _likely(source.data)
    if name is None:
        yield Issue(place, "the file is binary or in an unknown encoding; expected UTF-8")
        return
    shown = name.replace("_", "-").upper().removesuffix("-LE").removesuffix("-BE")
    text = source.data.decode(name, "replace").removeprefix("\ufeff")
    fix = replace(Span(0, len(source.text)), text, f"convert the file from {shown} to UTF-8", unsafe=True)
    yield Issue(place, f"the file is probably {shown}; expected UTF-8", None if "\ufffd" in text else fix)


def _likely(data: bytes) -> str | None:
    for name in _WITH_BOM:
        if data.startswith("\ufeff".encode(name)):
            return name
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        many, few = len(sample) * 0.2, len(sample) * 0.025
        if odd > many and even < few:
            return "utf-16-le"
        return "utf-16-be" if even > many and odd < few else None
    from charset_normalizer import from_bytes  # only for files that are not UTF-8

    best = from_bytes(sample).best()
    return best.encoding if best is not None else None
