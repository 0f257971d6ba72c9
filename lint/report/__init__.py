"""Writing findings down: one file a format, loaded through the entry points `lint.reporters`."""

from lint.report.reporter import (
    Counts,
    Reporter,
    ReporterError,
    ReportOptions,
    RuleText,
    Summary,
    Tally,
    count,
    load,
    names,
)

__all__ = [
    "Counts",
    "ReportOptions",
    "Reporter",
    "ReporterError",
    "RuleText",
    "Summary",
    "Tally",
    "count",
    "load",
    "names",
]
