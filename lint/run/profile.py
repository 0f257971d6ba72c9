"""Where a run spends its time: by stage and by rule, in one process."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from time import perf_counter_ns

from lint.archive.targets import Target
from lint.engine.linter import Linter
from lint.engine.scope import Scope
from lint.post.document import Document
from lint.primitives.files import UncheckedError
from lint.primitives.text import counted
from lint.run import pool
from lint.run.budget import DEFAULT, UNWATCHED, Budget, Watch
from lint.run.chunk import Chunk


class _Clock:
    """Adds up nanoseconds by name."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.start()

    def start(self) -> None:
        self._started = perf_counter_ns()

    def lap(self, name: str) -> None:
        """Add the time since the last call to a name."""
        self.spent[name] += perf_counter_ns() - self._started
        self.start()


def profile(
    targets: Sequence[Target],
    linter: Linter,
    budget: Budget = DEFAULT,
) -> tuple[str, list[tuple[str, str]]]:
    """Lint files; return a table of microseconds per post, and the files not linted with the reason.

    Each stage runs separately before the rules do, so that no rule pays for what another needs too.

    Raises:
        ProcessError: when processes end again and again.
    """
    linter.settle(targets)
    # One chunk: what is loaded at the first post is not part of each.
    for found in pool.each(len(targets), _Profiler(targets, linter), budget, size=max(len(targets), 1)):
        return found
    return _Profiler((), linter).lint(Chunk(slice(0, 0), None, {}))


class _Profiler:
    def __init__(self, targets: Sequence[Target], linter: Linter) -> None:
        self._targets = targets
        self._linter = linter

    def lint(self, chunk: Chunk, watch: Watch = UNWATCHED) -> tuple[str, list[tuple[str, str]]]:
        return _profile(self._targets, self._linter, chunk.skipped, watch)


def _profile(
    targets: Sequence[Target], linter: Linter, skipped: Mapping[int, str], watch: Watch
) -> tuple[str, list[tuple[str, str]]]:
    stages, rules = _Clock(), _Clock()
    findings: Counter[str] = Counter()
    posts = 0
    unread: list[tuple[str, str]] = []
    for index, target in enumerate(targets):
        if index in skipped:
            unread.append((target.filename, skipped[index]))
            continue
        scope = linter.scope_of(target)
        watch.begin(index)
        stages.start()
        try:
            source = linter.read(target, scope)
        except UncheckedError as error:
            unread.append((target.filename, str(error)))
            continue
        watch.begin(index, len(source.data))
        posts += 1
        stages.lap("read")
        document = linter.document(source, scope)
        stages.lap("front matter")
        if source.undecodable is None:
            _ = document.violations
            stages.lap("schema")
            links = document.links
            stages.lap("body")
            for link in links:
                document.url(link)
            stages.lap("URLs")
        _run_rules(document, scope, rules, findings)
        stages.lap("rules")
    left = f"; {counted(len(unread), 'file')} could not be read" if unread else ""
    table = _table(stages.spent, rules.spent, findings, max(posts, 1))
    return f"{table}\n{counted(posts, 'post')} in one process{left}\n", unread


def _run_rules(document: Document, scope: Scope, clock: _Clock, findings: Counter[str]) -> None:
    clock.start()
    for selected, find, arguments in scope.runner.calls(document):
        clock.lap("triggers")
        with suppress(Exception):  # a run without a profile reports what crashes
            for _ in find(*arguments):
                findings[selected.rule.code] += 1
        clock.lap(selected.rule.code)


def _table(stages: Counter[str], rules: Counter[str], findings: Counter[str], posts: int) -> str:
    total = sum(stages.values())
    lines = [f"{'stage':<14}{'µs/post':>10}{'share':>8}"]
    for name, spent in stages.items():
        lines.append(f"{name:<14}{spent / posts / 1000:>10.1f}{spent / max(total, 1):>8.1%}")
    lines.append(f"{'all':<14}{total / posts / 1000:>10.1f}")
    lines += ["", f"{'rule':<14}{'µs/post':>10}{'share':>8}{'findings':>10}"]
    for code, spent in rules.most_common():
        share = spent / max(total, 1)
        lines.append(f"{code:<14}{spent / posts / 1000:>10.1f}{share:>8.1%}{findings[code]:>10,}")
    return "\n".join(lines) + "\n"
