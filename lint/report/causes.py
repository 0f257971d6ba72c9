"""The causes of what a run found, that is each rule with a severity, and what to do next."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lint.primitives.finding import CRASH_CODE, Severity
from lint.primitives.text import counted
from lint.report.reporter import Arguments
from lint.report.summary import Summary, Tally
from lint.report.text import Shown


class Example(NamedTuple):
    """One finding of a cause.

    Parameters:
        posts: in how many posts the same text has it; 0 when it is not repeated.
        at_least: whether they may be more.
    """

    filename: str
    shown: Shown
    posts: int = 0
    at_least: bool = False


class Cause(NamedTuple):
    """A rule with a severity, its counts, and an example."""

    code: str
    severity: Severity
    tally: Tally
    example: Example | None


def ranked(summary: Summary, examples: Mapping[tuple[str, str], Example]) -> list[Cause]:
    """Return the causes, the worst first, each with its example, if there is one."""
    causes = [
        Cause(code, severity, tally, examples.get((code, severity.value)))
        for (code, severity), tally in summary.tallies.items()
    ]
    return sorted(
        causes, key=lambda each: (each.severity.rank, -each.tally.files, -each.tally.findings, each.code)
    )


def next_steps(arguments: Arguments, summary: Summary, causes: Sequence[Cause]) -> list[tuple[str, str]]:
    """Return the next three commands, each with what it does.

    Parameters:
        arguments: what the run linted.
        summary: what was found.
        causes: all of them, the worst first; at least one.
    """
    command = arguments.command
    left = [each for each in causes if each.tally.safe < each.tally.findings and each.code != CRASH_CODE]
    first = (left or causes)[0]
    if summary.fixable and not summary.fixed and not summary.unfixed:
        fixes = counted(summary.fixable, "safe fix", "es")
        steps = [(command("--fix"), f"apply {fixes}; --diff shows them first")]
    elif summary.unsafe and not summary.unfixed:
        fixes = counted(summary.unsafe, "unsafe fix", "es")
        steps = [(command("--unsafe-fixes", "--diff"), f"preview {fixes}; without --diff, apply them")]
    else:
        steps = []
    worst = "the worst cause" if first is causes[0] else "the worst cause left"
    steps.append((f"lint explain {first.code}", f"read about {worst} and what to do"))
    if not steps[1:]:
        select = command("--output-format", "concise") + f" | grep {first.code}"
        steps.append((select, f"list its {counted(first.tally.findings, 'finding')}"))
    if not arguments.changed:
        steps.append((command("baseline"), "accept the rest, and report only what is new"))
    return steps
