"""FIL001 name-not-portable."""

import re

from lint.rule import Document, Issue, Issues, Match, rule
from lint.rules.fil.places import FILE_NAME

_FORBIDDEN = ':?|"*\\<>'
_NOT_PORTABLE = re.compile(
    rf"[{re.escape(_FORBIDDEN)}]|\A(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]) *(?:\.|\Z)", re.IGNORECASE
)


@rule("FIL001", severity="warning", name=_NOT_PORTABLE)
def name_not_portable(match: Match, document: Document) -> Issues:
    r"""The file name cannot exist on Windows.

    A clone of the archive fails there, and so does a copy to a USB stick: `: ? | " * \ < >` and the
    names of devices are forbidden (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
    Their full-width forms, such as ？, are fine.

    ```md bad path="2021-05-03-why?.md"
    ```

    ```md bad path="con.md"
    ```

    ```md good path="2021-05-03-why？.md"
    ```

    Rename the file; `post_url` tags and links that name it must follow.
    """
    name = document.source.name
    found = sorted(set(name).intersection(_FORBIDDEN))
    if found:
        yield Issue(FILE_NAME, f"the file name has {' '.join(found)}, which Windows forbids")
    else:
        yield Issue(FILE_NAME, f"the file name {name!r} is the name of a device on Windows")
