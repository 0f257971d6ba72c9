"""What the web archive of the tests holds: 50 URLs, each with copies of many dates, good and bad."""

import base64
import random
import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from lint.web.verdict import Kind

_FIRST = datetime(2005, 1, 1, tzinfo=UTC)
_DAYS = 7000


class Capture(NamedTuple):
    """What was archived of a URL at a time."""

    url: str
    date: datetime
    status: str
    headers: dict[str, str]
    body: bytes
    is_good: bool

    def packed(self) -> dict[str, object]:
        """Return it as JSON has it."""
        return {
            **self._asdict(),
            "date": f"{self.date:%Y-%m-%dT%H:%M:%SZ}",
            "body": base64.b64encode(self.body).decode(),
        }


class Case(NamedTuple):
    """A dead URL, the post that has it, and what is archived."""

    url: str
    kind: Kind
    post: datetime
    captures: list[Capture]

    @property
    def nearest(self) -> datetime | None:
        """The date of the good copy that is nearest to the post's."""
        good = (each.date for each in self.captures if each.is_good and each.url == self.url)
        return min(good, key=lambda date: abs(date - self.post), default=None)


def page(title: str) -> bytes:
    """Return a page."""
    head = f"<!DOCTYPE html><html><head><title>{title}</title></head>"
    return f"{head}<body><h1>{title}</h1><p>{'It rained on. ' * 50}</p></body></html>".encode()


def picture(width: int = 40, height: int = 30, grey: int = 90) -> bytes:
    """Return a PNG of one grey."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes([grey]) * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def good(url: str, kind: Kind, date: datetime) -> Capture:
    """Return a good copy."""
    if kind is Kind.IMAGE:
        return Capture(url, date, "200 OK", {"Content-Type": "image/png"}, picture(), is_good=True)
    return Capture(url, date, "200 OK", {"Content-Type": "text/html"}, page("Rain in May"), is_good=True)


def _bad(url: str, kind: Kind, date: datetime, number: int) -> Iterator[Capture]:
    """Yield a bad copy of one kind or another, and what it needs."""
    html = {"Content-Type": "text/html; charset=utf-8"}
    front = url[: url.index("/", len("http://")) + 1]
    bad = [
        Capture(url, date, "404 Not Found", html, page("Rain in May"), is_good=False),
        Capture(url, date, "410 Gone", html, page("Rain in May"), is_good=False),
        Capture(url, date, "503 Service Unavailable", html, page("Busy"), is_good=False),
        Capture(url, date, "302 Found", {"Location": front}, b"", is_good=False),
    ]
    if kind is Kind.PAGE:
        bad += [
            Capture(url, date, "200 OK", html, page("Page not found"), is_good=False),
            Capture(url, date, "200 OK", html, page("404 Not Found"), is_good=False),
        ]
    else:
        bad += [
            Capture(url, date, "200 OK", html, page("Rain in May"), is_good=False),
            Capture(url, date, "200 OK", {"Content-Type": "image/png"}, picture(1, 1), is_good=False),
        ]
    chosen = bad[number % len(bad)]
    yield chosen
    if "Location" in chosen.headers:
        yield Capture(front, date, "200 OK", html, page("Weather"), is_good=True)


def cases(count: int = 50) -> list[Case]:
    """Return cases, the same each time: nearest before or after the post, with up to four bad copies nearer."""
    drawn = random.Random(7089)
    found = []
    for number in range(count):
        kind = Kind.IMAGE if number % 3 == 2 else Kind.PAGE
        url = f"http://site-{number}.example/2011/{'rain.png' if kind is Kind.IMAGE else 'rain'}"
        post = _FIRST + timedelta(days=drawn.randrange(_DAYS), seconds=drawn.randrange(86400))
        # Of different distances, in seconds, so that none are as near as each other.
        distances = sorted(drawn.sample(range(1, 3000), 9))
        captures = []
        worst = number % 5  # how many bad ones are nearest
        for place, distance in enumerate(distances):
            date = post + drawn.choice((-1, 1)) * timedelta(hours=distance, minutes=place)
            date = date.replace(microsecond=0)
            if (place >= worst and drawn.random() < 0.6) or place == worst:
                captures.append(good(url, kind, date))
            else:
                captures += _bad(url, kind, date, drawn.randrange(6))
        found.append(Case(url, kind, post, captures))
    return found
