"""FIL004 name-too-long."""

from lint.rule import Document, Issue, Issues, Severity, rule
from lint.rules.fil.places import FILE_NAME

_ENCRYPTED = 143
_ARCHIVED = 200


@rule("FIL004", severity="info", any_encoding=True)
def name_too_long(document: Document) -> Issues:
    """The file name is too long for some file systems.

    Linux, macOS and Windows allow 255 bytes or UTF-16 units; a CJK character has three bytes in UTF-8. An
    encrypted home folder (eCryptfs) allows 143 bytes, so a longer name is reported as a note. A name of more
    than 200 bytes is a warning, because it leaves no room for the suffixes that tools append, such as `.tmp`
    and random characters.

    ```md bad path="2021-05-03-雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨.md"
    ```

    ```md good path="2021-05-03-雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨.md"
    ```

    Shorten the slug, and keep the title in the front matter.
    """
    # A lone surrogate is a byte that is not UTF-8; its replacement counts as one byte.
    length = len(document.source.name.encode("utf-8", "replace"))
    limit = _ARCHIVED if length > _ARCHIVED else _ENCRYPTED
    if length > limit:
        severity = Severity.WARNING if limit == _ARCHIVED else None
        message = f"the file name has {length} bytes; expected at most {limit}"
        yield Issue(FILE_NAME, message, severity=severity)
