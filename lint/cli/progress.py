"""A progress bar on standard error."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


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
