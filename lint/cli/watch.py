"""`lint watch`: lint again whenever posts change."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

from lint.cli import shared_arguments as shared
from lint.cli.output import CLEAN, Output, say
from lint.config.keys import KEYS
from lint.primitives import interrupts
from lint.primitives.errors import UsageError

DESCRIPTION = """\
Lint posts, and again whenever one changes, until Ctrl-C ends it.

Each time, the findings of the posts that changed are shown, and then the plan
for all posts. Only what changed is read again. Settings, images and deleted
posts count as changes, too.

It needs the extra: pip install 'archive-lint[editor]'.
"""
_INSTALL = "a library is missing; pip install 'archive-lint[editor]'"
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
# More posts than these at once, such as after a pull: the plan says what to do.
_MOST_SHOWN = 10
_FLAGS = ("isolated", "trust", "no_baseline", "no_cache", "no_index")
_VALUES = ("config", "baseline", "cache_dir", "jobs", "file_timeout")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    shared.add_paths(parser)
    shared.add_selection(parser)
    baseline = parser.add_argument_group("baseline").add_mutually_exclusive_group()
    baseline.add_argument("--baseline", metavar="FILE", help="default: the nearest .lint-baseline.jsonl")
    baseline.add_argument("--no-baseline", action="store_true", help="use no baseline: report every finding")
    run = parser.add_argument_group("run")
    run.add_argument(
        "--poll",
        action="store_true",
        help="look at all files again and again, where the system sends no notices, as of a network's disk",
    )
    run.add_argument("--no-cache", action="store_true", help="neither read nor write cached results")
    run.add_argument(
        "--cache-dir", metavar="DIR", help="where results are cached (default: the user's cache folder)"
    )
    shared.add_no_index(run)
    shared.add_jobs(run)
    shared.add_file_timeout(run)


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    if "-" in options.paths:
        raise UsageError("'-' reads standard input, which cannot be watched; expected files or folders")
    try:
        from lint.watch.changes import Watched
    except ImportError as error:
        raise UsageError(f"lint watch: {_INSTALL}") from error
    shared.configs_of(options)  # what is wrong with the arguments is said before anything is watched
    missing = [path for path in options.paths if not os.path.exists(path)]
    if missing:
        raise UsageError(f"{missing[0]}: no such file or folder")
    paths = [os.path.abspath(path) for path in options.paths]
    try:
        watched = Watched(paths, lambda message: say(f"lint: {message}"), poll=options.poll)
    except OSError as error:
        raise UsageError(f"cannot be watched: {error}") from error
    try:
        _show(options, [])
        for changed in watched.changes(lambda: shared.configs_of(options)):
            _show(options, changed.posts)
    except KeyboardInterrupt:
        if interrupts.exit_code() != interrupts.BY_CTRL_C:
            raise
        interrupts.say_no_more()
    return CLEAN


def _show(options: argparse.Namespace, posts: Sequence[str]) -> None:
    """Show the findings of some posts, and then the plan."""
    output = Output(None)
    output.write(_CLEAR if sys.stdout.isatty() else "\n")
    if 0 < len(posts) <= _MOST_SHOWN:
        _lint(options, "text", [os.path.relpath(path) for path in posts])
        output.write("\n")
    _lint(options, "plan", options.paths)
    output.write("watching for changes; Ctrl-C ends it\n")


def _lint(options: argparse.Namespace, form: str, paths: Sequence[str]) -> None:
    """Run the command on some paths. A process of its own knows nothing of how files were before."""
    command = [sys.executable, "-P", "-m", "lint", "check", "--output-format", form, *_arguments(options)]
    subprocess.run([*command, "--", *paths], check=False)  # noqa: S603 - this program


def _arguments(options: argparse.Namespace) -> list[str]:
    """Return what was said on the command line, for another command."""
    found = [f"--{name.replace('_', '-')}" for name in _FLAGS if getattr(options, name)]
    for key, value in ((key, getattr(options, key.field, None)) for key in KEYS.values() if key.option):
        if value is not None:
            found.append(f"--{key.name}={value if isinstance(value, str) else ','.join(value)}")
    values = {name: getattr(options, name) for name in _VALUES}
    given = ((name, value) for name, value in values.items() if value is not None)
    return found + [f"--{name.replace('_', '-')}={value}" for name, value in given]
