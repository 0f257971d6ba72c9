"""What the posts of a run want of the web: by the index, so that only new and changed posts are read."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from lint.archive.discovery import Discovery
from lint.archive.targets import Target
from lint.cli.stores import Stores
from lint.config.nearest import ConfigCache
from lint.post.web_facts import WEB_URLS, wants_in
from lint.run import pool
from lint.run.budget import Budget
from lint.run.options import RunOptions
from lint.run.wanted import WantedReader
from lint.web.anchors import has_anchor
from lint.web.answers import Answers
from lint.web.store import Store
from lint.web.verdict import Kind, State
from lint.web.wanted import Row

if TYPE_CHECKING:
    from lint.engine.linter import Linter  # not needed if every post is known

_AT_ONCE = 512
_BETWEEN = "\0"  # the facts of a post; no URL has it


def want_all(
    store: Store,
    found: Discovery,
    configs: ConfigCache,
    options: argparse.Namespace,
    contents: Mapping[str, bytes],
    *,
    lints: bool,
) -> None:
    """Tell a store what posts want.

    Parameters:
        contents: bytes that count instead of a file's own, by canonical path; then the index is not asked.
        lints: whether posts that are new or have changed are linted in the same reading.

    Raises:
        UserError: for invalid settings.
        ProcessError: when processes end again and again.
    """
    budget = Budget(options.file_timeout)
    left: Sequence[Target] = found.targets
    if left and configs.index and not contents and not options.no_cache:
        configs.facts = frozenset({WEB_URLS})
        left = _by_index(store, found, configs, options, budget, lints=lints)
    if left:
        reader = WantedReader(left, configs, budget, contents)
        for rows in pool.each(len(left), reader, budget, jobs=options.jobs):
            store.want(rows)


def _by_index(
    store: Store,
    found: Discovery,
    configs: ConfigCache,
    options: argparse.Namespace,
    budget: Budget,
    *,
    lints: bool,
) -> Sequence[Target]:
    """Bring the index up to date, and ask it; return the posts of which it knows nothing."""
    targets = found.targets
    with Stores(options, configs, found.sites, budget) as stores:

        @cache
        def linter() -> Linter:
            from lint.engine.linter import Linter

            made = Linter(configs, evidence=stores.evidence)
            made.settle(targets)
            return made

        run_options = RunOptions((), options.jobs, file_timeout=options.file_timeout)
        archives = stores.archives(run_options, stores.results(run_options) if lints else None)
        if archives is None:
            return targets
        if not archives.cached.prepare(targets):
            linter()
        archives.update(targets, linter)
        told: set[str] = set()
        for some in _chunks(archives.said(targets, WEB_URLS)):
            store.want(_rows(values for _, values in some))
            store.wanted.note((os.fsencode(target.path), _BETWEEN.join(values)) for target, values in some)
            told.update(target.path for target, _ in some)
        return [target for target in targets if target.path not in told]


def _chunks(said: Iterator[tuple[Target, list[str]]]) -> Iterator[list[tuple[Target, list[str]]]]:
    while some := list(islice(said, _AT_ONCE)):
        yield some


def _rows(posts: Iterator[list[str]]) -> Iterator[Row]:
    for values in posts:
        for value in values:
            date, wants = wants_in(value)
            for each in wants:
                yield Row(each.url, each.kind, date=date)


def untouched(store: Store, answers: Answers) -> frozenset[bytes]:
    """Return the paths of the posts of which all that was asked is alive: no rule on answers reports any.

    Parameters:
        store: after it was asked.
        answers: what rules are told.
    """
    states = ((url, kind, answers.known(url, kind)) for url, kind, _ in store.verdicts())
    bad = {(url, kind) for url, kind, each in states if each and each.verdict.state is not State.ALIVE}
    found = []
    for path, text in store.wanted.notes():
        wants = [each for value in text.split(_BETWEEN) for each in wants_in(value)[1]]
        if any((each.url, each.kind) in bad for each in wants):
            continue
        if not any(_lacks(answers, each.url, each.anchor) for each in wants if each.kind is Kind.ANCHORS):
            found.append(path)
    return frozenset(found)


def _lacks(answers: Answers, url: str, anchor: str) -> bool:
    known = answers.known(url, Kind.ANCHORS)
    anchors = known.verdict.anchors if known is not None else None
    return anchors is not None and not has_anchor(anchors, anchor)
