"""What makes a run fail: severities, and how many findings of a rule are too many."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lint.primitives.text import counted
from lint.report import Summary
from lint.rule import registry
from lint.rule.selection import SelectorError, check_selectors, rule_named

_GATE = re.compile(r"([\w-]+)=([0-9]+)(\.[0-9]+)?(%?)\Z")


class Gate(NamedTuple):
    """How many findings of a rule are allowed.

    Parameters:
        code: the rule's.
        limit: a number of findings, or with `percent` a share of the files.
    """

    code: str
    limit: float
    percent: bool

    def verdict(self, summary: Summary) -> str | None:
        """Say by how much a run exceeds the limit; `None` when it does not."""
        tallies = [tally for (code, _), tally in summary.tallies.items() if code == self.code]
        if self.percent:
            files = sum(tally.files for tally in tallies)
            share = 100 * files / max(summary.files, 1)
            allowed = f"at most {self.limit:g}% are allowed"
            found = f"{self.code}: {files:,} of {summary.files:,} files ({share:.1f}%): {allowed}"
            return found if share > self.limit else None
        findings = sum(tally.findings for tally in tallies)
        found = f"{self.code}: {counted(findings, 'finding')}: at most {self.limit:,.0f} are allowed"
        return found if findings > self.limit else None


def parse(texts: Iterable[str]) -> list[Gate]:
    """Read the gates of `--max-findings`: `CODE=N` or `CODE=N%`.

    Raises:
        SelectorError: for one that is invalid, or names no rule.
    """
    rules = registry.load()
    gates = []
    for text in texts:
        match = _GATE.match(text)
        if match is None or (match[3] and not match[4]):
            raise SelectorError(
                f"--max-findings {text}: expected CODE=N or CODE=N%, such as HTM007=100 or IMG006=1%"
            )
        name = match[1]
        rule = rule_named(name, rules)
        if rule is None:
            check_selectors([name], rules)
            raise SelectorError(
                f"--max-findings {text}: {name} is more than one rule: expected a code or a name"
            )
        gates.append(Gate(rule.code, float(match[2] + (match[3] or "")), bool(match[4])))
    return gates
