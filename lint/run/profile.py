"""Where the time of a run goes: by stage and by rule, in one process."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from time import perf_counter_ns

from lint.archive.discovery import Target
from lint.engine.linter import Linter
from lint.engine.scope import Scope
from lint.post.document import Document
from lint.primitives.files import UncheckedError
from lint.primitives.finding import Issue
from lint.primitives.text import counted


class _Clock:
    """Adds up nanoseconds by name."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._begun = perf_counter_ns()

    def start(self) -> None:
        """Begin to measure."""
        self._begun = perf_counter_ns()

    def stop(self, name: str) -> None:
        """Add what passed to a name, and begin anew."""
        now = perf_counter_ns()
        self.spent[name] += now - self._begun
        self._begun = perf_counter_ns()


def profile(targets: Sequence[Target], linter: Linter) -> str:
    """Lint files and give a table of microseconds a post, instead of findings.

    Each stage is done on its own before the rules run, so that none pays for what another needs.
    """
    stages, rules = _Clock(), _Clock()
    findings: Counter[str] = Counter()
    posts = unread = 0
    for target in targets:
        scope = linter.scope(os.path.dirname(target.path), target.top)
        stages.start()
        try:
            source = linter.read(target, scope)
        except UncheckedError:
            unread += 1
            continue
        posts += 1
        stages.stop("read")
        document = linter.document(source, scope)
        stages.stop("front matter")
        if source.undecodable is None:
            _ = document.violations
            stages.stop("schema")
            links = document.links
            stages.stop("body")
            for link in links:
                document.url(link)
            stages.stop("URLs")
        _run_rules(document, scope, rules, findings)
        stages.stop("rules")
    counts = f"{counted(posts, 'post')} in one process" + (
        f", {unread:,} could not be read" if unread else ""
    )
    return f"{_table(stages.spent, rules.spent, findings, max(posts, 1))}\n{counts}\n"


def _run_rules(document: Document, scope: Scope, clock: _Clock, findings: Counter[str]) -> None:
    clock.start()
    for selected, find, arguments in scope.checker.calls(document):
        clock.stop("triggers")
        findings[selected.rule.code] += _count(find, *arguments)
        clock.stop(selected.rule.code)


def _count(check: Callable[..., Iterable[Issue]], *what: object) -> int:
    found = 0
    with suppress(Exception):  # a run without a profile reports what crashes
        for _ in check(*what):
            found += 1
    return found


def _table(stages: Counter[str], rules: Counter[str], findings: Counter[str], posts: int) -> str:
    total = sum(stages.values())
    lines = [f"{'stage':<14}{'µs a post':>10}{'share':>8}"]
    for name, spent in stages.items():
        lines.append(f"{name:<14}{spent / posts / 1000:>10.1f}{spent / max(total, 1):>8.1%}")
    lines.append(f"{'all':<14}{total / posts / 1000:>10.1f}")
    lines += ["", f"{'rule':<14}{'µs a post':>10}{'share':>8}{'findings':>10}"]
    for code, spent in rules.most_common():
        share = spent / max(total, 1)
        lines.append(f"{code:<14}{spent / posts / 1000:>10.1f}{share:>8.1%}{findings[code]:>10,}")
    return "\n".join(lines) + "\n"
