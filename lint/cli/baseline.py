"""`lint baseline`: accept today's findings, so that only new ones are reported."""

import argparse
import json
import os

from lint.archive.discovery import find
from lint.cli import shared_arguments as shared
from lint.cli.output import BASELINE, CLEAN, FAILED, ProgressBar, say, say_unchecked
from lint.cli.stores import Stores
from lint.engine.linter import Linter
from lint.primitives.errors import OutputError
from lint.primitives.files import leads_out
from lint.primitives.finding import CRASH_CODE
from lint.primitives.rewrite import write_whole
from lint.primitives.text import counted
from lint.report import ReportOptions
from lint.run import baseline
from lint.run.budget import Budget
from lint.run.evidence import EvidenceFinder
from lint.run.options import RunOptions
from lint.run.run import run as run_all

DESCRIPTION = """\
Write the current findings to .lint-baseline.jsonl. Later runs report only new
findings and the number of accepted ones.

The file is sorted and has one line per finding, so that branches merge cleanly.
Findings are matched by rule, text and surrounding text, not by line number; a
renamed post keeps its entries.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    shared.add_paths(parser)
    shared.add_selection(parser)
    shared.add_no_index(parser)
    parser.set_defaults(no_cache=False, cache_dir=None)
    parser.add_argument("--prune", action="store_true", help="remove fixed findings; accept no new ones")
    parser.add_argument("--baseline", metavar="FILE", help="default: the nearest .lint-baseline.jsonl")
    shared.add_jobs(parser)
    shared.add_file_timeout(parser)


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    shared.refuse_paths_beside_standard_input(options)
    configs = shared.configs_of(options, index=not options.no_index)
    found = find(options.paths, configs)
    path = options.baseline or configs.nearest(BASELINE) or os.path.join(shared.home_of(configs), BASELINE)
    exists = os.path.lexists(path)
    if options.prune and not exists:
        raise baseline.BaselineError(f"{path}: no baseline to prune")
    if (outside := configs.bounds.leads_out(path)) is not None and os.path.islink(path):
        raise OutputError(f"{path}: cannot be written: {leads_out(outside)}; name that file with --baseline")
    bounds = None if options.baseline else configs.bounds
    old, kept = baseline.read(path, bounds, merge=True) if exists else (baseline.Baseline(path), {})
    say_unchecked(found.missing, found.unreadable)
    shared.say_unused(configs)
    lines: list[str] = []
    budget = Budget(options.file_timeout)
    evidence = EvidenceFinder(budget=budget)
    linter = Linter(configs, evidence=evidence)
    run_options = RunOptions(
        [baseline.BaselineReporter(ReportOptions(path=os.path.abspath(path)))],
        options.jobs,
        baseline=old if options.prune else None,
        report_known=options.prune,
        file_timeout=options.file_timeout,
    )
    with Stores(options, configs, found.sites, budget) as stores, ProgressBar(len(found.targets)) as bar:
        summary = run_all(
            found.targets,
            configs,
            run_options,
            [lines.append],
            progress=bar.update,
            evidence=evidence,
            archives=stores.archives(run_options, None) if found.targets else None,
        )
    say_unchecked((), summary.unchecked)
    # Posts that were not linted keep their lines unless they are gone; so does what other rules found.
    unread = {old.name(name) for name, _ in summary.unchecked}
    linted = {old.name(target.path): target for target in found.targets}
    others = []
    for name, known in kept.items():
        if name in linted and name not in unread:
            target = linted[name]
            ran = linter.scope_of(target).judge.ran(target.path)
            others += [line for line in known if json.loads(line)["code"] not in ran]
        elif name not in summary.renamed and old.has(name):
            others += known
    written = sorted({*"".join(lines).splitlines(keepends=True), *others})
    try:
        write_whole(path, "".join(written).encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    before = sum(map(len, kept.values()))
    dropped = f", {before - len(written):,} removed" if options.prune else ""
    say(f"lint: {os.path.relpath(path)}: {counted(len(written), 'finding')}{dropped}")
    crashed = any(code == CRASH_CODE for code, _ in summary.tallies)
    if crashed:
        say("lint: a rule crashed, which a baseline cannot accept; run lint to see the error")
    return FAILED if found.missing or found.unreadable or summary.unchecked or crashed else CLEAN
