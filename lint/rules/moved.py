"""Whether a post was copied from another site, or moved here with a site of its own."""

from urllib.parse import unquote, urlsplit

from lint.rule import Document, Severity

_ADDRESS = ("permalink", "slug", "url", "path")
_ENDS = ("index.html", ".html", "/")


def severity_if_moved(document: Document) -> Severity | None:
    """Return a note's severity where a post has the same path as its source, else `None`.

    Such a post belongs to a site that moved and kept its addresses: its links and scripts were made for it.
    """
    source = document.base
    own = next(
        (value for name in _ADDRESS if isinstance(value := document.data.get(name), str) and "/" in value), ""
    )
    try:
        path = _bare(urlsplit(source or "").path)
    except ValueError:
        return None
    return Severity.INFO if path and path == _bare(own) else None


def _bare(path: str) -> str:
    """Return a path without what two builders may write differently."""
    path = unquote(path)
    for end in _ENDS:
        path = path.removesuffix(end)
    return path.strip("/")
