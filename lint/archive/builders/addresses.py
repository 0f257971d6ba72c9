"""Where a site's pages are published."""

from typing import NamedTuple


class Published(NamedTuple):
    """The addresses of one file.

    Each is a path from the site's root and begins with `/`; the site's base path is not part of it. It is
    not percent-encoded, and in the Unicode form in which the builder writes it. A folder's index is the
    folder: `/docs/a/` for `docs/a/index.html`, but `/a.html` for `a.html`.

    Attributes:
        addresses: those of the page itself: first the one that the builder links to, then that of the file
            which it writes, if that is another, as `/a` and `/a.html`.
        aliases: those that redirect to it.
    """

    addresses: tuple[str, ...]
    aliases: tuple[str, ...] = ()


# The file is published nowhere: it is a draft, or it is left out.
NOWHERE = Published((), ())


def address_of(written: str) -> str:
    """Return the address of a file that a builder writes, by its path from the folder of the output."""
    folder, slash, name = written.rpartition("/")
    return f"/{folder}{slash}" if name == "index.html" else f"/{written}"
