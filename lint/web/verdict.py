"""What is said of a URL that was asked."""

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """What a URL is; `docs/online.md` says what each means and how long it is believed."""

    ALIVE = "alive"
    MOVED = "moved"  # alive elsewhere, by permanent redirects only
    DEAD = "dead"
    SOFT_404 = "soft-404"
    WRONG_KIND = "wrong-kind"  # an image URL that answers something else
    PLACEHOLDER = "placeholder"
    CERTIFICATE = "bad-certificate"
    BLOCKED = "blocked"
    UNSURE = "unsure"
    REFUSED = "refused"  # a private address, or another that is not asked
    NOT_ASKED = "not-asked"  # left out by a pattern, robots.txt or a budget


class Kind(StrEnum):
    """What a URL is wanted for."""

    PAGE = "page"
    IMAGE = "image"
    ANCHORS = "anchors"  # a page, and which anchors it has


class Verdict(NamedTuple):
    """What is said of a URL.

    Parameters:
        state: what it is.
        reason: why, in a few words for a message; may quote hostile text.
        status: the HTTP status; 0 if there was none.
        final: the URL after redirects; empty if it is the same.
        asked: when it was asked, in seconds since 1970.
        etag, modified: the validators of the answer, for a conditional request.
        picture: a digest of an image's content, by which a placeholder is known; empty for others.
        again: whether it must be asked again, later in the run, before it is believed.
        anchors: those of a page that lives, as `lint.web.anchors` packs them; `None` if they cannot be told.
    """

    state: State
    reason: str = ""
    status: int = 0
    final: str = ""
    asked: float = 0.0
    etag: str = ""
    modified: str = ""
    picture: bytes = b""
    again: bool = False
    anchors: bytes | None = None
