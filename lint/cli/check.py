"""`lint check`: lint, report, fix."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

from lint.archive.discovery import Discovery
from lint.cli import cluster, online
from lint.cli import shared_arguments as shared
from lint.cli.conclusion import conclude, say_compared, say_left_out
from lint.cli.output import BASELINE, CLEAN, FAILED, Output, ProgressBar, named, say, say_unchecked
from lint.cli.reports import Reports, is_patch
from lint.config.nearest import ConfigCache
from lint.primitives.errors import UsageError
from lint.report import Summary
from lint.run.options import FixOptions, RunOptions
from lint.run.run import run as run_all

if TYPE_CHECKING:  # loaded only when needed
    from lint.archive.git import Changes
    from lint.run.baseline import Baseline
    from lint.run.gates import Gate

DESCRIPTION = """\
Lint posts, report what is wrong, and fix it on request.

A file given by name is linted whatever its suffix; in a folder, lint finds the
posts.

Fixes are verified: each fixed post is linted again, and a fix that does not
resolve its finding or causes a new one is undone. Files are replaced atomically
and keep their mode and owner.

Comments in a post hide findings. In the front matter, '# lint: ignore[CODE]'
applies to the line when it follows a value, and to the whole file when it is on
a line by itself. In the body, use '<!-- lint: ignore[CODE] -->', and likewise
ignore-next-line, disable and enable.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    shared.add_paths(parser, "files or folders (default: the current folder); '-' reads standard input")
    add_options(parser)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options, which `lint` takes without a command too."""
    files = shared.add_selection(parser)
    shared.add_rev(files)
    add = files.add_argument
    add("--stdin-filename", metavar="PATH", help="treat standard input as the file at this path")
    add("--show-settings", action="store_true", help="show the settings in effect, and where they come from")
    changed = files.add_mutually_exclusive_group()
    changed.add_argument("--staged", action="store_true", help="lint only staged files, as staged")
    changed.add_argument(
        "--since", metavar="REV", help="lint only files added or changed since this revision"
    )
    add("--changed-lines", action="store_true", help="report only findings on lines that changed")
    add = parser.add_argument_group("fixes").add_argument
    add("--fix", action="store_true", help="apply safe fixes: those that keep the meaning")
    add("--unsafe-fixes", action="store_true", help="apply unsafe fixes as well")
    add(
        "--diff",
        action="store_true",
        help="print what the fixes would change, without writing it: word by word on a terminal, else as a"
        " patch; exit 1 if there are changes",
    )
    add("--add-ignores", action="store_true", help="hide findings by adding comments to the posts")
    baseline = parser.add_argument_group("baseline").add_mutually_exclusive_group()
    baseline.add_argument("--baseline", metavar="FILE", help="default: the nearest .lint-baseline.jsonl")
    baseline.add_argument("--no-baseline", action="store_true", help="use no baseline: report every finding")
    add = parser.add_argument_group("output").add_argument
    add(
        "--output-format",
        action="append",
        metavar="FORMAT[:FILE]",
        help="text (default), plan (default on a terminal, for more than 200 findings), concise, json,"
        " jsonl, github, gitlab, azure, sarif, junit, rdjson, rdjsonl, markdown, csv, html, sqlite,"
        " parquet, statistics, patch (--diff, always for tools), or a plug-in's; may be repeated",
    )
    add("--output-file", metavar="FILE", help="write the report to this file")
    add("--statistics", action="store_true", help="show a table of counts by rule instead of the findings")
    add(
        "--by",
        choices=("rule", "folder", "month", "source", "host"),
        help="count the findings by rule, the post's folder, month or source, or the host of the URL they are"
        " about; implies --statistics",
    )
    add(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="use colors (default: auto, only on a terminal)",
    )
    run = parser.add_argument_group("run")
    shared.add_key(run, "fail-on")
    add = run.add_argument
    add("--profile", action="store_true", help="show the time per stage and rule instead of the findings")
    add("--no-cache", action="store_true", help="neither read nor write cached results")
    shared.add_no_index(run)
    add("--cache-dir", metavar="DIR", help="where results are cached (default: the user's cache folder)")
    add("--exit-zero", action="store_true", help="exit 0 even when there are findings")
    add(
        "--max-findings",
        action="append",
        metavar="CODE=N",
        help="fail if this rule has more than N findings; with N%%, if it has findings in more than N"
        " percent of the files. --fail-on then ignores this rule",
    )
    shared.add_jobs(run)
    shared.add_file_timeout(run)
    add(
        "--daemon",
        action="store_true",
        help="let a process that stays do it, which knows what has changed; start one if there is none",
    )
    online.add_arguments(parser)
    cluster.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    shared.refuse_paths_beside_standard_input(options)
    options.diff = options.diff or any(map(is_patch, options.output_format or ()))
    _refuse_combinations(options)
    cluster.refuse_combinations(options)
    if options.daemon:
        from lint.cli.daemon import check_installed

        check_installed()
    # Standard input without a name may be any of the posts.
    nameless = options.paths == ["-"] and options.stdin_filename is None
    configs = shared.configs_of(options, index=not (options.no_index or options.profile or nameless))
    gates: Sequence[Gate] = ()
    if options.max_findings:
        from lint.run.gates import parse

        gates = parse(options.max_findings)
    changes = None
    if options.staged or options.since is not None:
        from lint.archive import git

        changes = git.changes(since=options.since, lines=options.changed_lines)
    contents: Mapping[str, bytes] = {}
    if options.paths == ["-"]:
        from lint.cli.inputs import standard_input

        found, contents = standard_input(options.stdin_filename or "-", configs)
    else:
        found = shared.found_in(options, configs)
        if changes is not None:
            from lint.cli.inputs import changed

            found, contents = changed(found, changes, options.paths), changes.staged
            if changes.gone and not (options.show_settings or options.profile or _fixes(options)):
                from lint.cli.linking import with_linking

                found, changes = with_linking(options, configs, found, changes)
        if options.show_settings or options.profile:
            return _show(options, found, configs)
        say_unchecked(found.missing, ())
        if not found.targets and not found.missing and changes is None:
            say("lint: no posts were found in " + ", ".join(getattr(options, "given", options.paths)))
    gated = frozenset(gate.code for gate in gates)
    on_cluster = options.engine == cluster.DASK and bool(found.targets)
    asking = (
        online.verdicts(options, configs, found, contents, lints=not (on_cluster or _fixes(options)))
        if options.online and found.targets
        else nullcontext()
    )
    with asking as asked:
        if on_cluster:
            summary = cluster.run(options, configs, found, partial(_baseline, options), gated, asked)
            _count_gone(summary, _baseline(options, configs), found)
        else:
            summary = _run(options, configs, found, contents, changes, gated, asked=asked)
    code = conclude(summary, options, gates)
    if changes is None:
        say_left_out(found.left_out)
    shared.say_unused(configs)
    return FAILED if found.missing else code


def _refuse_combinations(options: argparse.Namespace) -> None:
    fixing = options.fix or options.unsafe_fixes
    if options.changed_lines and not options.staged and options.since is None:
        raise UsageError("--changed-lines needs --staged or --since")
    if options.changed_lines and fixing:
        raise UsageError("--changed-lines cannot be used with --fix: fixes move lines")
    if options.newly_dead and not options.online:
        raise UsageError("--newly-dead needs --online")
    if options.check_fragments and not options.online:
        raise UsageError("--check-fragments needs --online")
    if options.online and (options.paths == ["-"] or options.profile or options.show_settings):
        raise UsageError(
            "--online needs files; it cannot be used with standard input, --profile or --show-settings"
        )
    if options.add_ignores and fixing:
        raise UsageError("--add-ignores cannot be used with --fix: fix first, then ignore what remains")
    if options.paths != ["-"]:
        if options.stdin_filename is not None:
            raise UsageError("--stdin-filename names standard input; expected the path '-' with it")
    elif options.staged or options.since is not None:
        raise UsageError("standard input has no history; --staged and --since need files")
    elif options.show_settings or options.profile:
        raise UsageError("--show-settings and --profile need files; they cannot read standard input")


def _show(options: argparse.Namespace, found: Discovery, configs: ConfigCache) -> int:
    say_unchecked(found.missing, found.unreadable)
    say_left_out(found.left_out)
    unread: Sequence[tuple[str, str]] = ()
    if options.show_settings:
        from lint.cli.show_settings import settings

        text = named(settings(found.targets, configs))
    else:
        from lint.engine.linter import Linter
        from lint.run.budget import Budget
        from lint.run.evidence import EvidenceFinder
        from lint.run.profile import profile

        budget = Budget(options.file_timeout)
        text, unread = profile(found.targets, Linter(configs, evidence=EvidenceFinder(budget=budget)), budget)
    Output(None).write(text)
    say_unchecked((), unread)
    return FAILED if found.missing or found.unreadable or unread else CLEAN


def _run(
    options: argparse.Namespace,
    configs: ConfigCache,
    found: Discovery,
    contents: Mapping[str, bytes],
    changes: Changes | None,
    gated: frozenset[str],
    *,
    asked: online.Verdicts | None,
) -> Summary:
    fix = _fix_options(options, changes)
    # With --fix, standard input is written to standard output, and reports go to standard error.
    fixed_text = options.paths == ["-"] and fix is not None and not fix.preview
    reports = Reports(options, fixed_text=fixed_text)
    reports.check_places(found.targets)
    if fix is not None:
        from lint.cli.inputs import without_twins

        # A link to a post that is fixed itself would find it changed.
        found = found._replace(targets=without_twins(found.targets))
    run_options = RunOptions(
        reports.reporters,
        options.jobs,
        fix,
        _baseline(options, configs),
        changes=changes if changes is not None and (options.changed_lines or changes.linking) else None,
        contents=contents,
        gated=gated,
        file_timeout=options.file_timeout,
        deliver=getattr(options, "deliver", None) if fix is not None and fix.write else None,
    )
    from lint.cli.stores import Stores
    from lint.run.budget import Budget

    budget = Budget(options.file_timeout)
    stores = Stores(options, configs, found.sites, budget)
    cached, archives = None, None
    with reports, stores:
        if fix is None and not contents and not (asked is not None and options.no_cache):
            if run_options.changes is None and not options.no_cache and asked is None:
                run_options = run_options._replace(report_key=reports.report_key(run_options.baseline))
            cached = stores.results(run_options)
            reports.cached = cached
            if cached is not None and asked is not None:
                cached.is_known = asked.is_untouched
        if found.targets:
            archives = stores.archives(run_options, cached)
        evidence = stores.evidence
        if fixed_text and not found.targets:
            Output(None).write_bytes(b"".join(contents.values()))  # it is excluded
        with ProgressBar(len(found.targets)) as bar:
            summary = run_all(
                found.targets,
                configs,
                run_options,
                reports.writers,
                progress=bar.update,
                unchecked=found.unreadable,
                cached=cached,
                evidence=evidence,
                archives=archives,
            )
        if fixed_text and found.targets and summary.unchecked:
            Output(None).write_bytes(b"".join(contents.values()))  # as it is, and not nothing
        stores.say_troubles()
        if archives is not None and any(map(os.path.isdir, options.paths)):
            say_compared(archives.unjudged, archives.idle_patterns)
        reports.close()
    for advice in evidence.advice():
        say(f"lint: {advice}")
    if run_options.changes is None and options.paths != ["-"]:
        _count_gone(summary, run_options.baseline, found)
    return summary


def _count_gone(summary: Summary, baseline: Baseline | None, found: Discovery) -> None:
    """Count the entries of the baseline whose posts no longer exist."""
    if baseline is not None:
        linted = (baseline.name(target.path) for target in found.targets)
        summary.stale += sum(baseline.gone(linted, summary.renamed).values())


def _fixes(options: argparse.Namespace) -> bool:
    return bool(options.fix or options.unsafe_fixes or options.diff or options.add_ignores)


def _fix_options(options: argparse.Namespace, changes: Changes | None) -> FixOptions | None:
    if not _fixes(options):
        return None
    return FixOptions(
        unsafe=options.unsafe_fixes,
        ignores=options.add_ignores,
        write=not options.diff and options.paths != ["-"],
        preview=options.diff,
        staged=changes.staged if changes is not None else (),
    )


def _baseline(options: argparse.Namespace, configs: ConfigCache) -> Baseline | None:
    if options.no_baseline or (options.isolated and options.baseline is None):
        return None
    path = options.baseline or configs.nearest(BASELINE)
    if path is None:
        return None
    from lint.run import baseline

    known = baseline.read(path, None if options.baseline else configs.bounds)[0]
    # The names in a store are those from its root, wherever the user's own baseline is.
    root = getattr(options, "store_root", None) if options.baseline else None
    return known if root is None else known.based_on(root)
