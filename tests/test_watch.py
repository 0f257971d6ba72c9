"""`lint watch` lints again when something changes that matters, until Ctrl-C ends it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import watchfiles

from lint.config.nearest import ConfigCache
from lint.primitives import interrupts
from lint.watch import changes
from lint.watch.changes import Changed, Watched
from tests.conftest import GOOD, Archive

_PATIENCE = 60  # seconds for what takes one


def _next(watched: Iterator[Changed]) -> Changed:
    """Return the next change; fail if none is noticed, rather than wait for ever."""

    def fail(*_: object) -> None:
        raise TimeoutError("no change was noticed")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(_PATIENCE)
    try:
        return next(watched)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _watched(root: Path, *, poll: bool = False) -> Iterator[Changed]:
    said: list[str] = []
    made = Watched([os.path.realpath(root)], said.append, poll=poll)
    assert not said
    return made.changes(ConfigCache)


@pytest.mark.parametrize("poll", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_posts_settings_and_images_matter_and_nothing_else(archive: Archive, *, poll: bool) -> None:
    root = os.path.realpath(archive.root)
    archive.write("lint.toml", 'exclude = ["drafts"]\n')
    archive.write("drafts/b.md")
    archive.write("a.md")
    watched = _watched(archive.root, poll=poll)
    for name in ("drafts/b.md", ".git/x.md", "a.md~", ".a.md.swp", "notes.bin", "_site/a.md"):
        archive.write(name)
    archive.write("a.md", GOOD + "x")
    assert _next(watched) == Changed([os.path.join(root, "a.md")], others=False)
    archive.write("lint.toml", "")
    assert _next(watched) == Changed([], others=True)
    archive.write("drafts/b.md", GOOD + "x")
    assert _next(watched) == Changed([os.path.join(root, "drafts/b.md")], others=False)
    os.remove(archive.root / "a.md")
    assert _next(watched) == Changed([], others=True)
    archive.write("images/a.png", b"x")
    assert _next(watched) == Changed([], others=True)


def test_a_new_folder_may_have_files_of_which_no_notice_comes(archive: Archive) -> None:
    watched = _watched(archive.root)
    os.makedirs(archive.root / "_site" / "new")
    os.mkdir(archive.root / "new")
    assert _next(watched) == Changed([], others=True)


def test_a_file_that_is_named_is_watched_whatever_its_name(archive: Archive) -> None:
    archive.write("notes.text")
    path = os.path.join(os.path.realpath(archive.root), "notes.text")
    watched = Watched([path], lambda _: None).changes(ConfigCache)
    archive.write("notes.text", "x")
    assert _next(watched).posts == [path]


def test_where_the_system_has_no_more_notices_files_are_looked_at(archive: Archive) -> None:
    archive.write("a.md")
    real = watchfiles.watch

    def scarce(*paths: str, **options: Any) -> Iterator[set[watchfiles.main.FileChange]]:
        if not options["force_polling"]:
            raise OSError(28, "No space left on device")
        yield from real(*paths, **options)

    said: list[str] = []
    with mock.patch.object(changes, "watch", scarce):
        Watched([str(archive.root)], said.append)
    (message,) = said
    assert message.startswith("the system cannot watch so many folders")
    assert "No space left on device" in message


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names are bytes on Linux")
def test_a_name_that_is_not_utf_8_is_a_change(archive: Archive) -> None:
    watched = _watched(archive.root)
    archive.write("a.md")
    assert _next(watched).posts
    with open(os.fsencode(archive.root) + b"/\xff.md", "wb"):
        pass
    assert _next(watched) == Changed([], others=True)
    archive.write("a.md", GOOD + "x")
    assert _next(watched).posts


def test_where_a_folder_cannot_be_read_the_others_are_watched(archive: Archive) -> None:
    real, ways = watchfiles.watch, []

    def denied(*paths: str, **options: Any) -> Iterator[set[watchfiles.main.FileChange]]:
        ways.append((options["ignore_permission_denied"], bool(options["force_polling"])))
        if not options["ignore_permission_denied"]:
            raise PermissionError(13, "Permission denied")
        yield from real(*paths, **options)

    with mock.patch.object(changes, "watch", denied):
        assert _watched(archive.root)
    assert ways == [(False, False), (True, False)]


def test_what_cannot_be_watched_at_all_is_an_error(archive: Archive) -> None:
    def failing(error: Exception) -> Any:
        return mock.patch.object(changes, "watch", side_effect=error)

    with failing(OSError(5, "Input/output error")), pytest.raises(OSError, match="Input/output"):
        Watched([str(archive.root)], lambda _: None, poll=True)
    with failing(FileNotFoundError(2, "No such file")), pytest.raises(FileNotFoundError):
        Watched([str(archive.root)], lambda _: None)
    with failing(RuntimeError("no more inotify instances")), pytest.raises(OSError, match="no more"):
        Watched([str(archive.root)], lambda _: None, poll=True)
    with failing(OSError(5, "Input/output error")):
        ran = archive.lint("watch", "--poll", ".")
    assert (ran.code, ran.err) == (2, "lint: cannot be watched: [Errno 5] Input/output error\n")


@contextmanager
def _running(archive: Archive, *arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    log = archive.root / "log"
    with (
        open(log, "wb") as output,
        subprocess.Popen(
            [sys.executable, "-m", "lint", "watch", *arguments],
            cwd=archive.root,
            stdout=output,
            stderr=output,
        ) as process,
    ):
        try:
            yield process, log
        finally:
            process.kill()


def _until(log: Path, holds: Callable[[str], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not holds(log.read_text(encoding="utf-8")):
        assert time.monotonic() < until, log.read_text(encoding="utf-8")
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 128 + signal.SIGTERM)])
def test_the_plan_is_drawn_again_until_a_signal_ends_it(archive: Archive, number: int, code: int) -> None:
    archive.write("posts/a.md", "---\ntitle: a\n---\n\nText.\n")
    with _running(archive, "posts", "--select=LNK001", "--no-index") as (process, log):
        _until(log, lambda text: text.count("Ctrl-C ends it") == 1)
        archive.write("posts/a.md", "---\ntitle: a\n---\n\n[x]( )\n")
        _until(log, lambda text: text.count("Ctrl-C ends it") == 2)
        text = log.read_text(encoding="utf-8")
        assert "posts/a.md" in text
        assert "posts/a.md\n  5:1 " in text
        process.send_signal(number)
        assert process.wait(_PATIENCE) == code
    assert "Traceback" not in log.read_text(encoding="utf-8")


def test_the_findings_of_what_changed_are_shown_before_the_plan(archive: Archive) -> None:
    archive.write("a.md")
    path = os.path.join(os.path.realpath(archive.root), "a.md")
    commands: list[list[str]] = []

    def ended(*_: object) -> Iterator[Changed]:
        yield Changed([path], others=False)
        raise KeyboardInterrupt

    with (
        mock.patch.object(Watched, "changes", ended),
        mock.patch.object(subprocess, "run", lambda command, **_: commands.append(command[4:])),
        mock.patch.object(interrupts, "say_no_more"),
    ):
        ran = archive.lint("watch", "--select=LNK", "--no-index", "--cache-dir", "c", ".")
    assert (ran.code, ran.err) == (0, "")
    options = ["--no-index", "--select=LNK", "--cache-dir=c", "--jobs=0", "--file-timeout=10.0", "--"]
    plan = ["check", "--output-format", "plan", *options, "."]
    assert commands == [plan, ["check", "--output-format", "text", *options, "a.md"], plan]


def test_what_cannot_be_watched_is_named(archive: Archive) -> None:
    assert archive.lint("watch", "-").err.startswith("lint: '-' reads standard input")
    missing = archive.lint("watch", "nowhere")
    assert missing.code == 2
    assert "nowhere" in missing.err
