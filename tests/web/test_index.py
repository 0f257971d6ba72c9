"""With the index, posts are not read again to be asked; what is asked and reported is the same as without."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("aiohttp", reason="needs the extra `online`")

from lint.post.document import Document
from lint.primitives.source import Source
from lint.web.schedule import Schedule
from tests.conftest import GOOD, Archive
from tests.web.blog import SETTINGS, Server

ONLY = ("--trust", "--select", "LNK10,LNK103,IMG10,PRX10,SRC10,IMG007")


@pytest.fixture
def blog(linked: Archive, server: Server, indexed: None, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Three posts: one with links that die, one with a link that lives, one without any."""
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    body = f'<p><a href="{server.url("/alive")}">a</a> <a href="{server.url("/a#wind")}">b</a>\n<img src="{server.url("/c.png")}"></p>\n'
    linked.write("_posts/2021-05-04-b.md", written(body, server.url("/source")))
    linked.write("_posts/2021-05-05-c.md", written("<p>It rained.</p>\n", server.url("/alone")))
    settle(linked)
    return linked


def written(body: str, source: str) -> str:
    return GOOD.replace("<p>It rained.</p>\n", body).replace("https://news.example.org/a/1.html", source)


def settle(archive: Archive, moment: int = 1_700_000_000) -> None:
    for path in Path(archive.root).rglob("*"):
        os.utime(path, (moment, moment))


def findings(archive: Archive, *arguments: str) -> list[tuple[str, str, str]]:
    result = archive.check("--online", *ONLY, *arguments, ".")
    return [(each["filename"], each["code"], each["message"]) for each in result.findings]


def both(archive: Archive, *arguments: str) -> list[tuple[str, str, str]]:
    """Return what is found with the index, which is the same as without, and as anew."""
    first = findings(archive, *arguments)
    assert findings(archive, *arguments) == first
    assert findings(archive, *arguments, "--no-index") == first
    return first


def test_the_same_is_reported_as_without(blog: Archive, server: Server) -> None:
    server.gone = {"/a"}
    found = both(blog)
    assert [code for name, code, _ in found if "-a.md" in name] == ["LNK101", "LNK102", "IMG102"]
    assert [code for name, code, _ in found if "-b.md" in name] == ["LNK101", "IMG007"]
    assert sorted(set(server.asked)) == [
        "/a",
        "/alive",
        "/alone",
        "/c.png",
        "/moved",
        "/new",
        "/page",
        "/source",
    ]


def test_what_has_changed_since_counts(
    blog: Archive, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [code for _, code, _ in both(blog)] == ["LNK102", "IMG102", "IMG007"]
    # On the web:
    server.gone = {"/alone"}
    later = 40 * 86_400.0
    began = time.time()
    monkeypatch.setitem(Schedule.__init__.__kwdefaults__ or {}, "now", lambda: began + later)
    assert [code for _, code, _ in both(blog)] == ["LNK102", "IMG102", "IMG007", "SRC101"]
    server.gone.clear()
    monkeypatch.setitem(Schedule.__init__.__kwdefaults__ or {}, "now", lambda: began + 2 * later)
    assert [code for _, code, _ in both(blog)] == ["LNK102", "IMG102", "IMG007"]
    # In the archive:
    blog.write(
        "_posts/2021-05-06-d.md",
        written(f'<p><a href="{server.url("/moved")}">d</a></p>\n', server.url("/alone")),
    )
    Path("_posts/2021-05-03-a.md").unlink()
    assert [code for _, code, _ in both(blog)] == ["IMG007", "LNK102"]
    # And without the web, nothing of it is remembered.
    result = blog.check(*ONLY, ".")
    assert [each["code"] for each in result.findings] == ["IMG007"]


def test_options_that_decide_what_counts(blog: Archive, server: Server) -> None:
    server.gone = {"/a"}
    assert [code for _, code, _ in both(blog, "--newly-dead")] == ["LNK102", "IMG102", "IMG007"]
    blog.write("lint.toml", SETTINGS + 'exclude = ["*/a"]\n')
    assert [code for _, code, _ in both(blog)] == ["LNK102", "IMG102", "IMG007"]
    blog.write("lint.toml", SETTINGS + "fragments = true\n")
    assert "LNK106" not in {code for _, code, _ in both(blog)}  # the page is dead


def test_only_posts_with_news_are_parsed_again(
    blog: Archive, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    begin = Document.__init__

    def noted(self: Document, source: Source, *given: Any, **more: Any) -> None:
        parsed.append(os.path.basename(source.filename)[11])
        begin(self, source, *given, **more)

    monkeypatch.setattr(Document, "__init__", noted)
    findings(blog)
    assert set(parsed) == {"a", "b", "c"}
    parsed.clear()
    before = findings(blog)
    assert set(parsed) == {"a"}
    listed = blog.lint("links", "--check", "--trust", ".").out
    assert "/alive" in listed
    parsed.clear()
    path = Path("_posts/2021-05-04-b.md")
    path.write_text(path.read_text(encoding="utf-8").replace("/alive", "/later"), encoding="utf-8")
    server.asked.clear()
    assert findings(blog) == before
    assert set(parsed) == {"a", "b"}
    assert server.asked == ["/later"]


def test_the_verdicts_are_listed_by_the_index(blog: Archive, server: Server) -> None:
    findings(blog)
    server.asked.clear()
    result = blog.lint("links", "--check", "--trust", ".")
    urls = [json.loads(line)["url"].rpartition("/")[2] for line in result.out.splitlines()]
    assert urls == ["a", "alive", "alone", "c.png", "moved", "page", "source"]
    assert server.asked == []


def test_a_fix_mends_what_the_index_told(blog: Archive, server: Server) -> None:
    findings(blog)
    result = blog.lint("--online", "--trust", "--unsafe-fixes", "--select", "LNK102", ".")
    assert result.code == 0, result
    assert server.url("/new") in Path("_posts/2021-05-03-a.md").read_text(encoding="utf-8")
    assert [code for _, code, _ in both(blog)] == ["IMG102", "IMG007"]
