"""Pages that a server has for programs, instead of the page that was asked for.

Each mark is one that the maker of the wall documents, or that a public list of such marks has; the source is
beside it. With a status of success, a mark counts only where no real page has it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lint.primitives.patterns import regex
from lint.values.urls import parse
from lint.web.answer import Answer

# Statuses by which servers refuse a program, or anybody without a password. 999 is LinkedIn's
# (https://github.com/gjtorikian/html-proofer/issues/215), 451 is https://www.rfc-editor.org/rfc/rfc7725.
REFUSALS = {
    401: "asks for a password",
    403: "refuses access",
    407: "asks for a password",
    429: "says that there were too many requests",
    451: "refuses access for legal reasons",
    999: "refuses programs",
}


class _Header(NamedTuple):
    wall: str
    name: str
    value: str  # a pattern of the whole value, in lower case


_HEADERS = (
    # https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response
    _Header("Cloudflare", "cf-mitigated", r"\S.*"),
    # https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-actions.html
    _Header("AWS WAF", "x-amzn-waf-action", r"challenge|captcha"),
    # https://docs.datadome.co/reference/validate-request: where an answer is blocked, as JSON
    _Header("DataDome", "x-dd-b", r"\S.*"),
    # https://www.urlcheckr.app/docs/troubleshooting/vercel-firewall-challenge (status 429)
    _Header("Vercel", "x-vercel-mitigated", r"challenge|deny"),
    # https://github.com/EnableSecurity/wafw00f/blob/master/wafw00f/plugins/sucuri.py
    _Header("Sucuri", "x-sucuri-block", r"\S.*"),
)


class _Mark(NamedTuple):
    wall: str
    pattern: re.Pattern[bytes]
    even_if_ok: bool = False  # whether it counts with a status of success


# Marks are those of elements, not of words: a page about walls has them as text, with `&lt;`.
_MARKS = (
    # https://github.com/FlareSolverr/FlareSolverr: titles of challenge pages, and the object of their script
    _Mark("Cloudflare", regex(rb"window\._cf_chl_opt\s*=|<title>(?:Just a moment|Attention Required!)")),
    _Mark("DDoS-Guard", regex(rb"<title>DDoS-Guard</title>", re.IGNORECASE)),
    # https://docs.disasm.dev/datadome/interstitial
    _Mark("DataDome", regex(rb"var dd\s*=\s*\{[^}]{0,2000}captcha-delivery\.com"), even_if_ok=True),
    # https://github.com/EnableSecurity/wafw00f/blob/master/wafw00f/plugins/perimeterx.py
    # https://docs.perimeterx.com/pxconsole/docs/advanced-blocking-response
    _Mark("HUMAN", regex(rb"perimeterx\.(?:com|net)/whywasiblocked|window\._pxAppId\s*=|id=\"px-captcha\b")),
    # https://scrappey.com/qa/web-automation/how-imperva-detects-bots: a page that is a frame and no more
    _Mark("Imperva", regex(rb"(?s)\A.{0,2000}<iframe[^>]{0,300}src=[\"']?/_Incapsula_Resource\?"), even_if_ok=True),
    _Mark("Imperva", regex(rb"Incapsula incident ID")),
    # https://www.simplefastwebsites.com/errors/security/akamai-reference-18-access-denied/: 18 is a denial
    _Mark("Akamai", regex(rb"Reference(?:&#32;| )(?:&#35;|#)18(?:&#46;|\.)")),
    # https://github.com/EnableSecurity/wafw00f/blob/master/wafw00f/plugins/anubis.py
    _Mark("Anubis", regex(rb"<script id=\"anubis_challenge\""), even_if_ok=True),
    # https://github.com/EnableSecurity/wafw00f/blob/master/wafw00f/plugins/sucuri.py
    _Mark("Sucuri", regex(rb"<title>Sucuri WebSite Firewall", re.IGNORECASE)),
)  # fmt: skip
_MANY_BYTES = 32 * 1024  # a wall's page is short
# Where one signs in, as a whole part of a path.
_SIGN_IN = regex(r"(?:log|sign)[-_]?in(?:\.\w{2,5})?|authwall|sso|oauth2?", re.IGNORECASE)
_SUCCESS = range(200, 300)


def wall_of(answer: Answer) -> str | None:
    """Return whose bot wall has answered; `None` if it seems to be none."""
    for header in _HEADERS:
        value = answer.headers.get(header.name, "").strip().lower()
        if value and re.fullmatch(header.value, value):
            return header.wall
    start = answer.body[:_MANY_BYTES]
    is_ok = answer.status in _SUCCESS
    for mark in _MARKS:
        if (mark.even_if_ok or not is_ok) and mark.pattern.search(start):
            return mark.wall
    return None


def asks_to_sign_in(url: str, answer: Answer) -> bool:
    """Return whether a redirect has led to where one signs in."""
    asked, reached = parse(url), parse(answer.url)
    if not answer.hops or asked is None or reached is None:
        return False
    return _is_sign_in(reached.path) and not _is_sign_in(asked.path)


def _is_sign_in(path: str) -> bool:
    return any(_SIGN_IN.fullmatch(part) for part in path.split("/")[-3:])
