"""Report formats: one file each, loaded through the entry points `lint.reporters`."""

from lint.report.formats import load, names
from lint.report.inert import Syntax
from lint.report.reporter import Arguments, Reporter, ReporterError, ReportOptions, RuleText
from lint.report.summary import RuleCount, Summary, Tally, count

__all__ = (
    "Arguments", "ReportOptions", "Reporter", "ReporterError", "RuleCount", "RuleText", "Summary", "Syntax",
    "Tally", "count", "load", "names",
)  # fmt: skip
