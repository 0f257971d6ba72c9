"""An answer becomes a verdict.

Pure: whatever a server sent, it gives one verdict, and raises nothing. Called dead is only what the server
or the name server calls so itself; all doubt is `unsure`.
"""

from __future__ import annotations

from collections.abc import Collection

from lint.primitives.text import one_line
from lint.web.answer import MOST, Answer, Trouble
from lint.web.bot_walls import REFUSALS, asks_first, wall_of
from lint.web.page_anchors import anchors_of
from lint.web.pages import is_html, looks_html
from lint.web.pictures import digest, essence, picture_of
from lint.web.proxy_words import proxy_says
from lint.web.soft_404 import replaced, soft_404
from lint.web.verdict import Kind, State, Verdict

_GONE = {404: "404 not found", 410: "410 gone"}
_PERMANENT = (301, 308)
_OK, _NOT_MODIFIED = 200, 304
_LONGEST_VALIDATOR = 512
_TROUBLES = {
    Trouble.NO_HOST: (State.DEAD, "there is no such host"),
    Trouble.PRIVATE: (State.REFUSED, "its address is private"),
    Trouble.BAD_URL: (State.REFUSED, "not a URL of http or https"),
    Trouble.CERTIFICATE: (State.CERTIFICATE, "the certificate is not valid"),
}
# Types whose images only some browsers show; that they are images is the server's word alone.
_UNKNOWN_IMAGES = "image/"
# A browser shows these by their bytes alone: with other bytes, they are broken.
_KNOWN_IMAGES = {
    "image/png",
    "image/jpeg",
    "image/jpg",
    "image/gif",
    "image/webp",
    "image/svg+xml",
    "image/bmp",
}


def judge(
    url: str,
    kind: Kind,
    answer: Answer,
    *,
    accept: Collection[int] = (),
    now: float,
    known: Verdict | None = None,
) -> Verdict:
    """Return what is said of a URL by what came back.

    Parameters:
        url: as it was asked at first.
        accept: statuses that mean alive, besides those of success.
        now: when it was asked, in seconds since 1970.
        known: the verdict whose validators were sent; it holds on if nothing has changed since.
    """
    if answer.trouble is None and answer.status == _NOT_MODIFIED and known is not None:
        return known._replace(asked=now, again=False)
    start = answer if len(answer.body) <= MOST else answer._replace(body=answer.body[:MOST], is_whole=False)
    state, reason = _state(url, kind, start, accept)
    is_good = state in (State.ALIVE, State.MOVED, State.PLACEHOLDER)
    return Verdict(
        state,
        reason,
        answer.status,
        answer.url if answer.url != url and answer.hops else "",
        now,
        _validator(answer, "etag") if is_good else "",
        _validator(answer, "last-modified") if is_good else "",
        digest(answer) if is_good and kind is Kind.IMAGE and picture_of(answer) is not None else b"",
        again=state is State.DEAD,
        anchors=anchors_of(answer) if is_good and kind is Kind.ANCHORS else None,
    )


def settled(first: Verdict, second: Verdict) -> Verdict:
    """Return what is believed after a URL was asked twice: dead only if both times."""
    if second.state is State.DEAD and first.state is not State.DEAD:
        return second._replace(state=State.UNSURE, reason=f"{second.reason}, but not always", again=False)
    return second._replace(again=False)


def _state(url: str, kind: Kind, answer: Answer, accept: Collection[int]) -> tuple[State, str]:
    status = answer.status
    # What a proxy shows instead of a picture may itself be gone.
    found = _by_proxy(answer) if answer.hops else None
    if found is None and answer.trouble is not None and status not in _GONE:
        found = _by_trouble(answer)
    if found is not None:
        return found
    if status in accept and not _is_success(status):
        return State.ALIVE, ""
    if (wall := wall_of(answer)) is not None:
        return State.BLOCKED, f"a bot wall ({wall}) answers"
    if not _is_success(status):
        return _by_proxy(answer) or _by_status(answer)
    return _by_page(url, answer) if kind is not Kind.IMAGE else _by_picture(url, answer)


def _by_page(url: str, answer: Answer) -> tuple[State, str]:
    if (reason := asks_first(url, answer)) is not None:
        return State.BLOCKED, reason
    if (reason := soft_404(url, answer)) is not None:
        return State.SOFT_404, reason
    if not answer.body and answer.status == _OK and answer.is_whole:
        return State.UNSURE, "an empty page"
    return _by_redirects(url, answer)


def _by_picture(url: str, answer: Answer) -> tuple[State, str]:
    reason = replaced(url, answer)
    if reason is None and asks_first(url, answer) is None:
        reason = soft_404(url, answer)
    if reason is not None:
        return State.SOFT_404, reason
    return _by_image(answer) or _by_redirects(url, answer)


def _by_trouble(answer: Answer) -> tuple[State, str]:
    assert answer.trouble is not None  # noqa: S101 - for the type
    state, reason = _TROUBLES.get(answer.trouble, (State.UNSURE, str(answer.trouble)))
    detail = one_line(answer.detail) if answer.trouble is Trouble.CERTIFICATE else ""
    return state, f"{reason}: {detail}" if detail else reason


def _by_status(answer: Answer) -> tuple[State, str]:
    status = answer.status
    if status in _GONE:
        return State.DEAD, _GONE[status]
    if status in REFUSALS:
        return State.BLOCKED, f"status {status}: {REFUSALS[status]}"
    return State.UNSURE, f"status {status}"


def _by_proxy(answer: Answer) -> tuple[State, str] | None:
    word = proxy_says(answer)
    if word is None:
        return None
    instead = ", and shows another picture" if _is_success(answer.status) else ""
    said = f"the proxy says '{one_line(word.text, 100)}'{instead}"
    if word.no_image:
        return State.WRONG_KIND, said
    if word.status in _GONE:
        return State.DEAD, said
    return (State.BLOCKED if word.status in REFUSALS else State.UNSURE), said


def _by_image(answer: Answer) -> tuple[State, str] | None:
    """Return what is wrong with an image; `None` if nothing is."""
    claimed = essence(answer)
    picture = picture_of(answer)
    if picture is not None:
        return (State.PLACEHOLDER, "an image of 1×1") if (picture.width, picture.height) == (1, 1) else None
    if is_html(answer) or looks_html(answer):
        return State.WRONG_KIND, "a page of HTML, not an image"
    if not answer.body and answer.is_whole:
        return State.WRONG_KIND, "nothing, not an image"
    if claimed.startswith(_UNKNOWN_IMAGES):
        if claimed in _KNOWN_IMAGES:
            return State.WRONG_KIND, f"no image, although its type is '{one_line(claimed)}'"
        return None
    return State.WRONG_KIND, f"'{one_line(claimed)}', not an image" if claimed else "not an image"


def _by_redirects(url: str, answer: Answer) -> tuple[State, str]:
    if answer.hops and all(hop.status in _PERMANENT for hop in answer.hops) and answer.url != url:
        return State.MOVED, f"moved permanently ({answer.hops[0].status})"
    return State.ALIVE, ""


def _is_success(status: int) -> bool:
    return 200 <= status < 300  # noqa: PLR2004 - https://www.rfc-editor.org/rfc/rfc9110#section-15.3


def _validator(answer: Answer, name: str) -> str:
    value = answer.headers.get(name, "")
    return value if len(value) <= _LONGEST_VALIDATOR and value.isprintable() else ""
