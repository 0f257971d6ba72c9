"""`lint stats`: the archive in numbers."""

from __future__ import annotations

import argparse

from lint.archive.discovery import Discovery
from lint.cli import shared_arguments as shared
from lint.cli.output import CLEAN, FAILED, Output, ProgressBar, say, say_unchecked
from lint.cli.stores import Stores
from lint.config.nearest import ConfigCache
from lint.primitives.errors import UsageError
from lint.primitives.text import counted
from lint.report import Summary
from lint.report.inert import Syntax
from lint.report.number_formats import FEW, as_csv, as_json, as_text
from lint.report.numbers import NumbersReporter
from lint.run.budget import Budget
from lint.run.known_numbers import KnownNumbers
from lint.run.options import RunOptions
from lint.run.run import run as run_all

DESCRIPTION = """\
Count an archive: its posts by month, source, author and tag, its links by image
proxy and host, and the findings by rule, month and source.

The numbers are kept with the cache, so only posts that have changed are read.
To ask other questions, write a database: lint --output-format sqlite:FILE
"""
# What a post's numbers consist of; another number if that changes.
_VERSION = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    shared.add_paths(parser)
    shared.add_rev(shared.add_selection(parser))
    add = parser.add_argument_group("output").add_argument
    add(
        "--output-format",
        "--format",
        choices=("text", "json", "csv"),
        default="text",
        help="default: text, tables with bars",
    )
    add("--output-file", metavar="FILE", help="write the numbers to this file")
    add(
        "--top",
        type=_number,
        metavar="N",
        help=f"show the N most frequent names of each table, and the last N months (default: {FEW} in text,"
        " all in json and csv; 0: all)",
    )
    run = parser.add_argument_group("run")
    run.add_argument("--no-cache", action="store_true", help="neither read nor write cached results")
    shared.add_no_index(run)
    run.add_argument(
        "--cache-dir", metavar="DIR", help="where results are cached (default: the user's cache folder)"
    )
    shared.add_jobs(run)
    shared.add_file_timeout(run)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > len("1000000"):
        raise argparse.ArgumentTypeError(f"{text!r} is not valid; expected a number, or 0 for all")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    if "-" in options.paths:
        raise UsageError("'-' is not valid; lint stats counts files and folders, not standard input")
    configs = shared.configs_of(options, index=not options.no_index)
    found = shared.found_in(options, configs)
    say_unchecked(found.missing, ())
    if not found.targets and not found.missing:
        say("lint: no posts were found in " + ", ".join(getattr(options, "given", options.paths)))
    output = Output(options.output_file)
    try:
        reporter = NumbersReporter(output.options("never"))
        summary = _count(options, configs, found, reporter)
        _write(options, output, reporter)
    finally:
        output.drop()
    say_unchecked((), summary.unchecked)
    if summary.unchecked:
        say(f"lint: {counted(len(summary.unchecked), 'file')} not counted")
    shared.say_unused(configs)
    return FAILED if found.missing or summary.unchecked else CLEAN


def _count(
    options: argparse.Namespace, configs: ConfigCache, found: Discovery, reporter: NumbersReporter
) -> Summary:
    run_options = RunOptions(
        [reporter],
        options.jobs,
        report_key="" if options.no_cache else f"numbers {_VERSION}",
        file_timeout=options.file_timeout,
    )
    stores = Stores(options, configs, found.sites, Budget(options.file_timeout))
    with stores, ProgressBar(len(found.targets)) as bar:
        cached = stores.results(run_options)
        archives = stores.archives(run_options, cached) if found.targets else None
        known = None
        if cached is not None and run_options.report_key:
            known = KnownNumbers(cached, archives, found.targets, reporter)
        summary = run_all(
            found.targets,
            configs,
            run_options,
            [lambda _: None],
            progress=bar.update,
            unchecked=found.unreadable,
            cached=cached,
            evidence=stores.evidence,
            archives=archives,
            whole=known,
        )
        stores.say_troubles()
    return summary


def _write(options: argparse.Namespace, output: Output, reporter: NumbersReporter) -> None:
    numbers, top = reporter.numbers, options.top
    if options.output_format == "json":
        output.write(as_json(numbers, top or 0), Syntax.JSON)
    elif options.output_format == "csv":
        output.write(as_csv(numbers, top or 0))
    else:
        output.write(as_text(numbers, FEW if top is None else top, reporter.options.width))
    output.close()
