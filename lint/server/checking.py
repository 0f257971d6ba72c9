"""The findings of the open documents: which are wanted, which are known, and what to say of them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from lint.server.documents import Document
from lint.server.messages import Act, Failed, FixAll, Lint, Post, Report, Settings
from lint.server.process import Process
from lint.server.settings import Seen


class Result(NamedTuple):
    """What is known of a document.

    Parameters:
        version: that of the content.
        process: the one that linted it.
        compared: whether the post was compared with others.
    """

    version: int
    report: Report
    process: Process
    compared: bool


class Checking:
    """Lints documents in two processes: one for each change, the other for what compares posts.

    Parameters:
        options: those of the command.
        show: is called with the address of a document when there is something new to show.
        say: is called with what a user should read.
    """

    def __init__(
        self, options: Mapping[str, Any], show: Callable[[str], None], say: Callable[[str], None]
    ) -> None:
        self._options = dict(options)
        self._show = show
        self._say = say
        self._said = ""
        self.folders: Sequence[str] = ()
        self.results: dict[str, Result] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._comparisons: dict[str, asyncio.Task[None]] = {}
        self._seen: dict[str, Seen] = {}
        self._start()

    def _start(self) -> None:
        self.typing = Process(Settings(self._options, archive=False))
        self._comparing: Process | None = None
        if not self._options.get("no_index"):
            self._comparing = Process(Settings(self._options, archive=True))

    def set(self, options: Mapping[str, Any]) -> None:
        """Replace options, and forget what is known."""
        self._options.update(options)
        self.start_over()

    def start_over(self) -> None:
        """Forget what is known of settings and documents."""
        self.end()
        self._seen.clear()
        self.results.clear()
        self._said = ""
        self._start()

    def end(self) -> None:
        """End the processes, and whatever is waited for."""
        for uri in {*self._tasks, *self._comparisons}:
            self._cancel(uri)
        self.typing.end()
        if self._comparing is not None:
            self._comparing.end()

    def check(self, uri: str, document: Document, *, compare: bool) -> None:
        """Lint a document as it is now.

        Parameters:
            compare: whether the post is compared with others, too.
        """
        post = document.post(self.folders)
        self._drop(uri)
        self._seen.setdefault(_folder(post), Seen(_folder(post)))
        self._tasks[uri] = asyncio.ensure_future(self._check(uri, post, compare=compare))

    def forget(self, uri: str) -> None:
        """Forget a document that was closed."""
        self.results.pop(uri, None)
        self._drop(uri)

    def act(self, uri: str, known: Result, message: Act | FixAll) -> asyncio.Future[Any]:
        """Return what can be done about the findings of a document; nothing once it has changed."""
        return known.process.ask((uri, type(message)), message)

    def _drop(self, uri: str) -> None:
        """What was asked about a document is no longer wanted, and would only keep others waiting."""
        self._cancel(uri)
        for process in (self.typing, self._comparing):
            if process is not None:
                for kind in (Act, FixAll):
                    process.drop((uri, kind))

    def _cancel(self, uri: str) -> None:
        for tasks in (self._tasks, self._comparisons):
            if (task := tasks.pop(uri, None)) is not None:
                task.cancel()

    async def result(self, uri: str, version: int) -> Result | None:
        """Return what was found in a version of a document, once that is known; `None` for an older one."""
        while (known := self.results.get(uri)) is None or known.version != version:
            task = self._tasks.get(uri)
            if task is None or task.done():
                return None
            await asyncio.wait([task])
        return known

    def has_changed(self, post: Post) -> bool:
        """Return whether settings have changed since a document of the folder was linted."""
        known = self._seen.get(_folder(post))
        return known is not None and known.have_changed

    async def _check(self, uri: str, post: Post, *, compare: bool) -> None:
        """Show what is found in a document; then have it compared with others."""
        report = await self._report(self.typing, uri, post)
        if report is None:
            return
        self._show(uri)
        if compare and self._comparing is not None and post.path and not report.trouble:
            self._comparisons[uri] = asyncio.ensure_future(self._compare(self._comparing, uri, post))

    async def _compare(self, process: Process, uri: str, post: Post) -> None:
        report = await self._report(process, uri, post)
        if report is not None:
            self._show(uri)

    async def _report(self, process: Process, uri: str, post: Post) -> Report | None:
        """Return what a process finds; `None` if it is of no use."""
        answer = await process.ask(uri, Lint(post))
        if answer is None:
            return None
        report = answer if isinstance(answer, Report) else Report((), _reason(post, answer))
        compared = process is self._comparing
        if report.trouble and report.trouble != self._said:
            self._said = report.trouble
            self._say(report.trouble)
        if report.trouble and compared:
            return None  # what was found without others stays
        self._seen[_folder(post)].add(report.settings)
        self.results[uri] = Result(post.version, report, process, compared)
        return report


def _folder(post: Post) -> str:
    return os.path.dirname(post.path) if post.path else post.root


def _reason(post: Post, answer: object) -> str:
    reason = answer.reason if isinstance(answer, Failed) else f"unexpected answer {answer!r}"
    return f"{os.path.basename(post.path) or 'the document'} could not be linted: {reason}"
