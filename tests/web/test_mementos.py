"""The nearest copy, of archives that behave as their documentation says, and of others that do not."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.web.answer import Answer, Trouble
from lint.web.client import Client
from lint.web.copies import Copy, Search, described
from lint.web.hosts import Hosts
from lint.web.link_header import http_date, links
from lint.web.mementos import search, with_archives
from lint.web.replay import unwritten
from lint.web.settings import WAYBACK, HostSettings, OnlineSettings
from lint.web.verdict import Kind

POST = datetime(2021, 5, 3, 12, tzinfo=UTC)
URL = "http://example.org/2021/rain"
PAGE = b"<html><head><title>Rain</title></head><body><h1>Rain</h1>It rained.</body></html>"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x28\0\0\0\x1e\x08\0\0\0\0\0\0\0\0"
HTML = {"content-type": "text/html"}
Ask = Callable[[str, Mapping[str, str]], Answer]


class Asked(Client):
    """Answers as a function says; keeps what was asked."""

    def __init__(self, answer: Ask) -> None:
        super().__init__(OnlineSettings())
        self.answer = answer
        self.urls: list[str] = []

    async def ask(
        self, url: str, *, headers: Mapping[str, str] = MappingProxyType({}), most: int = 0
    ) -> Answer:
        """Answer."""
        self.urls.append(url)
        return self.answer(url, headers)._replace(url=url)


class Wayback:
    """An archive like the Wayback Machine: each copy names the one before it and the one after it."""

    def __init__(self, *copies: tuple[datetime, Answer], gate: str = WAYBACK) -> None:
        self.copies, self.gate = sorted(copies, key=lambda copy: copy[0]), gate

    def place(self, when: datetime, modifier: str = "") -> str:
        return f"{self.gate}{when:%Y%m%d%H%M%S}{modifier}/{URL}"

    def __call__(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Answer as the archive does."""
        if not self.copies:
            return Answer(url, 404, HTML, b"not archived", is_whole=True)
        if url == self.gate + URL:
            wanted = http_date(headers["Accept-Datetime"])
            assert wanted is not None
            nearest = min((when for when, _ in self.copies), key=lambda when: abs(when - wanted))
            return Answer(url, 302, {"location": self.place(nearest), "vary": "accept-datetime"})
        for number, (when, answer) in enumerate(self.copies):
            if url in (self.place(when), self.place(when, "im_")):
                near = [("prev memento", number - 1), ("memento", number), ("next memento", number + 1)]
                link = ", ".join(
                    f'<{self.place(self.copies[at][0])}>; rel="{relation}"; '
                    f'datetime="{format_datetime(self.copies[at][0], usegmt=True)}"'
                    for relation, at in near
                    if 0 <= at < len(self.copies)
                )
                said = {
                    **answer.headers,
                    "link": link,
                    "memento-datetime": format_datetime(when, usegmt=True),
                }
                return answer._replace(headers=said)
        return Answer(url, 404, HTML, b"not archived", is_whole=True)


def page(body: bytes = PAGE, status: int = 200, headers: Mapping[str, str] = MappingProxyType({})) -> Answer:
    return Answer("", status, {**HTML, **headers}, body, is_whole=True)


def days(number: float) -> datetime:
    return POST + timedelta(days=number)


def searched(*archives: Wayback | Ask, kind: Kind = Kind.PAGE, when: date = POST) -> tuple[Search, list[str]]:
    """Return what is found in archives, whose TimeGates differ, and what was asked."""
    gates = tuple(each.gate if isinstance(each, Wayback) else WAYBACK for each in archives)

    def answer(url: str, headers: Mapping[str, str]) -> Answer:
        for gate, archive in zip(gates, archives, strict=True):
            if url.startswith(gate):
                return archive(url, headers)
        return Answer(url, 404, HTML, b"not here", is_whole=True)  # where an archive may redirect to

    settings = OnlineSettings(timegates=gates)
    client = Asked(answer)
    now = [0.0]

    async def sleep(seconds: float) -> None:
        now[0] += seconds

    async def run() -> Search:
        hosts = Hosts(settings, clock=lambda: now[0], sleep=sleep)
        return await search(URL, kind, when, client, hosts, settings)

    return asyncio.run(run()), client.urls


def copied(*archives: Wayback | Ask, kind: Kind = Kind.PAGE, when: date = POST) -> str | None:
    found = searched(*archives, kind=kind, when=when)[0].copy
    return None if found is None else found.url


def test_nearest() -> None:
    archive = Wayback((days(-3), page()), (days(2), page()), (days(900), page()))
    found, urls = searched(archive)
    assert found == Search(
        Copy(archive.place(days(2)), days(2), found.copy.asked if found.copy else 0), is_whole=True
    )
    assert urls == [WAYBACK + URL, archive.place(days(2))]


def test_date_without_time_is_noon() -> None:
    archive = Wayback((days(-0.4), page()), (days(0.3), page()))
    assert copied(archive, when=POST.date()) == archive.place(days(0.3))


@pytest.mark.parametrize(
    "bad",
    [
        page(status=404),
        page(status=429),
        page(status=503, headers={"x-archive-orig-retry-after": "3600"}),
        page(b"<title>Page not found</title>"),
        page(headers={"x-archive-orig-cf-mitigated": "challenge"}),
        page(b'<meta http-equiv="refresh" content="0; url=/web/20210504120000/http://example.org/">'),
        Answer("", trouble=Trouble.TIMEOUT),
    ],
)
def test_bad_copies_are_passed_over(bad: Answer) -> None:
    archive = Wayback((days(-9), page()), (days(-2), bad), (days(1), bad), (days(3), bad), (days(4), page()))
    assert copied(archive) == archive.place(days(4))


def test_error_that_was_archived_does_not_slow_the_archive() -> None:
    archive = Wayback((days(1), page(status=429)), (days(2), page(status=503)))
    found, urls = searched(archive)
    assert found == Search(None, is_whole=True)
    assert len(urls) == 3


def test_tries_are_bounded() -> None:
    archive = Wayback(*((days(each), page(status=404)) for each in range(1, 50)))
    found, urls = searched(archive)
    assert found.copy is None
    assert len(urls) == 1 + 5


def test_image() -> None:
    picture = Answer("", 200, {"content-type": "image/png"}, PNG, is_whole=True)
    archive = Wayback((days(1), page()), (days(-2), picture))
    assert copied(archive, kind=Kind.IMAGE) == archive.place(days(-2), "im_")


@pytest.mark.parametrize("target", ["http://example.org/", "http://example.org/index.html"])
def test_redirect_to_the_front_page(target: str) -> None:
    away = Answer("", 302, {"location": f"/web/20210504120000/{target}"})
    archive = Wayback((days(1), away), (days(-5), page()))

    def answer(url: str, headers: Mapping[str, str]) -> Answer:
        if url.endswith(target):
            return page(headers={"memento-datetime": format_datetime(days(1), usegmt=True)})
        return archive(url, headers)

    assert copied(answer) == archive.place(days(-5))


def test_redirects_for_ever() -> None:
    def answer(url: str, headers: Mapping[str, str]) -> Answer:
        return Answer(url, 302, {"location": url + "x"})

    found, urls = searched(answer)
    assert found.copy is None
    assert len(urls) <= 20


def test_nearest_of_all_archives() -> None:
    near = Wayback((days(2), page()), gate="https://near.example/web/")
    far = Wayback((days(-3), page()))
    assert copied(far, near) == near.place(days(2))
    assert copied(near, far) == near.place(days(2))
    # A bad copy of the one leaves that of the other.
    bad = Wayback((days(1), page(status=404)), gate="https://near.example/web/")
    assert copied(bad, far) == far.place(days(-3))


def test_archive_that_fails() -> None:
    far = Wayback((days(-3), page()), gate="https://far.example/web/")
    for answer in (Answer("", trouble=Trouble.TIMEOUT), page(status=500), page(status=403)):
        found, _ = searched(lambda *_, answer=answer: answer, far)
        assert found.copy is not None
        assert not found.is_whole
    assert searched(Wayback(), far)[0].is_whole


def test_busy_archive_is_asked_again() -> None:
    archive = Wayback((days(1), page()))
    busy = [page(status=429, headers={"retry-after": "5"})]
    assert copied(lambda url, headers: busy.pop() if busy else archive(url, headers)) == archive.place(
        days(1)
    )


def test_archive_that_is_busy_for_long_is_left() -> None:
    found, urls = searched(lambda *_: page(status=429, headers={"retry-after": "3600"}))
    assert found == Search(None, is_whole=False)
    assert urls == [WAYBACK + URL]


@given(
    st.binary(max_size=300),
    st.sampled_from([200, 302, 404]),
    st.dictionaries(st.sampled_from(["link", "location", "memento-datetime", "content-location"]), st.text()),
)
def test_whatever_an_archive_says(body: bytes, status: int, headers: dict[str, str]) -> None:
    found, urls = searched(lambda *_: Answer("", status, headers, body, is_whole=True))
    assert len(urls) <= 20
    assert found.copy is None or "memento-datetime" in headers


@given(st.text())
def test_any_text_is_links_or_none(text: str) -> None:
    for each in links(text, "https://archive.example/"):
        assert each.url.startswith(("http://", "https://"))


def test_links() -> None:
    text = (
        '<a>; rel="prev memento"; datetime="Mon, 03 May 2021 12:00:00 GMT",<mailto:x>;rel=memento,<http://b/'
    )
    assert [(each.url, each.relations, each.date) for each in links(text, "https://archive.example/")] == [
        ("https://archive.example/a", frozenset({"prev", "memento"}), POST)
    ]


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (0, "copy of 2021-05-03, the day of the post"),
        (1, "copy of 2021-05-04, one day after the post"),
        (-12, "copy of 2021-04-21, 12 days before the post"),
        (70, "copy of 2021-07-12, 2 months after the post"),
        (-400, "copy of 2020-03-29, 13 months before the post"),
        (1000, "copy of 2024-01-28, 2 years after the post"),
    ],
)
def test_both_dates_in_words(away: int, words: str) -> None:
    assert described(Copy("", days(away)), POST) == words
    assert described(Copy("", days(away)), POST.date()) == words


def test_archives_are_asked_slowly() -> None:
    settings = with_archives(OnlineSettings())
    assert settings.hosts["web.archive.org"] == HostSettings(concurrency=1, interval=1.0)
    own = HostSettings(interval=5.0)
    said = OnlineSettings(hosts=MappingProxyType({"web.archive.org": own}))
    assert with_archives(said).hosts["web.archive.org"] == own


def test_addresses_are_given_back() -> None:
    copy = f"{WAYBACK}20210504120000/{URL}"
    written = b'<a href="/web/20210504120000/http://a/"><img src="https://web.archive.org/web/20210504120000im_/http://b/">'
    assert unwritten(written, copy) == b'<a href="http://a/"><img src="http://b/">'
    assert unwritten(written, URL) == written


@pytest.mark.parametrize("is_framed", [True, False])
def test_archive_with_a_time_map(is_framed: bool) -> None:  # noqa: FBT001 - as pytest passes it
    """Of copies whose neighbours are not named, the list of all is read."""
    archive = Wayback((days(-1), page(status=404)), (days(4), page()), (days(-6), page()))

    def answer(url: str, headers: Mapping[str, str]) -> Answer:
        if url.endswith("/map"):
            assert not headers
            rows = (
                f'<{archive.place(when, "mp_")}>; rel="memento"; datetime="{format_datetime(when, usegmt=True)}"'
                for when, _ in archive.copies
            )
            return Answer(url, 200, {}, ",\n".join(rows).encode(), is_whole=True)
        near = next((copy for copy in archive.copies if f"{copy[0]:%Y%m%d%H%M%S}" in url), archive.copies[1])
        when = format_datetime(near[0], usegmt=True)
        copy = f'<{archive.place(near[0], "mp_")}>; rel="memento"; datetime="{when}"'
        link = {"link": f'</web/map>; rel="timemap", {copy}', "content-location": archive.place(near[0])}
        if is_framed and "mp_" not in url:
            return page(b"<title>a frame</title>", headers=link)
        return near[1]._replace(headers={**HTML, **link, "memento-datetime": when})

    copied_at = copied(answer)
    assert copied_at == archive.place(days(4))
