"""The report formats: the built-in ones, and plug-ins by the entry points `lint.reporters`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from lint.report.reporter import Reporter, ReporterError, ReportOptions

GROUP = "lint.reporters"
# Those of the entry points in pyproject.toml that a hook or a terminal asks for; a test compares them.
BUILT_IN = {
    "concise": "concise:ConciseReporter",
    "github": "github:GitHubReporter",
    "json": "json_lines:JSONReporter",
    "jsonl": "json_lines:JSONLinesReporter",
    "statistics": "statistics:StatisticsReporter",
    "text": "text:TextReporter",
}


def names() -> list[str]:
    """Give the names of the installed formats."""
    from importlib.metadata import entry_points  # heavy, and the built-in ones are known

    return sorted({point.name for point in entry_points(group=GROUP)})


def load(name: str, options: ReportOptions) -> Reporter:
    """Make the reporter of a format.

    Raises:
        ReporterError: when there is none of this name, or its plug-in does not load.
    """
    for value, find in _places(name):
        try:
            factory = find()
            reporter = factory(options)
        except Exception as error:
            raise ReporterError(f"reporter {name} ({value}) does not load: {error}") from error
        if reporter.binary and options.path is None:
            raise ReporterError(f"output format {name} needs a file: --output-format {name}:FILE")
        return reporter
    raise ReporterError(f"output format {name!r} is unknown: expected one of {', '.join(names())}")


def _places(name: str) -> Iterator[tuple[str, Callable[[], Callable[[ReportOptions], Reporter]]]]:
    """Give where a class is, and what imports it: the built-in ones at once, as every run has one."""
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        yield BUILT_IN[name], lambda: getattr(import_module(f"lint.report.{module}"), attribute)
        return
    from importlib.metadata import entry_points  # as above

    for point in entry_points(group=GROUP, name=name):
        yield point.value, point.load
