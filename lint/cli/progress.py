"""A progress bar on standard error."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Bar:
    """Shows how many of the files are done.

    Parameters:
        total: how many there are.
    """

    def __init__(self, total: int) -> None:
        self._progress = Progress(
            TextColumn("linting"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            # A thread of its own would be copied into the worker processes: drawn at each update instead.
            auto_refresh=False,
        )
        self._task = self._progress.add_task("linting", total=total)
        self._progress.start()

    def update(self, done: int) -> None:
        """Note that so many more files are done."""
        self._progress.update(self._task, advance=done, refresh=True)

    def close(self) -> None:
        """Take the bar away."""
        self._progress.stop()
