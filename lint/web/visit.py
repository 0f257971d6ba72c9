"""One URL is asked: each redirect is a request of its own, with the turn and the headers of its own host."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from lint.primitives.patterns import regex
from lint.values.urls import parse
from lint.web.answer import MOST, Answer, Hop, Trouble
from lint.web.hosts import LONGEST_PAUSE, Hosts
from lint.web.sender import Sender
from lint.web.settings import OnlineSettings
from lint.web.verdict import Kind, Verdict

_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_TIMES = 2  # if connections break off
# Enough of an image for its type and size; JPEG has its size after its metadata. Anchors are all over a page.
_MOST = {Kind.PAGE: MOST, Kind.IMAGE: 32 * 1024, Kind.ANCHORS: 1 << 20}

_LONGEST_WORD = 4096  # of what an image proxy says
# For a longer pause, in seconds, a redirect does not wait: meanwhile other hosts are asked.
_LONGEST_WAIT = 30.0
# Bytes of a header that are not UTF-8, as Python has them.
_RAW = regex("[\udc80-\udcff]")


async def visit(
    url: str,
    kind: Kind,
    client: Sender,
    hosts: Hosts,
    settings: OnlineSettings,
    known: Verdict | None = None,
    *,
    allowed: Callable[[str], Awaitable[bool]] | None = None,
) -> Answer:
    """Ask for a URL, and follow its redirects.

    Parameters:
        url: absolute.
        known: what was said of it before; the server is asked whether that has changed.
        allowed: returns whether the target of a redirect may be asked; all by default.
    """
    hops: list[Hop] = []
    requests = 0
    seen: set[str] = set()
    fragment = ""

    def failed(trouble: Trouble, detail: str = "") -> Answer:
        return Answer(url, hops=tuple(hops), trouble=trouble, detail=detail, requests=requests)

    while True:
        parsed = parse(url)
        if parsed is None or parsed.scheme not in ("http", "https") or not parsed.host:
            return failed(Trouble.BAD_URL, "neither http nor https")
        if hops:  # https://fetch.spec.whatwg.org/#http-redirect-fetch: else the link's own stays
            fragment = parsed.fragment or fragment
        url = parsed.href.partition("#")[0]
        if url in seen:
            return failed(Trouble.LOOP)
        if len(hops) > settings.max_redirects:
            return failed(Trouble.TOO_MANY_REDIRECTS)
        seen.add(url)
        if hosts.ready_in(parsed.host) > (_LONGEST_WAIT if hops else LONGEST_PAUSE):
            return failed(Trouble.BUSY)
        if hops and allowed is not None and not await allowed(url):
            return failed(Trouble.FORBIDDEN)
        headers = hosts.headers(url)
        if known is not None and not hops and not known.final:
            headers |= _conditions(known)
        for _ in range(_MOST_TIMES):
            async with hosts.turn(parsed.host):
                answer = await client.ask(_without_password(url), headers=headers, most=_MOST[kind])
            requests += 1
            hosts.tell(parsed.host, answer)
            if not answer.is_dropped:
                break
        answer = answer._replace(url=url, hops=tuple(hops), requests=requests, fragment=fragment)
        location = answer.headers.get("location", "")
        if answer.status not in _REDIRECTS or not location:
            return answer
        said = answer.body[:_LONGEST_WORD] if answer.body[:1] == b"{" else b""
        hops.append(Hop(url, answer.status, said))
        target = parse(_RAW.sub(_encoded, location), url)
        if target is None:
            return answer._replace(trouble=Trouble.BAD_URL, detail="the redirect leads to no valid URL")
        url = target.href


def _conditions(known: Verdict) -> dict[str, str]:
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in conditions.items() if value}


def _encoded(byte: re.Match[str]) -> str:
    return f"%{ord(byte[0]) & 0xFF:02X}"  # as browsers send it


def _without_password(url: str) -> str:
    """Return a URL without a user and password: none is sent, wherever it comes from."""
    if "@" not in url:
        return url
    scheme, _, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}://{authority.rpartition('@')[2]}{slash}{path}"
