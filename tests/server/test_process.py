"""The processes that lint: what is no longer wanted is dropped, and one that ends is replaced."""

import asyncio
import os
import sys
from unittest import mock

import pytest

from lint.cli.parser import parser_of
from lint.server import process as processes
from lint.server.messages import Failed, Lint, Post, Report, Settings
from lint.server.process import Process
from tests.conftest import Archive


def _settings(*arguments: str) -> Settings:
    return Settings(vars(parser_of("server").parse_args(["--no-index", *arguments])), archive=False)


def _lint(archive: Archive, version: int, text: str = "[x]( )\n") -> Lint:
    root = os.path.realpath(archive.root)
    path = os.path.join(root, "a.md")
    return Lint(
        Post(path, root, within=True, data=text.encode(), hidden=0, encoding="utf-16", version=version)
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_newer_question_ends_the_work_on_an_older_one(archive: Archive) -> None:
    async def conversation() -> None:
        process = Process(_settings())
        try:
            assert isinstance(await process.ask("a", _lint(archive, 0)), Report)
            # More than can be linted in the time that this test may take.
            long = process.ask("a", _lint(archive, 1, "[a](b) *c* <b>\n" * 300_000))
            waiting = process.ask("b", _lint(archive, 2, "x" * 9))
            await asyncio.sleep(0.1)
            dropped, newest = process.ask("b", _lint(archive, 3)), process.ask("a", _lint(archive, 4))
            assert await long is None
            assert await waiting is None
            assert isinstance(await dropped, Report)
            assert isinstance(await newest, Report)
        finally:
            process.end()
            await process.ended()

    asyncio.run(conversation())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the alarm is a signal")
def test_a_process_that_takes_too_long_is_replaced(archive: Archive) -> None:
    async def conversation() -> None:
        process = Process(_settings("--file-timeout", "0.01"))
        for version in range(2):
            answer = await process.ask("a", _lint(archive, version))
            assert answer == Failed("it takes more processor time than --file-timeout allows")
        process.end()
        await process.ended()

    asyncio.run(conversation())


def test_what_is_not_answered_when_all_ends_is_not_waited_for(archive: Archive) -> None:
    async def conversation() -> None:
        process = Process(_settings())
        asked = [process.ask(key, _lint(archive, 0)) for key in "ab"]
        process.end()
        await process.ended()
        assert await asyncio.gather(*asked) == [None, None]

    asyncio.run(conversation())


def test_a_process_that_ends_of_itself_is_named(archive: Archive) -> None:
    async def conversation() -> None:
        process = Process(_settings())
        with mock.patch.object(processes, "COMMAND", (sys.executable, "-S", "-c", "raise SystemExit(3)")):
            answer = await process.ask("a", _lint(archive, 0))
        assert answer == Failed("the process that linted it ended with the exit code 3")
        process.end()
        assert await process.ask("a", _lint(archive, 1)) is None  # and none is started
        await process.ended()

    asyncio.run(conversation())


def test_what_nobody_waits_for_is_not_asked(archive: Archive) -> None:
    async def conversation() -> None:
        process = Process(_settings())
        with mock.patch.object(processes, "COMMAND", (sys.executable, "-S", "-c", "raise SystemExit(3)")):
            first, second = process.ask("a", _lint(archive, 0)), process.ask("b", _lint(archive, 1))
            second.cancel()
            process.drop("c")
            assert isinstance(await first, Failed)
            await process.ended()

    asyncio.run(conversation())


@pytest.mark.slow
def test_options_that_are_not_valid_are_an_answer(archive: Archive) -> None:
    async def conversation() -> None:
        process = Process(_settings("--select", "NOPE"))
        answer = await process.ask("a", _lint(archive, 0))
        assert isinstance(answer, Report)
        assert "NOPE" in answer.trouble
        process.end()
        await process.ended()

    asyncio.run(conversation())
