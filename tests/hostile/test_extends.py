"""A configuration that came with an archive extends only files of the archive."""

import os
import socket
from pathlib import Path

import pytest

from tests.conftest import GOOD, Archive
from tests.hostile.conftest import SECRET, link

POST = "site/_posts/2021-05-03-rain.md"
BASE = f"ignore = ['FMT']\n{SECRET} = 1\n"


def outside(site: Archive, way: str) -> str:
    """Return how a configuration in `site/` names a file outside of it."""
    house = site.write("house/base.toml", BASE)
    target = str(site.root / house)
    if way == "link":
        link(target, "base.toml")
        return "base.toml"
    if way == "folder":
        link(str(site.root / "house"), "shared")
        return "shared/base.toml"
    return target if way == "absolute" else "../house/base.toml"


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege")
@pytest.mark.parametrize("way", ["relative", "absolute", "link", "folder"])
def test_a_configuration_extends_nothing_outside(site: Archive, way: str) -> None:
    name = outside(site, way)
    for text in (f"extends = '{name}'\n", "extends = 'near.toml'\n"):
        site.write("site/near.toml", f"extends = '{name}'\n")
        site.write("site/lint.toml", text)
        result = site.lint(".")
        assert (result.code, result.out) == (2, "")
        assert f"extends: '{name[:50]}" in result.err
        assert "cannot be read: it leads out of the archive" in result.err
        assert SECRET not in result.err


def test_the_user_may_let_it(site: Archive) -> None:
    site.write("house/base.toml", "ignore = ['DTE']\n")
    site.write("site/lint.toml", "select = ['DTE004']\nextends = '../house/base.toml'\nignore = ['FMT']\n")
    site.write(POST, GOOD.replace("2021-05-03T", "2021-05-09T"))
    assert site.lint(".").code == 2
    for arguments in (["--trust"], ["--config", "lint.toml"]):
        assert site.check(*arguments, ".").codes == ["DTE004"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_pipe_is_not_opened(site: Archive) -> None:
    os.mkfifo("base.toml")
    site.write("site/lint.toml", "extends = 'base.toml'\n")
    assert "extends: 'base.toml' cannot be read: it is not a regular file" in site.lint(".").err


def test_nothing_is_fetched(site: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda *_: asked.append(_))
    for name in ("https://example.org/base.toml", "//example.org/base.toml", "file:///etc/hostname"):
        site.write("site/lint.toml", f"extends = '{name}'\n")
        assert site.lint(".").code == 2
    assert asked == []
    assert Path("lint.toml").exists()
