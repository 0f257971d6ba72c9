"""`lint server`: a language server for editors."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lint.cli import shared_arguments as shared
from lint.cli.output import BASELINE
from lint.config.nearest import ConfigCache
from lint.primitives.errors import UsageError

if TYPE_CHECKING:  # only the process that lints needs them
    from lint.run.archives import Archives
    from lint.run.baseline import Baseline
    from lint.server.messages import Settings
    from lint.server.session import Ways

DESCRIPTION = """\
Show findings in an editor while a post is written: a language server (LSP) on
standard input and output. Editors start it; docs/editors.md has their settings.

It needs the extra: pip install 'archive-lint[editor]'.
"""
INSTALL = "a library is missing; pip install 'archive-lint[editor]'"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    shared.add_selection(parser)
    baseline = parser.add_argument_group("baseline").add_mutually_exclusive_group()
    baseline.add_argument("--baseline", metavar="FILE", help="default: the nearest .lint-baseline.jsonl")
    baseline.add_argument("--no-baseline", action="store_true", help="use no baseline: show every finding")
    run = parser.add_argument_group("run")
    run.add_argument("--no-cache", action="store_true", help="neither read nor write cached results")
    run.add_argument(
        "--cache-dir", metavar="DIR", help="where results are cached (default: the user's cache folder)"
    )
    shared.add_no_index(run)
    shared.add_file_timeout(run)
    run.add_argument("--stdio", action="store_true", help="use standard input and output, as is always done")
    # The process that lints is started by the server.
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Run the command; return the exit code."""
    if options.worker:
        from lint.server.worker import serve as work

        work(_ways)
        return 0
    try:
        from lint.server.stdio import serve
    except ImportError as error:
        raise UsageError(f"lint server: {INSTALL}") from error
    paths = {name: _absolute(getattr(options, name)) for name in ("config", "baseline", "cache_dir")}
    return serve(vars(options) | paths)


def _absolute(path: str | None) -> str | None:
    """Return a path as it is from any folder: documents may be anywhere."""
    return os.path.abspath(path) if path is not None else None


def _ways(settings: Settings) -> Ways:
    """Return how the options of the command are understood, in the folder of a document."""
    from lint.run.budget import Budget
    from lint.server.session import Ways

    options = argparse.Namespace(**settings.options)
    budget = Budget(options.file_timeout)

    def configs() -> ConfigCache:
        return shared.configs_of(options, index=settings.archive)

    def known(configs: ConfigCache) -> Baseline | None:
        if options.no_baseline or (options.isolated and options.baseline is None):
            return None
        path = options.baseline or configs.nearest(BASELINE)
        if path is None:
            return None
        from lint.run import baseline

        return baseline.read(path, None if options.baseline else configs.bounds)[0]

    @contextmanager
    def archives(configs: ConfigCache, contents: Mapping[str, bytes]) -> Iterator[Archives | None]:
        from lint.cli.stores import Stores
        from lint.run.options import RunOptions

        with Stores(options, configs, None, budget) as stores:
            yield stores.archives(RunOptions([], contents=contents, file_timeout=options.file_timeout), None)

    return Ways(configs, known, archives if settings.archive else None, budget)
