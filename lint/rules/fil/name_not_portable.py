"""FIL001 name-not-portable."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, Severity, rule
from lint.rules.fil.places import FILE_NAME

_FORBIDDEN = ':?|"*\\<>'
_NOT_PORTABLE = regex(
    rf"[{re.escape(_FORBIDDEN)}]|\A(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]) *(?:\.|\Z)", re.IGNORECASE
)


@rule("FIL001", severity="warning", name=_NOT_PORTABLE)
def name_not_portable(match: Match, document: Document) -> Issues:
    r"""The file name is not allowed on Windows.

    Cloning the archive on Windows or copying it to a USB stick fails. Windows forbids `: ? | " * \ < >`
    and the names of devices (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). Full-width
    forms, such as `？`, are allowed. Where more than a tenth of the archive's file names contain the same character, its
    script writes it: then the finding is a note, and `lint check` says once how many there are.

    ```md bad path="2021-05-03-why?.md"
    ```

    ```md bad path="con.md"
    ```

    ```md good path="2021-05-03-why？.md"
    ```

    Rename the file, and update the links and `post_url` tags that refer to it.
    """
    name = document.source.name
    found = sorted(set(name).intersection(_FORBIDDEN))
    if found:
        is_habit = document.settings.evidence.forbidden.keys() >= set(found)
        message = f"the file name contains '{' '.join(found)}', which Windows forbids"
        yield Issue(FILE_NAME, message, severity=Severity.INFO if is_habit else None)
    else:
        yield Issue(FILE_NAME, f"the file name {name!r} is a reserved device name on Windows")
