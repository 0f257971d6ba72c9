"""The process that lints for the server: its answer to each message, one after the other."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType
from typing import Any, BinaryIO

from lint.post import stretches
from lint.primitives.defects import unexpected
from lint.primitives.errors import UserError
from lint.primitives.finding import Finding
from lint.server.actions import actions, fix_all
from lint.server.marks import Marker
from lint.server.messages import (
    Act,
    Failed,
    FixAll,
    Lint,
    Manual,
    Post,
    Report,
    Settings,
    packed,
    read,
)
from lint.server.positions import Text
from lint.server.session import Session, Shown, TooLargeError, Ways

# Tells the process that the answer to what it does is no longer wanted.
STALE_SIGNAL = getattr(signal, "SIGUSR1", None)
# So many objects more are made before garbage is looked for; a post of 100 KB has fewer.
_NEW_OBJECTS = 200_000
# A fix lints the post again and again.
_TIMES_TO_FIX = 3


class StaleError(KeyboardInterrupt):
    """The answer is no longer wanted. Rules let only a KeyboardInterrupt pass."""


class Worker:
    """Answers messages.

    Parameters:
        ways: how options are understood.
    """

    def __init__(self, ways: Ways) -> None:
        self._ways = ways
        self._sessions: dict[str, Session] = {}
        self._may_stop = False

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        """Give up what is done now, if it can be."""
        if self._may_stop:
            self._may_stop = False
            raise StaleError

    def answer(self, message: object) -> object:
        """Return the answer to a message; what went wrong is an answer, too."""
        size = len(message.post.data) if isinstance(message, Lint | Act | FixAll) else 0
        budget = self._ways.budget
        if self._ways.archives is None:  # else others are read, too, in processes with budgets of their own
            budget.limit(size)
            budget.alarm(budget.of(size) * (1 if isinstance(message, Lint) else _TIMES_TO_FIX))
        try:
            return self._answer(message)
        except StaleError:
            return None
        except TooLargeError as error:
            return Report((), f"{_name_of(message)} is not linted: {error}")
        except UserError as error:
            return Report((), str(error)) if isinstance(message, Lint) else Failed(str(error))
        except MemoryError:
            return Failed("it takes more than 1 GiB of memory, and more than 40 times its size")
        except Exception as error:  # noqa: BLE001 - the server goes on, and says what happened
            return Failed(unexpected(error))
        finally:
            self._may_stop = False
            budget.alarm(0)

    def tidy(self) -> None:
        """Do what can wait until an answer was given."""
        for session in self._sessions.values():
            session.tidy()

    def _answer(self, message: object) -> object:
        if isinstance(message, Lint):
            shown = self._lint(message.post, anew=self._ways.archives is not None)
            return self._report(message.post, shown) if shown is not None else Report(())
        if isinstance(message, Act):
            shown = self._lint(message.post)
            if shown is None:
                return []
            marker = self._marker(message.post, shown)
            place = marker.span(message.place)
            linter = self._session(message.post).linter
            return actions(linter, shown, marker, place, fixes=message.fixes, ignores=message.ignores)
        if isinstance(message, FixAll):
            shown = self._lint(message.post)
            if shown is None:
                return ()
            return fix_all(self._session(message.post).linter, shown, self._marker(message.post, shown))
        if isinstance(message, Manual):
            return manual(message.code)
        raise TypeError(f"{type(message).__name__} is no message")

    def _session(self, post: Post) -> Session:
        os.chdir(post.root)
        if post.root not in self._sessions:
            self._sessions[post.root] = Session(post.root, self._ways)
        return self._sessions[post.root]

    def _lint(self, post: Post, *, anew: bool = False) -> Shown | None:
        session = self._session(post)
        # Not while settings or modules are read, nor where what is known of other posts is written down.
        self._may_stop = self._ways.archives is None and session.is_settled
        return session.lint(post, anew=anew)

    def _marker(self, post: Post, shown: Shown) -> Marker:
        text = Text(shown.linted.source.text[post.hidden :], post.encoding)
        return Marker(text, post.hidden, post.root, self._session(post).linter.configs.bounds)

    def _report(self, post: Post, shown: Shown) -> Report:
        marker = self._marker(post, shown)
        marks = tuple(map(marker.mark, _in_order(shown.findings)))
        return Report(marks, settings=self._session(post).settings(shown.linted))


def manual(code: str) -> str:
    """Return a rule's manual as Markdown; empty if there is no such rule."""
    from lint.rule import registry
    from lint.rule.manual import page

    for rule in registry.load():
        if rule.code == code:
            return f"### {rule.code} {rule.name}\n\n{page(rule)}"
    return ""


def serve(ways_of: Callable[[Settings], Ways]) -> None:
    """Answer the messages on standard input until it ends.

    Parameters:
        ways_of: returns how the options in the first message are understood.
    """
    # What a plug-in prints must not come between the answers; nobody reads them once the server has ended.
    with suppress(OSError), os.fdopen(os.dup(1), "wb") as output:
        os.dup2(2, 1)
        _answer_all(sys.stdin.buffer, output, ways_of)


def _answer_all(stream: BinaryIO, output: BinaryIO, ways_of: Callable[[Settings], Ways]) -> None:
    stretches.remember()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends this process
    if STALE_SIGNAL is not None:
        signal.signal(STALE_SIGNAL, signal.SIG_IGN)
    worker = None
    while True:
        try:
            message: Any = read(stream)
        except EOFError:
            return
        if worker is None:
            try:
                worker = Worker(ways_of(message))
            except UserError as error:
                output.write(packed(Failed(str(error))))
                return
            if STALE_SIGNAL is not None:
                signal.signal(STALE_SIGNAL, worker.stop)
            continue
        output.write(packed(worker.answer(message)))
        output.flush()
        worker.tidy()
        if not gc.get_freeze_count():
            _keep()


def _keep() -> None:
    """Have the collector of garbage leave alone what is kept, such as modules, and look less often for more.

    A post makes little garbage in circles, but ten thousands of objects: to look at all of them takes a fifth
    of the time of a lint.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda each: each.span)


def _name_of(message: object) -> str:
    return os.path.basename(message.post.path) if isinstance(message, Lint | Act | FixAll) else ""
