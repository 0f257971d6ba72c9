"""FIL002 name-control-char."""

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, rule
from lint.rules.fil.places import FILE_NAME

_CONTROL = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffd\ud800-\udfff]")


@rule("FIL002", severity="error", name=_CONTROL)
def name_control_char(match: Match, document: Document) -> Issues:
    r"""The file name contains a control character or bytes that are not UTF-8.

    Such a name breaks scripts, archives and web servers, and is displayed wrongly. U+FFFD replaces
    characters that were lost, such as an emoji cut in half.

    ```md bad path="2021-05-03-a\u0007b.md"
    ```

    ```md bad path="2021-05-03-rain \ufffd.md"
    ```

    ```md good path="2021-05-03-雨.md"
    ```

    Rename the file.
    """
    code = ord(match.group())
    if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004 - a byte, by PEP 383
        what = f"the byte 0x{code - 0xDC00:02X}; expected UTF-8"
    elif 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - surrogates
        what = "half of a surrogate pair"
    else:
        what = f"U+{code:04X}"
    yield Issue(FILE_NAME, f"character {match.start() + 1} of the file name is {what}")
