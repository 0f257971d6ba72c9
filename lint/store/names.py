"""What the names of members say: which lead out of the archive, and whose content nothing reads."""

import os

from lint.archive.archive_files import MEDIA
from lint.store.limits import MOST_DEEP
from lint.store.member import MemberError

# Nothing of these is read, whatever they hold: they are there by name, so that links to them lead somewhere.
_NAMES_ALONE = (*(each for each in MEDIA if each != ".svg"), ".pdf", ".zip", ".gz", ".xz", ".woff", ".woff2")


def is_name_alone(name: str) -> bool:
    """Return whether a member's content is never asked for."""
    return name.lower().endswith(_NAMES_ALONE)


def checked(name: str) -> str:
    """Return a member's name from the root, `/`-separated; raise MemberError if it may lead out."""
    if "\0" in name:
        raise MemberError("its name has a null character")
    if os.name == "nt" and ("\\" in name or ":" in name):  # pragma: no cover - another system
        raise MemberError("its name is not one that Windows can have")
    if name.startswith("/"):
        raise MemberError("its name is absolute; expected one below the archive")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise MemberError("its name has '..'; expected one below the archive")
    if len(parts) > MOST_DEEP:
        raise MemberError(f"it is in {len(parts) - 1:,} folders; expected fewer than {MOST_DEEP}")
    return "/".join(parts)
