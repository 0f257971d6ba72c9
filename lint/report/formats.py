"""The report formats: the built-in ones, and plug-ins through the entry points `lint.reporters`."""

from collections.abc import Callable, Iterator
from importlib import import_module

from lint.report.reporter import Reporter, ReporterError, ReportOptions

GROUP = "lint.reporters"
# The formats of pyproject.toml that hooks and terminals use, known without reading entry points; a test
# compares the two.
BUILT_IN = {
    "concise": "concise:ConciseReporter",
    "github": "github:GitHubReporter",
    "json": "json_lines:JSONReporter",
    "jsonl": "json_lines:JSONLinesReporter",
    "plan": "plan:PlanReporter",
    "statistics": "statistics:StatisticsReporter",
    "text": "text:TextReporter",
}


def names() -> list[str]:
    """Return the names of the installed formats."""
    from importlib.metadata import entry_points  # slow to import

    return sorted({*BUILT_IN, *(point.name for point in entry_points(group=GROUP))})


def load(name: str, options: ReportOptions) -> Reporter:
    """Return a new reporter of a format; raise ReporterError if it is unknown or does not load."""
    for value, find in _places(name):
        try:
            reporter = find()(options)
        except Exception as error:
            raise ReporterError(f"the report format {name} ({value}) does not load: {error}") from error
        if reporter.binary and options.path is None:
            raise ReporterError(
                f"the report format {name} needs a file; expected --output-format {name}:FILE"
            )
        return reporter
    raise ReporterError(f"--output-format is {name!r}; expected one of {', '.join(names())}")


def _places(name: str) -> Iterator[tuple[str, Callable[[], Callable[[ReportOptions], Reporter]]]]:
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        yield BUILT_IN[name], lambda: getattr(import_module(f"lint.report.{module}"), attribute)
        return
    from importlib.metadata import entry_points  # as above

    for point in entry_points(group=GROUP, name=name):
        yield point.value, point.load
