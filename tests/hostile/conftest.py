"""An archive from a stranger, and a house beside it that it must not reach."""

import builtins
import os
import socket
import stat
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import GOOD, Archive

POST = "_posts/2021-05-03-rain.md"
MARK = "it-ran"
MODEL = f"""
from pathlib import Path
from pydantic import BaseModel

Path(__file__).with_name("{MARK}").touch()


class Post(BaseModel):
    mood: str
"""
SECRET = "SECRET-OF-THE-HOUSE"  # noqa: S105 - it only looks like one
HARM = GOOD.replace("Rain over the harbour", f"  {SECRET} over the harbour")
KINDS = ("pipe", "socket", "device", "link to a device")


@pytest.fixture
def stranger(archive: Archive, monkeypatch: pytest.MonkeyPatch, as_the_command: None) -> Archive:
    """An archive whose configuration names a class in it, and a user without a configuration."""
    archive.write("site/lint.toml", 'schema = "moods:Post"\n')
    archive.write("site/moods.py", MODEL)
    archive.write(f"site/{POST}")
    monkeypatch.chdir("site")
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: str(archive.root / "user"))
    monkeypatch.setattr(sys, "modules", {**sys.modules})
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return archive


def ran() -> bool:
    return os.path.exists(MARK)


@pytest.fixture
def site(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive with one good post, and beside it a house with a secret."""
    archive.write("house/secret.md", HARM)
    archive.write("house/posts/2021-05-03-x.md", HARM)
    archive.write(f"site/{POST}")
    monkeypatch.chdir("site")
    return archive


@pytest.fixture(params=[False, True], ids=["folder", "repository"])
def either(site: Archive, request: pytest.FixtureRequest) -> Archive:
    """The same, as a mere folder and as a repository."""
    if request.param:
        site.write("site/.git/config", f"[core]\n\tx = {SECRET}\n")
    return site


def link(target: str, name: str) -> None:
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    os.symlink(target, name)


def make(kind: str, name: str) -> None:
    if kind == "pipe":
        os.mkfifo(name)
    elif kind == "socket":
        # The name of a socket has a limit.
        folder = os.open(os.path.dirname(name) or ".", os.O_RDONLY)
        here = os.getcwd()
        os.fchdir(folder)
        with socket.socket(socket.AF_UNIX) as place:
            place.bind(os.path.basename(name))
        os.chdir(here)
        os.close(folder)
    elif kind == "device":
        try:
            os.mknod(name, 0o600 | stat.S_IFCHR, os.makedev(1, 5))
        except OSError:
            pytest.skip("only root makes devices")
    else:
        os.symlink("/dev/zero", name)


def is_special(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) and path != os.devnull


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is opened or listed from now on."""
    seen: list[str] = []
    for module, name in ((os, "open"), (os, "scandir"), (os, "listdir"), (builtins, "open")):
        monkeypatch.setattr(module, name, noting(getattr(module, name), seen))
    return seen


def noting(function: Callable[..., Any], seen: list[str]) -> Callable[..., Any]:
    def note(path: Any = ".", *arguments: Any, **named: Any) -> Any:
        if isinstance(path, str | bytes):
            seen.append(os.fsdecode(path))
        return function(path, *arguments, **named)

    return note


def leads_to(path: str, name: str) -> bool:
    return "\0" not in path and name in os.path.realpath(path).split(os.sep)
