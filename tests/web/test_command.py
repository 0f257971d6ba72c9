"""`lint --online` and `lint links --check`, with a server on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

pytest.importorskip("aiohttp", reason="needs the extra `online`")

from lint.web.schedule import Schedule
from tests.conftest import Archive
from tests.web.blog import SETTINGS, Server


def found(archive: Archive, *arguments: str) -> list[str]:
    return [
        each["code"]
        for each in archive.check("--online", "--select", "LNK10,IMG10,SRC101", *arguments).findings
    ]


def test_what_answered_is_judged_at_each_place(linked: Archive, server: Server) -> None:
    server.gone = {"/a", "/source", "/c.png"}
    result = linked.check("--online", "--trust", "--select", "LNK10,IMG10,SRC101", ".")
    assert [each["code"] for each in result.findings] == ["SRC101", "LNK101", "LNK102", "IMG101", "IMG102"]
    assert result.code == 1
    assert "asked 5 URLs" in result.err
    # What seems dead is asked twice; nothing else is.
    assert sorted(server.asked) == sorted([*server.gone, *server.gone, "/moved", "/new", "/page"])


def test_nothing_is_asked_unless_it_is_wanted(linked: Archive, server: Server) -> None:
    server.gone = {"/a"}
    assert "LNK101" not in [each["code"] for each in linked.check("--trust", ".").findings]
    assert server.asked == []


def test_without_its_libraries(linked: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "imagesize", None)
    result = linked.check("--online", "--trust", ".")
    assert result.code == 2
    assert "pip install 'archive-lint[online]'" in result.err


def test_a_second_run_asks_nothing(linked: Archive, server: Server) -> None:
    server.gone = {"/a"}
    first = found(linked, "--trust", ".")
    server.asked.clear()
    assert found(linked, "--trust", ".") == first == ["LNK101", "LNK102", "IMG102"]
    assert server.asked == []


def test_only_what_was_alive_before_is_newly_dead(
    linked: Archive, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = ("--trust", "--newly-dead", ".")
    server.gone = {"/a"}
    assert found(linked, *only) == ["LNK102", "IMG102"]
    server.gone = {"/a", "/c.png"}
    now = time.time() + 40 * 86_400  # no verdict is believed any more
    monkeypatch.setitem(Schedule.__init__.__kwdefaults__ or {}, "now", lambda: now)
    assert found(linked, *only) == ["LNK102", "IMG101", "IMG102"]


def test_a_configuration_that_came_with_the_archive_asks_nothing_private(
    linked: Archive, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.web.mementos._MOST_REQUESTS", 0)
    result = linked.check("--online", "--select", "LNK10", ".")
    assert server.asked == []
    assert "online: not used, since it came with the archive" in result.err
    assert result.findings == []


def test_the_fix_of_what_has_moved(linked: Archive, server: Server) -> None:
    result = linked.lint("--online", "--trust", "--unsafe-fixes", "--select", "LNK102", ".")
    assert result.code == 0, result
    assert server.url("/new") in (linked.root / "_posts" / "2021-05-03-a.md").read_text()


def test_of_staged_posts_the_staged_links_are_asked(linked: Archive, server: Server) -> None:
    subprocess.run(["git", "init", "--quiet", "."], check=True)
    subprocess.run(["git", "add", "."], check=True)
    path = linked.root / "_posts" / "2021-05-03-a.md"
    path.write_text(path.read_text(encoding="utf-8").replace("/moved", "/later"), encoding="utf-8")
    assert found(linked, "--trust", "--staged") == ["LNK102", "IMG102"]
    assert "/later" not in server.asked


def test_verdicts_as_json_lines(linked: Archive, server: Server) -> None:
    server.gone = {"/c.png"}
    result = linked.lint("links", "--check", "--trust", ".")
    verdicts = {each["url"]: each["verdict"] for each in map(json.loads, result.out.splitlines())}
    assert result.code == 0
    assert verdicts == {
        server.url("/a"): "alive",
        server.url("/c.png"): "dead",
        server.url("/moved"): "moved",
        server.url("/page"): "wrong-kind",
        server.url("/source"): "alive",
    }


def test_what_is_left_out_is_counted(linked: Archive, server: Server) -> None:
    linked.write("lint.toml", SETTINGS + 'exclude = ["*/moved", "*/a"]\n')
    result = linked.lint("--online", "--trust", "--select", "LNK10", ".")
    assert (result.code, result.out.count("LNK")) == (0, 0)
    assert "not asked: 2 excluded" in result.err
    assert "/moved" not in server.asked


def test_a_budget_is_kept_and_the_next_run_goes_on(linked: Archive, server: Server) -> None:
    result = linked.lint("--online", "--trust", "--max-requests", "2", "--select", "LNK10", ".")
    assert "budget used up" in result.err
    assert 0 < len(server.asked) <= 3
    result = linked.lint("--online", "--trust", "--select", "LNK10", ".")
    assert "budget used up" not in result.err
    assert len(server.asked) == len(set(server.asked)) == 6


def test_fragments_are_looked_for_on_demand(linked: Archive, server: Server) -> None:
    only = ("--online", "--trust", "--select", "LNK106")
    assert linked.check(*only, ".").findings == []
    asked = len(server.asked)
    result = linked.check(*only, "--check-fragments", ".")
    assert [each["code"] for each in result.findings] == ["LNK106"]
    assert "has no `#rain`" in result.findings[0]["message"]
    # Only the page with the fragment is asked again, and once.
    assert server.asked[asked:] == ["/a"]
    linked.write("lint.toml", SETTINGS + "fragments = true\n")
    assert len(linked.check(*only, ".").findings) == 1
    assert len(server.asked) == asked + 1
    assert "anchors" not in linked.lint("links", "--check", "--trust", ".").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--check-fragments", "."), "--check-fragments needs --online"),
        (("--newly-dead", "."), "--newly-dead needs --online"),
        (("--online", "-"), "--online needs files"),
        (("--online", "--max-time", "0", "."), "'0' is not valid; expected a whole number above 0"),
    ],
)
def test_what_cannot_be_asked(linked: Archive, arguments: tuple[str, ...], message: str) -> None:
    result = linked.lint(*arguments)
    assert (result.code, message in result.err) == (2, True)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("timeout = -1", "online.timeout: -1 is not valid; expected a number of seconds"),
        ('timegates = ["ftp://a"]', "expected a list of URLs that begin with https:// or http://"),
        ("hosts = {'a.example' = {accept = [99]}}", "expected a list of HTTP statuses"),
        ("time = 1", "unknown key"),
    ],
)
def test_a_wrong_value_is_an_error(linked: Archive, table: str, message: str) -> None:
    linked.write("lint.toml", f"[online]\n{table}\n")
    result = linked.lint("--trust", ".")
    assert (result.code, message in result.err) == (2, True), result.err
