"""FIL002 name-control-char."""

import re

from lint.rule import Document, Issue, Issues, Span, rule

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd\ud800-\udfff]")
_NAME = Span(0, 0)


@rule("FIL002", severity="error", any_encoding=True)
def name_control_char(document: Document) -> Issues:
    r"""The file name holds a control character, or bytes that are not UTF-8.

    Such a name breaks scripts, archives and web servers, and shows as something else. A lone surrogate
    stands for a byte that is not UTF-8; U+FFFD is what is left of characters that were lost, such as an
    emoji cut in half.

    ```md bad path="2021-05-03-a\u0007b.md"
    ```

    ```md bad path="2021-05-03-rain \ufffd.md"
    ```

    ```md good path="2021-05-03-雨.md"
    ```

    Rename the file.
    """
    match = _CONTROL.search(document.source.name)
    if match is not None:
        code = ord(match.group())
        if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004 - what PEP 383 makes of a byte
            what = f"the byte 0x{code - 0xDC00:02X}, which is not UTF-8"
        elif 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - surrogates
            what = "half of a character"
        else:
            what = f"U+{code:04X}"
        yield Issue(_NAME, f"the file name has {what}, as its character {match.start() + 1}")
