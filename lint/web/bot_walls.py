"""Pages that a server has for programs, instead of the page that was asked for.

Each mark is one that the maker of the wall documents, or that a public list of such marks has; the source is
beside it. With a status of success, a mark counts only where no real page has it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lint.primitives.patterns import regex
from lint.values.urls import URL, parse
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
    # https://github.com/EnableSecurity/wafw00f/blob/master/wafw00f/plugins/imunify360.py
    _Header("Imunify360", "server", r"imunify360-webshield.*"),
)


class _Mark(NamedTuple):
    wall: str
    hint: (
        bytes  # what is looked for first, in lower case: patterns take longer, and most pages have none of it
    )
    pattern: re.Pattern[bytes]
    even_if_ok: bool = False  # whether it counts with a status of success


# Marks are those of elements, not of words: a page about walls has them as text, with `&lt;`.
_MARKS = (
    # https://github.com/FlareSolverr/FlareSolverr: titles of challenge pages, and the object of their script
    _Mark("Cloudflare", b"_cf_chl_opt", regex(rb"window\._cf_chl_opt\s*=")),
    _Mark("Cloudflare", b"<title>just a moment", regex(rb"<title>Just a moment")),
    _Mark("Cloudflare", b"<title>attention required!", regex(rb"<title>Attention Required!")),
    _Mark("DDoS-Guard", b"<title>ddos-guard</title>", regex(rb"<title>DDoS-Guard</title>", re.IGNORECASE)),
    # https://docs.disasm.dev/datadome/interstitial
    _Mark(
        "DataDome", b"captcha-delivery.com",
        regex(rb"var dd\s*=\s*\{[^}]{0,2000}captcha-delivery\.com"), even_if_ok=True,
    ),
    # https://github.com/EnableSecurity/wafw00f/blob/master/wafw00f/plugins/perimeterx.py
    # https://docs.perimeterx.com/pxconsole/docs/advanced-blocking-response
    _Mark("HUMAN", b"/whywasiblocked", regex(rb"perimeterx\.(?:com|net)/whywasiblocked")),
    _Mark("HUMAN", b"window._pxappid", regex(rb"window\._pxAppId\s*=")),
    _Mark("HUMAN", b'id="px-captcha', regex(rb"id=\"px-captcha\b")),
    # https://scrappey.com/qa/web-automation/how-imperva-detects-bots: a page that is a frame and no more
    _Mark(
        "Imperva", b"/_incapsula_resource?",
        regex(rb"(?s)\A.{0,2000}<iframe[^>]{0,300}/_Incapsula_Resource\?"), even_if_ok=True,
    ),
    _Mark("Imperva", b"incapsula incident id", regex(rb"Incapsula incident ID")),
    # https://www.simplefastwebsites.com/errors/security/akamai-reference-18-access-denied/: 18 is a denial
    _Mark("Akamai", b"reference", regex(rb"Reference(?:&#32;| )(?:&#35;|#)18(?:&#46;|\.)")),
    # https://github.com/EnableSecurity/wafw00f/blob/master/wafw00f/plugins/anubis.py
    _Mark("Anubis", b"anubis_challenge", regex(rb"<script id=\"anubis_challenge\""), even_if_ok=True),
    # https://github.com/EnableSecurity/wafw00f/blob/master/wafw00f/plugins/sucuri.py
    _Mark(
        "Sucuri", b"<title>sucuri website firewall", regex(rb"<title>Sucuri WebSite Firewall", re.IGNORECASE),
    ),
    # No document has these; programs that read such sites look for them. Each page is no more than that.
    _Mark(
        "SiteGround", b"/.well-known/sgcaptcha/",
        regex(rb"<meta[^>]{0,99}\d;\s{0,9}/\.well-known/sgcaptcha/"), even_if_ok=True,
    ),
    _Mark(
        "Imunify360", b"<title>one moment, please...</title>",
        regex(rb"<title>One moment, please\.\.\.</title>"), even_if_ok=True,
    ),
    _Mark(
        "Imperva", b"<title>pardon our interruption",
        regex(rb"<title>Pardon Our Interruption"), even_if_ok=True,
    ),
    _Mark(
        "Amazon", b"/errors/validatecaptcha",
        regex(rb"<form[^>]{0,300}\baction=\"/errors/validateCaptcha\""), even_if_ok=True,
    ),
    # Without scripts, X shows no post, Instagram a login, and YouTube neither a video nor whether it is gone:
    # https://github.com/microlinkhq/is-antibot/blob/master/src/providers.json
    _Mark(
        "X", b"<h1>javascript is not available.</h1>",
        regex(rb"<h1>JavaScript is not available\.</h1>"), even_if_ok=True,
    ),
    _Mark(
        "Instagram", b"instagram",
        regex(rb"<title>\s{0,9}Login \S{1,8} Instagram\s{0,9}</title>"), even_if_ok=True,
    ),
    _Mark("YouTube", b"- youtube</title>", regex(rb"<title>\s{0,9}- YouTube</title>"), even_if_ok=True),
)  # fmt: skip
_MARKS_IF_OK = tuple(mark for mark in _MARKS if mark.even_if_ok)
_MANY_BYTES = 32 * 1024  # a wall's page is short
# Where one signs in, as a whole part of a path, and as the first part of a host's name.
_SIGN_IN = regex(
    r"(?:wp-)?(?:log|sign)[-_]?(?:in|on)(?:\.\w{2,5})?|login[-_]required|servicelogin|blogin\.g|authwall|sso|oauth2?"
    r"|saml2?|password",
    re.IGNORECASE,
)
_SIGN_IN_HOST = regex(r"(?:login|signin|auth|sso|accounts?|passport|idp)\..+")
# Where one is asked for consent to cookies, likewise.
_CONSENT = regex(r"consent|cookie[-_]?(?:wall|consent)|privacy[-_]?gate", re.IGNORECASE)
_CONSENT_HOST = regex(r"(?:consent|guce|myprivacy)\..+")
# Hosts that a redirect leads to for nothing else: Radware's, Queue-it's and Douban's.
_WALL_HOST = regex(r"validate\.perfdrive\.com|(?:.+\.)?queue-it\.net|sec\.douban\.com")
_WALL_PATH = regex(r"/mp/wappoc_appmsgcaptcha")  # WeChat's
_SUCCESS = range(200, 300)


def wall_of(answer: Answer) -> str | None:
    """Return whose bot wall has answered; `None` if it seems to be none."""
    for header in _HEADERS:
        if header.name in answer.headers:
            value = answer.headers[header.name].strip().lower()
            if value and re.fullmatch(header.value, value):
                return header.wall
    start = answer.body[:_MANY_BYTES]
    folded = start.lower()
    for mark in _MARKS_IF_OK if answer.status in _SUCCESS else _MARKS:
        if mark.hint in folded and mark.pattern.search(start):
            return mark.wall
    return None


def asks_first(url: str, answer: Answer) -> str | None:
    """Return what is wanted of readers where a redirect has led, before they see the page; else `None`."""
    if not answer.hops:
        return None
    asked, reached = parse(url), parse(answer.url)
    if asked is None or reached is None:
        return None
    if asked.host != reached.host and _WALL_HOST.fullmatch(reached.host):
        return f"sends programs to a bot wall at {reached.host}"
    if _WALL_PATH.match(reached.path) and not _WALL_PATH.match(asked.path):
        return "sends programs to a bot wall"
    if _is(_SIGN_IN, _SIGN_IN_HOST, reached) and not _is(_SIGN_IN, _SIGN_IN_HOST, asked):
        return "asks its readers to sign in"
    if _is(_CONSENT, _CONSENT_HOST, reached) and not _is(_CONSENT, _CONSENT_HOST, asked):
        return "asks its readers for consent"
    return None


def _is(part: re.Pattern[str], host: re.Pattern[str], url: URL) -> bool:
    return bool(host.fullmatch(url.host)) or any(part.fullmatch(each) for each in url.path.split("/")[-3:])
