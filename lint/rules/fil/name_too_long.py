"""FIL004 name-too-long."""

from lint.rule import Document, Issue, Issues, Severity, rule
from lint.rules.fil.places import FILE_NAME

_ENCRYPTED = 143
_ARCHIVED = 200


@rule("FIL004", severity="info", any_encoding=True)
def name_too_long(document: Document) -> Issues:
    """The file name is too long for some of the places where archives live.

    Linux, macOS and Windows take 255 bytes or units, of which a CJK character takes three in UTF-8. An
    encrypted home folder (eCryptfs) takes 143 bytes: a name over that is a note. One over 200 leaves
    no room for what tools add, such as `.tmp` and a random suffix, or a numbered copy: a warning.

    ```md bad path="2021-05-03-雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨.md"
    ```

    ```md good path="2021-05-03-雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨雨.md"
    ```

    Shorten the slug, and keep the title in the front matter.
    """
    # A byte that is not UTF-8 is a lone surrogate here, and one byte again when replaced.
    length = len(document.source.name.encode("utf-8", "replace"))
    if length > _ENCRYPTED:
        over = _ARCHIVED if length > _ARCHIVED else _ENCRYPTED
        yield Issue(
            FILE_NAME,
            f"the file name has {length} bytes: expected at most {over}",
            severity=Severity.WARNING if over == _ARCHIVED else None,
        )
