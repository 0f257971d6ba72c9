"""What docs/online.md shows is what is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("aiohttp", reason="needs the extra `online`")

from tests.conftest import GOOD, Archive
from tests.web.blog import Server

PAGE = Path(__file__).parent.parent.parent / "docs" / "online.md"
BODY = """<p>It <a href="https://news.example.org/gone">rained</a>, then it <a href="https://news.example.org/a#snow">snowed</a>.</p>
<p><img src="https://img.example.org/gone.png" alt="Rain"> <img src="https://img.example.org/snow" alt="Snow"></p>
"""


@pytest.fixture
def shown(archive: Archive, server: Server) -> Archive:
    """A post with links to two hosts, whose part this server plays, as well as that of a web archive."""
    server.gone = {"/gone", "/gone.png"}
    archive.write(
        "lint.toml",
        f"""[online]
timegates = ["{server.url("/web/")}"]
allow-private = true
host-interval = 0

[online.remap]
"https://news.example.org/" = "{server.url("/")}"
"https://img.example.org/" = "{server.url("/")}"

[online.hosts."127.0.0.1"]
interval = 0
""",
    )
    archive.write("_posts/2021-05-03-rain.md", GOOD.replace("<p>It rained.</p>\n", BODY))
    return archive


def test_the_page_shows_what_is_written(shown: Archive) -> None:
    example = re.search(r"```console\n\$ lint (.*?)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert example is not None
    result = shown.lint(*example[1].split(), "--trust")
    assert result.err + result.out == example[2]


@pytest.mark.parametrize(
    "command", re.findall(r"^\| `lint ([^`]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
)
def test_its_commands_work(shown: Archive, command: str) -> None:
    result = shown.lint(*command.split(), "--trust", *(() if "_posts" in command else ("_posts",)))
    assert (result.code in (0, 1), "asked " in result.err) == (True, True), result
