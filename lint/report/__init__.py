"""Writing findings down: one file a format, loaded through the entry points `lint.reporters`."""

from lint.report.reporter import Reporter, ReporterError, ReportOptions, RuleText, Summary, Tally, load, names

__all__ = ["ReportOptions", "Reporter", "ReporterError", "RuleText", "Summary", "Tally", "load", "names"]
