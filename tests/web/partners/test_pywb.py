"""The copy nearest to a post's date, of a web archive that pywb serves from a WARC."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from lint.web.client import Client
from lint.web.copies import Copy
from lint.web.hosts import Hosts
from lint.web.mementos import rescue, search
from lint.web.settings import HostSettings, OnlineSettings
from lint.web.verdict import Kind
from tests.web.partners.captures import Capture, Case, cases, good, page
from tests.web.partners.running import free_port, program, run, served

CASES = cases()


DAY = CASES[0].post
FIXED = {
    "moved": "http://moved.example/rain",
    "secure": "http://secure.example/rain",
    "never good": "http://never-good.example/rain",
    "never archived": "http://never-archived.example/rain",
}


def fixed_captures() -> list[Capture]:
    """Return what was archived of the URLs that are no drawn cases."""
    found = []
    for name, target in (
        ("moved", "http://moved.example/2012/rain"),
        ("secure", "https://secure.example/rain"),
    ):
        headers = {"Location": target}
        found += [
            Capture(FIXED[name], DAY, "301 Moved Permanently", headers, b"", is_good=False),
            good(target, Kind.PAGE, DAY + timedelta(days=2)),
        ]
    body = page("Page not found")
    found += [
        Capture(FIXED["never good"], DAY + timedelta(days=day), "404 Not Found", {}, body, is_good=False)
        for day in range(12)
    ]
    return found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a web archive that holds all captures."""
    folder = tmp_path_factory.mktemp("pywb")
    captures = [*fixed_captures(), *(each for case in CASES for each in case.captures)]
    text = json.dumps([each.packed() for each in captures])
    script = Path(__file__).with_name("write_warc.py")
    run(program("pywb", "python"), str(script), "rain.warc.gz", folder=folder, text=text)
    run(program("pywb", "wb-manager"), "init", "web", folder=folder)
    run(program("pywb", "wb-manager"), "add", "web", "rain.warc.gz", folder=folder)
    return folder


@pytest.fixture(scope="module", params=["framed", "frameless", "redirecting"])
def gate(request: pytest.FixtureRequest, archive: Path) -> Iterator[str]:
    """The TimeGate of the web archive, which serves copies in one way or another."""
    # https://pywb.readthedocs.io/en/latest/manual/memento.html#timegate-api
    settings = {
        "framed_replay": request.param == "framed",
        "redirect_to_exact": request.param == "redirecting",
    }
    (archive / "config.yaml").write_text(json.dumps(settings), encoding="utf-8")
    port = free_port()
    wayback = program("pywb", "wayback")
    with served(wayback, "-b", "127.0.0.1", "-p", str(port), folder=archive, port=port):
        yield f"http://127.0.0.1:{port}/web/"


Ask = Callable[[Client, Hosts, OnlineSettings], Awaitable[list[Copy | None]]]


def asked(gate: str, ask: Ask) -> list[Copy | None]:
    hosts = MappingProxyType({"127.0.0.1": HostSettings(concurrency=4, interval=0.0)})
    settings = OnlineSettings(allow_private=True, timegates=(gate,), hosts=hosts)

    async def run() -> list[Copy | None]:
        async with Client(settings) as client:
            return await ask(client, Hosts(settings), settings)

    return asyncio.run(run())


def rescued(gate: str, cases: list[Case]) -> list[Copy | None]:
    async def ask(client: Client, hosts: Hosts, settings: OnlineSettings) -> list[Copy | None]:
        searches = (rescue(each.url, each.kind, each.post, client, hosts, settings) for each in cases)
        return list(await asyncio.gather(*searches))

    return asked(gate, ask)


def test_nearest_good_copy(gate: str) -> None:
    copies = rescued(gate, CASES)
    dates = [None if each is None else each.date for each in copies]
    assert dates == [each.nearest for each in CASES]
    for case, copy in zip(CASES, copies, strict=True):
        assert copy is not None
        modifier = "im_" if case.kind is Kind.IMAGE else ""
        assert copy.url == f"{gate}{copy.date:%Y%m%d%H%M%S}{modifier}/{case.url}"


@pytest.mark.parametrize("name", ["moved", "secure"])
def test_redirect_that_was_archived(gate: str, name: str) -> None:
    (copy,) = rescued(gate, [Case(FIXED[name], Kind.PAGE, DAY, [])])
    assert copy is not None
    assert copy.date == (DAY + timedelta(days=2)).replace(microsecond=0)


@pytest.mark.parametrize("name", ["never good", "never archived"])
def test_no_copy(gate: str, name: str) -> None:
    async def ask(client: Client, hosts: Hosts, settings: OnlineSettings) -> list[Copy | None]:
        found = await search(FIXED[name], Kind.PAGE, DAY, client, hosts, settings)
        assert found.is_whole
        return [found.copy]

    assert asked(gate, ask) == [None]
