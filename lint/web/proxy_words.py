"""What an image proxy says of the original image, in its own words.

weserv answers 404 whatever the origin did; the origin's status is in its message. Its source has the words:
https://github.com/weserv/images/blob/5.x/src/api/utils/status.cpp (`Status::http_code`, `Status::to_json`).
With `default=` in the URL, the same message comes with a redirect to another picture:
https://github.com/weserv/images/blob/5.x/src/nginx/error.cpp (`ngx_weserv_return_error`).
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from lint.primitives.patterns import regex
from lint.values.urls import parse
from lint.web.answer import Answer, Trouble

_HOSTS = ("wsrv.nl", "images.weserv.nl")
# This redirects to the original image itself: what is reached counts.
_TO_ORIGIN = regex(r"[?&](?:default|errorredirect)=1(?:&|\Z)")
_LONGEST = 4096  # characters of such an answer
_STATUS = regex(r"The requested URL returned error: (\d{3})\b")
_TIMED_OUT = "The requested URL timed out."
_NO_HOST = "The hostname of the origin is unresolvable"
_NO_IMAGE = regex(r"(?:Invalid or unsupported image format|Image not readable)\. Is it a valid image\?")


class ProxyWord(NamedTuple):
    """What a proxy says of the original image.

    Parameters:
        status: that of the origin; 0 if the proxy does not say it.
        trouble: what kept the proxy from an answer of the origin.
        no_image: whether the origin answered, but with no image.
        text: the proxy's own words, one line; hostile.
    """

    status: int = 0
    trouble: Trouble | None = None
    no_image: bool = False
    text: str = ""


def proxy_says(answer: Answer) -> ProxyWord | None:
    """Return what a proxy says of the original image; `None` if the answer is not an image proxy's error.

    An error is also what leads to another picture, which its readers see instead.
    """
    for hop in answer.hops:
        if (message := _message(hop.body)) is not None and not _TO_ORIGIN.search(hop.url):
            return _word(message, hop.url)
    message = _message(answer.body) if answer.status >= 400 else None  # noqa: PLR2004 - an error
    return _word(message, answer.url) if message is not None else None


def _word(message: str, asked: str) -> ProxyWord | None:
    if status := _STATUS.match(message):
        return ProxyWord(int(status[1]), text=message)
    if message.startswith(_TIMED_OUT):
        return ProxyWord(trouble=Trouble.TIMEOUT, text=message)
    # The proxy's name server may have failed, or its rules forbid the host: no word on whether there is one.
    if message.startswith(_NO_HOST):
        return ProxyWord(trouble=Trouble.NAME_SERVER, text=message)
    if _NO_IMAGE.match(message):
        return ProxyWord(no_image=True, text=message)
    url = parse(asked)
    # Too large an image, too many redirects: the original may be well.
    return ProxyWord(text=message) if url is not None and url.host in _HOSTS else None


def _message(body: bytes) -> str | None:
    if len(body) > _LONGEST or not re.match(rb"\s*\{", body):
        return None
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("status") != "error" or not isinstance(said.get("code"), int):
        return None
    message = said.get("message")
    return " ".join(message.split()) if isinstance(message, str) else None
