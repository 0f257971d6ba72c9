"""Domains that nobody uses: their pages show advertisements, or offer them for sale."""

from __future__ import annotations

import re

from lint.primitives.patterns import regex
from lint.primitives.text import one_line
from lint.values.urls import URL, parse
from lint.web.answer import Answer
from lint.web.pages import Page

# Services that park domains, and have no other pages there: https://github.com/parkingtma/parkingtma.github.io
_PARKING = regex(
    r"(?:.+\.)?(?:sedoparking\.com|parkingcrew\.net|bodis\.com|parklogic\.com|parking\.namebright\.com)"
)
# Markets that redirect with the name of the domain in the address; they have other pages, too.
_MARKETS = regex(
    r"(?:.+\.)?(?:sedo|hugedomains|afternic|dan|undeveloped|buydomains|domainmarket|dropcatch)\.com"
)
# `ww38.example.org`: where parked domains send their readers.
_PARKED_NAME = regex(r"ww\d{1,2}\.(.+)")
# The key with which they ask ad blockers for leave, and their scripts and frames.
_ELEMENT = regex(
    r"<html[^>]{0,400}\bdata-adblockkey=|<(?:script|i?frame)\b[^>]{0,400}\bsrc=[\"']?(?:https?:)?//[\w.-]{0,80}"
    r"(?:sedoparking\.com/|parkingcrew\.net/|bodis\.com/|parklogic\.com/|wsimg\.com/parking-lander/)",
    re.IGNORECASE,
)
_HINTS = (
    b"data-adblockkey",
    b"sedoparking.com",
    b"parkingcrew.net",
    b"bodis.com",
    b"parklogic.com",
    b"parking-lander",
)
# Bodis' data; the way to the pages of GoDaddy and Afternic, in a page that is no more than that.
_SCRIPT = regex(rb"<script[^>]{0,200}>\s*window\.park\s*=\s*\"ey")
_LANDER = regex(rb"window\.location\.href\s*=\s*\"/lander[\"?]")
_SHORT = 2048  # bytes
_OFFERED = r"(?:is|may be|ist|est) (?:for sale|zu verkaufen|à vendre|parked)\b.*"
_THIS_FOR_SALE = regex(r"(?:this|the) domain(?: name)? (?:is|may be) for sale.{0,60}", re.IGNORECASE)


def parked_at(asked: URL, answer: Answer) -> str | None:
    """Return why a domain is parked, by where its redirects lead; `None` if it seems not to be."""
    if not answer.hops or _PARKING.fullmatch(asked.host) or _MARKETS.fullmatch(asked.host):
        return None  # the latter for a link to the service itself
    domain = asked.host.removeprefix("www.")
    for each in [hop.url for hop in answer.hops] + [answer.url]:
        url = parse(each)
        if url is None or url.host == asked.host:
            continue
        name = _PARKED_NAME.fullmatch(url.host)
        is_offer = _MARKETS.fullmatch(url.host) is not None and domain in (url.path + url.query).lower()
        if is_offer or _PARKING.fullmatch(url.host) or (name is not None and name[1] == domain):
            return f"the domain is parked at '{one_line(url.host)}'"
    return None


def parked_page(asked: URL, answer: Answer, page: Page) -> str | None:
    """Return why a domain is parked, by its page; `None` if it seems not to be."""
    # What is searched for is looked for first: patterns take longer, and most pages have none of it.
    if any(map(answer.body.__contains__, _HINTS)) and _ELEMENT.search(page.markup):
        return "the domain is parked"
    if b"window.park" in answer.body and _SCRIPT.search(answer.body):
        return "the domain is parked"
    if len(answer.body) < _SHORT and _LANDER.search(answer.body):
        return "the domain is parked"
    domain = asked.host.removeprefix("www.")
    for text in (page.title, *page.headings[:1]):
        if _is_offered(text, domain) or _THIS_FOR_SALE.fullmatch(text):
            return f"the domain is for sale: '{one_line(text)}'"
    return None


def _is_offered(text: str, domain: str) -> bool:
    """Return whether a text says that a domain is for sale. Few name it, so that few patterns are made."""
    if domain not in text.lower():
        return False
    pattern = rf"(?:the )?(?:domain(?: name)? )?{re.escape(domain)} {_OFFERED}"
    return re.fullmatch(pattern, text, re.IGNORECASE) is not None
