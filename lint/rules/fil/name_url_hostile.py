"""FIL008 name-url-hostile."""

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, rule
from lint.rules.fil.places import FILE_NAME

_HOSTILE = regex("[#%]")


@rule("FIL008", severity="info", name=_HOSTILE)
def name_url_hostile(match: Match, document: Document) -> Issues:
    """The file name contains a character with a special meaning in URLs.

    `#` starts a fragment and `%` an escape. A link to the file that is not percent-encoded leads
    elsewhere, and some link checkers skip such files. `?`, which starts a query, is reported by FIL001.

    ```md bad path="2021-05-03-top #1.md"
    ```

    ```md bad path="2021-05-03-50%.md"
    ```

    ```md good path="2021-05-03-top No. 1.md"
    ```

    Rename the file, or percent-encode the links to it.
    """
    found = " ".join(sorted(set(_HOSTILE.findall(match.string))))
    yield Issue(FILE_NAME, f"the file name contains '{found}', which must be percent-encoded in a URL")
