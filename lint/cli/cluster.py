"""`--engine dask`: the posts are linted by the workers of a cluster."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from lint.archive.discovery import Discovery
from lint.cli import shared_arguments as shared
from lint.cli.conclusion import say_compared
from lint.cli.output import Output, ProgressBar, say
from lint.cli.reports import Reports
from lint.config.nearest import ConfigCache
from lint.primitives.errors import UsageError
from lint.report import ReportOptions, Summary

if TYPE_CHECKING:  # few runs have one
    from lint.cli.online import Verdicts
    from lint.run.baseline import Baseline
    from lint.web.answers import Answers

DASK = "dask"
_PARTS = ("jsonl", "parquet")
_WRITES = "it changes posts"
# What a run on a cluster cannot do, with the reason.
_REFUSED = {
    "--fix": _WRITES,
    "--unsafe-fixes": _WRITES,
    "--add-ignores": _WRITES,
    "--diff": "it shows how posts would be changed",
    "--staged": "workers read files, not git's index",
    "--since": "what has changed is for one machine",
    "--profile": "it measures one process",
    "--show-settings": "it lints nothing",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add = parser.add_argument_group("more than one machine").add_argument
    add("--engine", choices=("local", DASK), default="local", help="what lints the posts (default: local)")
    add(
        "--scheduler",
        metavar="ADDRESS",
        help="with --engine dask: the scheduler of a cluster (default: a cluster on this machine, of --jobs"
        " processes)",
    )
    add(
        "--scratch",
        metavar="DIR",
        help="with --engine dask: a folder that all workers see, for what they tell each other (default: the"
        " system's temporary folder)",
    )
    add(
        "--parts",
        metavar="DIR",
        help="with --engine dask: let the workers write the report into this folder, in parts, as jsonl"
        " (default) or parquet",
    )


def refuse_combinations(options: argparse.Namespace) -> None:
    """Raise UsageError for options that only go, or do not go, with a cluster."""
    if options.engine != DASK:
        for name in ("scheduler", "scratch", "parts"):
            if getattr(options, name) is not None:
                raise UsageError(f"--{name} needs --engine dask")
        return
    for option, reason in _REFUSED.items():
        value = getattr(options, option[2:].replace("-", "_"))
        if value is not None and value is not False:
            raise UsageError(f"{option} cannot be used with --engine dask: {reason}; leave out --engine")
    if getattr(options, "given", None) is not None or options.rev is not None:
        raise UsageError("--engine dask needs files in folders: workers do not open archives or revisions")
    if options.paths == ["-"]:
        raise UsageError("standard input cannot be linted with --engine dask: workers read files")
    if options.scheduler is not None and options.jobs:
        raise UsageError("--jobs cannot be used with --scheduler: the cluster has its workers")
    if options.parts is not None and (
        options.output_file or options.statistics or options.by or len(options.output_format or ()) > 1
    ):
        raise UsageError("--parts is the only report; expected at most --output-format jsonl or parquet")
    if options.parts is not None and not set(options.output_format or ()).issubset(_PARTS):
        name = options.output_format[0]
        raise UsageError(f"--output-format {name} cannot be used with --parts; expected jsonl or parquet")


def run(
    options: argparse.Namespace,
    configs: ConfigCache,
    found: Discovery,
    baseline: Callable[[ConfigCache], Baseline | None],
    gated: frozenset[str],
    asked: Verdicts | None,
) -> Summary:
    """Lint some files on a cluster; return their summary.

    Parameters:
        asked: what this machine has asked of the web; workers read a copy.

    Raises:
        UsageError: without Dask, or if no scheduler answers.
        UserError: for invalid settings, or a worker that cannot do its part.
        ProcessError: when workers end again and again.
    """
    from lint.archive.sites import Sites
    from lint.cluster.clients import cluster
    from lint.cluster.run import ClusterRun, Settings
    from lint.run.budget import Budget
    from lint.run.evidence import EvidenceFinder

    evidence = EvidenceFinder(budget=Budget(options.file_timeout))
    with _reports(options) as reports, _scratch(options.scratch) as folder:
        if reports is not None:
            reports.check_places(found.targets)
        settings = Settings(
            partial(shared.configs_of, options, index=configs.index),
            baseline,
            reports.formats if reports is not None else _parts(options),
            [path for path in options.paths if path not in found.missing],
            folder,
            parts=os.path.abspath(options.parts) if options.parts is not None else "",
            gated=gated,
            file_timeout=options.file_timeout,
            answers=_answers(asked, os.path.join(folder, "verdicts")),
        )
        lint = ClusterRun(found.targets, configs, found.sites or Sites(configs.listings), evidence, settings)
        with (
            cluster(options.scheduler, options.jobs, folder) as workers,
            ProgressBar(len(found.targets)) as bar,
        ):
            if workers.dashboard:
                say(f"lint: dashboard: {workers.dashboard}")
            writing = (
                list(zip(reports.reporters, reports.writers, strict=True)) if reports is not None else []
            )
            summary = lint.run(workers, writing, unchecked=found.unreadable, progress=bar.update)
        if reports is not None:
            reports.close()
    if any(map(os.path.isdir, options.paths)):
        say_compared(lint.unjudged, lint.idle_patterns)
    for advice in evidence.advice():
        say(f"lint: {advice}")
    return summary


def _answers(asked: Verdicts | None, path: str) -> Callable[[], Answers] | None:
    if asked is None:
        return None
    from lint.web.answers import Answers

    try:
        asked.store.write_copy(path)
    except OSError as error:
        raise UsageError(f"--scratch: {error}") from error
    return partial(
        Answers.of_copy,
        path,
        asked.settings.exclude,
        asked.settings.include,
        newly_dead=asked.newly_dead,
        fragments=asked.settings.fragments,
    )


@contextmanager
def _reports(options: argparse.Namespace) -> Iterator[Reports | None]:
    """Give the reports of the client; `None` if the workers write them."""
    if options.parts is None:
        with Reports(options) as reports:
            yield reports
        return
    try:
        os.makedirs(options.parts, exist_ok=True)
        is_empty = not os.listdir(options.parts)
    except OSError as error:
        raise UsageError(f"--parts {options.parts}: {error.strerror}") from error
    if not is_empty:
        raise UsageError(f"--parts {options.parts}: is not empty; expected a new folder for the report")
    yield None


def _parts(options: argparse.Namespace) -> list[tuple[str, ReportOptions]]:
    """Return the format of the parts."""
    (name,) = options.output_format or ["jsonl"]
    return [(name, Output(options.parts).options("never"))]


@contextmanager
def _scratch(folder: str | None) -> Iterator[str]:
    """Give an empty folder that only this user can read; it is deleted however the run ends."""
    from shutil import rmtree
    from tempfile import mkdtemp

    from lint.primitives import interrupts

    try:
        made = mkdtemp(prefix="archive-lint-", dir=folder)
    except OSError as error:
        raise UsageError(f"--scratch {folder}: cannot be written: {error.strerror}") from error
    made, main = os.path.abspath(made), os.getpid()

    def delete() -> None:
        if os.getpid() == main:
            rmtree(made, ignore_errors=True)

    interrupts.clean_ups.append(delete)
    try:
        yield made
    finally:
        delete()
