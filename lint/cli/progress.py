"""A progress bar on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from lint.report.printable import printable

if TYPE_CHECKING:
    from lint.web.asked import Progress as Asking


class Bar:
    """Shows how many files of a `total` are done, until all are."""

    def __init__(self, total: int) -> None:
        self._progress = Progress(
            TextColumn("linting"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            # A refresh thread would be copied into the worker processes: the bar is drawn at each update.
            auto_refresh=False,
        )
        self._task = self._progress.add_task("linting", total=total)
        self._progress.start()

    def update(self, done: int) -> None:
        """Draw the bar with so many more files done."""
        self._progress.update(self._task, advance=done)
        if self._progress.finished:
            self.hide(resume=False)
        elif not self._progress.disable:
            self._progress.start()
            self._progress.refresh()

    def hide(self, *, resume: bool) -> None:
        """Remove the bar: until the next update, or for good."""
        self._progress.stop()
        self._progress.disable = not resume


class WebBar:
    """Shows how far the asking of URLs is."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[more]}"),
            console=Console(stderr=True),
            transient=True,
            auto_refresh=False,
        )
        self._task = self._progress.add_task("asking", total=None, more="")
        self._progress.start()

    def asked(self, progress: Asking) -> None:
        """Draw the bar: how many URLs were asked, at which rate, and how long the rest takes."""
        minutes, seconds = divmod(int(progress.seconds_left), 60)
        more = f"{progress.rate:.0f}/s, {progress.hosts:,} hosts wait, {minutes:,}:{seconds:02} left"
        total = progress.asked + progress.left
        self._progress.update(self._task, completed=progress.asked, total=total, more=more)
        self._progress.refresh()

    def rescued(self, url: str) -> None:
        """Draw which URL a copy is looked for."""
        shown = printable(url)[:60]
        self._progress.update(self._task, description="looking for copies", more=escape(shown))
        self._progress.refresh()

    def end(self) -> None:
        """Remove the bar."""
        self._progress.stop()
