"""`lint check -`: one post from standard input."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from lint import report
from lint.commands.check import baseline_of, conclude, fixing_of, formats_of, patches_of
from lint.commands.output import CLEAN, Output
from lint.diff import patch
from lint.discover import is_excluded, shown_name
from lint.linter import Checked, Linter
from lint.report import Summary
from lint.source import Source
from lint.worker import Plan, Worker

if TYPE_CHECKING:
    import argparse

    from lint.config import ConfigCache


def check_standard_input(options: argparse.Namespace, configs: ConfigCache) -> int:
    """Lint standard input.

    With `--fix` the repaired text goes to standard output, and the report to standard error.
    """
    path = options.stdin_filename or "-"
    data = sys.stdin.buffer.read()
    fixing = fixing_of(options)
    if is_excluded(path, configs):
        if fixing is not None and fixing.write:
            sys.stdout.buffer.write(data)
        return CLEAN
    linter = Linter(configs)
    checked = linter.check_source(
        Source(shown_name(path, os.getcwd()), data, path), linter.tree(os.path.dirname(path), os.getcwd())
    )
    summary = Summary()
    if fixing is not None:
        done = linter.ignore(checked) if fixing.ignores else linter.repair(checked, unsafe=fixing.unsafe)
        summary.unfixed += [
            (f"{each.finding.filename}", f"{each.finding.code}: {each.reason}") for each in done.dropped
        ]
        summary.fixed, summary.fixed_files = len(done.applied), bool(done.rounds)
        after = done.document.source
        if not fixing.write:
            patches_of(options).write(
                patch(after.filename, checked.document.text, after.text) if done.rounds else ""
            )
            summary.add(())
            return conclude(summary, options)
        sys.stdout.buffer.write(after.data)
        sys.stdout.buffer.flush()
        checked = Checked(done.document, done.findings, checked.tree)
    outputs = [
        (name, Output(file, errors=file is None and fixing is not None)) for name, file in formats_of(options)
    ]
    plan = Plan(
        [report.load(name, output.options(options.color)) for name, output in outputs],
        baseline=baseline_of(options),
    )
    worker = Worker(linter, plan)
    pieces: list[list[str]] = [[] for _ in outputs]
    worker.report(checked, summary, pieces)
    for (_, output), reporter, piece in zip(outputs, plan.reporters, pieces, strict=True):
        output.write(reporter.begin())
        if any(piece):
            output.write(reporter.take("".join(piece)))
        output.write(reporter.end(summary))
        if not reporter.binary:
            output.close()
    return conclude(summary, options)
