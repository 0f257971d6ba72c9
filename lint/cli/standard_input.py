"""`lint check -`: one post from standard input."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from lint.archive.discovery import is_excluded, shown_name
from lint.cli.check import baseline_of, conclude, fixing_of
from lint.cli.output import Output
from lint.cli.reports import Reports
from lint.engine.linter import Checked, Linter
from lint.primitives.source import Source
from lint.report import Summary
from lint.report.diff import patch
from lint.run.plan import Plan
from lint.run.worker import Worker

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from lint.config.nearest import ConfigCache
    from lint.run.gates import Gate
    from lint.run.plan import Fixing


def check_standard_input(
    options: argparse.Namespace, configs: ConfigCache, gates: Sequence[Gate] = ()
) -> int:
    """Lint standard input.

    With `--fix` the repaired text goes to standard output, and the report to standard error.
    """
    path = options.stdin_filename or "-"
    data = sys.stdin.buffer.read()
    fixing = fixing_of(options)
    reports = Reports(options, errors=fixing is not None)
    plan = Plan(
        reports.reporters,
        fixing=fixing,
        baseline=baseline_of(options),
        gated=frozenset(gate.code for gate in gates),
    )
    summary = Summary()
    pieces: list[list[str]] = [[] for _ in reports.reporters]
    if is_excluded(path, configs):
        if fixing is not None and fixing.write:
            Output(None).write_bytes(data)
    else:
        worker = Worker(Linter(configs), plan)
        tree = worker.linter.tree(os.path.dirname(path), os.getcwd())
        checked = worker.linter.check_source(Source(shown_name(path, os.getcwd()), data, path), tree)
        if fixing is not None:
            checked = _fix(worker, checked, fixing, summary, reports)
        worker.report(checked, summary, pieces)
    with reports:
        for write, reporter, piece in zip(reports.writers, plan.reporters, pieces, strict=False):
            write(reporter.begin())
            if any(piece):
                write(reporter.take("".join(piece)))
            write(reporter.end(summary))
        reports.close()
    return conclude(summary, options, gates)


def _fix(worker: Worker, checked: Checked, fixing: Fixing, summary: Summary, reports: Reports) -> Checked:
    done = worker.repair(checked, fixing, summary)
    after = done.document.source
    summary.fixed, summary.fixed_files = len(done.applied), bool(done.rounds)
    if fixing.write:
        Output(None).write_bytes(after.data)
        return Checked(after, done.findings, checked.tree, done.document)
    if done.rounds:
        reports.patches.write(patch(after.filename, checked.source.text, after.text))
    return checked
