"""A temporary archive and the command run in it, independent of where the tests are run."""

import io
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings

from lint.cli import shared_arguments
from lint.cli.main import main
from lint.primitives import interrupts

# The checkout may be read-only: only pytest's own cache is written to it, if it can be. No test is timed: the
# machine may be busy.
_SCRATCH = tempfile.TemporaryDirectory(prefix="archive-lint-tests-")
os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = _SCRATCH.name
settings.register_profile(
    "anywhere",
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("anywhere")

# No test reads or writes the cache of whoever runs it, nor in another process.
_CACHES = (os.path.join(_SCRATCH.name, f"cache-{number}") for number in itertools.count())
os.environ["ARCHIVE_LINT_CACHE_DIR"] = next(_CACHES)

# What a script starts with `&` ignores Ctrl-C, and so does all that it starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# git as it is anywhere: nobody's name, settings or repository.
for _name in [name for name in os.environ if name.startswith("GIT_")]:
    del os.environ[_name]
os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
for _role in ("AUTHOR", "COMMITTER"):
    os.environ |= {f"GIT_{_role}_NAME": "Keeper", f"GIT_{_role}_EMAIL": "keeper@example.org"}

GOOD = """---
layout: post
title: "Rain over the harbour"
date: 2021-05-03T22:59:03.000Z
author: Harbour Post
from: https://news.example.org/a/1.html
tags: [ Harbour Post ]
categories: [ Harbour Post ]
---
<div>
<p>It rained.</p>
</div>
"""


# Of Python's making: an exception's name, an object's repr, a place that does not count from the file's start.
_FOREIGN = re.compile(
    r"Traceback|\w(?:Error|Exception)\b|<class|\bobject at 0x|\(at |\b(?:line|column|char) \d"
)


def is_plain(message: str) -> bool:
    """Whether a message with another project's words, which no test may know, reads as one of ours."""
    return bool(
        message
        and message == message.strip()
        and len(message.splitlines()) == 1
        and not message[0].isupper()
        and not _FOREIGN.search(message)
    )


class Result(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.out)
        return found

    @property
    def codes(self) -> list[str]:
        return [finding["code"] for finding in self.findings]


class Archive:
    def __init__(self, root: Path, capture: pytest.CaptureFixture[bytes]) -> None:
        self.root = root
        self.capture = capture

    def write(self, name: str, content: str | bytes = GOOD) -> str:
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        with open(path, "wb") as file:
            file.write(data)
        return name

    def lint(self, *arguments: str, data: bytes | None = None) -> Result:
        code, out, err = self.raw(*arguments, data=data)
        return Result(code, out.decode("utf-8"), err.decode("utf-8"))

    def raw(self, *arguments: str, data: bytes | None = None) -> tuple[int, bytes, bytes]:
        """Return the exit code and what was written, which may not be UTF-8; `data` is on standard input."""
        given = sys.stdin if data is None else io.TextIOWrapper(io.BytesIO(data))
        with mock.patch.object(sys, "stdin", given):
            try:
                code = main(arguments)
            except SystemExit as error:
                code = int(error.code or 0)
        return code, *self.capture.readouterr()

    def check(self, *arguments: str) -> Result:
        return self.lint("--output-format", "json", *arguments)

    def command(
        self, *arguments: str, data: bytes | None = None, env: Mapping[str, str] | None = None
    ) -> Result:
        run = subprocess.run(
            [sys.executable, "-m", "lint", *arguments],
            cwd=self.root,
            input=data,
            capture_output=True,
            check=False,
            env={**os.environ, **(env or {})},
        )
        return Result(run.returncode, run.stdout.decode("utf-8"), run.stderr.decode("utf-8"))


def _signals() -> dict[int, Any]:
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    return {number: signal.getsignal(number) for name in names if (number := getattr(signal, name, 0))}


def _process() -> dict[str, object]:
    """Return what later tests would find changed."""
    return {
        "current folder": os.getcwd(),
        "environment": {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"},
        "handles signals": interrupts.handled(),
        "signals": _signals(),
        "sys.path": list(sys.path),
        "timer": signal.getitimer(signal.ITIMER_PROF) if hasattr(signal, "setitimer") else None,
    }


@pytest.fixture
def _same_process() -> Iterator[None]:
    """Fail the test that leaves the process changed, instead of one of those after it."""
    before = _process()
    yield
    assert _process() == before


@pytest.fixture
def as_the_command(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let this process be the command's own, which handles signals and lints in others."""
    monkeypatch.setattr(interrupts, "_handled", interrupts.handled())
    before = _signals()
    interrupts.handle()
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture(autouse=True)
def _own_cache(_same_process: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give each test a cache folder of its own, which does not exist yet."""
    folder = next(_CACHES)
    monkeypatch.setenv("ARCHIVE_LINT_CACHE_DIR", folder)
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def indexed() -> None:
    """Let the rules on the archive run; the posts of other tests are often alike."""


@pytest.fixture(autouse=True)
def _no_index(_own_cache: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "indexed" not in request.fixturenames:
        real = shared_arguments.configs_of

        def configs_of(options: Any, *, index: bool = False) -> Any:
            del index
            return real(options)

        monkeypatch.setattr(shared_arguments, "configs_of", configs_of)


@pytest.fixture
def archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Archive:
    monkeypatch.chdir(tmp_path)
    return Archive(tmp_path, capsysbinary)
