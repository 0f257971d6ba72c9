"""Where a site's pages are published."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

# Longer than anything is remembered.
_FAR = 3650


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


def has_come(when: datetime) -> bool | None:
    """Return whether a moment is past; `None` if it comes within ten years.

    What is told of an address is remembered with the post, and must stay true while nothing but the clock
    changes. So where a post is published is told of a moment that is past, or so far away that the date
    means never; a post that will appear, or expire, before that cannot be told.

    Parameters:
        when: the moment, with a timezone.
    """
    from datetime import UTC, datetime, timedelta  # slow to import, and not needed if every file is known

    now = datetime.now(UTC)
    if when <= now:
        return True
    return None if when - now < timedelta(days=_FAR) else False


# The file is published nowhere: it is a draft, or it is left out.
NOWHERE = Published((), ())


def address_of(written: str) -> str:
    """Return the address of a file that a builder writes, by its path from the folder of the output."""
    folder, slash, name = written.rpartition("/")
    return f"/{folder}{slash}" if name == "index.html" else f"/{written}"
