"""FIL004 name-too-long."""

from lint.rule import Document, Issue, Issues, Severity, Span, rule

_NAME = Span(0, 0)
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
    name = document.source.name
    length = (
        len(name)
        if name.isascii()
        else len(name.encode("utf-8", "surrogateescape" if name.isprintable() else "replace"))
    )
    if length > _ENCRYPTED:
        over = _ARCHIVED if length > _ARCHIVED else _ENCRYPTED
        yield Issue(
            _NAME,
            f"the file name has {length} bytes: expected at most {over}",
            severity=Severity.WARNING if over == _ARCHIVED else None,
        )
