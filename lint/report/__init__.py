"""Report formats: one file each, loaded through the entry points `lint.reporters`."""

from lint.report.formats import load, names
from lint.report.reporter import Reporter, ReporterError, ReportOptions, RuleText
from lint.report.summary import RuleCount, Summary, Tally, count

__all__ = (
    "ReportOptions", "Reporter", "ReporterError", "RuleCount", "RuleText", "Summary", "Tally", "count",
    "load", "names",
)  # fmt: skip
